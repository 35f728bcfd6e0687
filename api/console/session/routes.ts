import type { Router } from 'express'
import { policies } from '../../../domain/policies/index.ts'
import { hasSecondFactor } from '../../../store/staff-second-factor.ts'
import type { Edge } from '../../http/callers.ts'
import { answerLive, type LiveSource } from '../../http/live.ts'
import { serve } from '../../http/route.ts'
import { stream } from '../../http/stream.ts'
import { liveEvents, readMe } from './contract.ts'

/** What the console has to know of its installation. */
export type ConsoleSettings = {
  platformName: string
  timeZone: string
  requireSecondFactor: boolean
  /** The words of a mail without its secrets. */
  mailPreview(mailId: string): Promise<{ subject: string; text: string } | undefined>
}

export function sessionRoutes(router: Router, edge: Edge, settings: ConsoleSettings, live: LiveSource): void {
  serve(
    router,
    readMe,
    edge,
  )(async ({ caller, context }) => {
    const { name, email, role, id } = caller.staff
    const { platformName, timeZone, requireSecondFactor } = settings
    const secondFactor = await hasSecondFactor(context.db, id)
    return {
      status: 200,
      body: { name, email, role, secondFactor, requireSecondFactor, platform: platformName, timeZone, roles: roles() },
    }
  })

  stream(router, liveEvents, edge)((_input, _req, res) => answerLive(res, live, () => 'tell'))
}

/** Each role once, by the names that policies give it. */
function roles(): { id: string; name: string }[] {
  const names = new Map<string, Set<string>>()
  for (const { id, name } of [...policies.values()].flatMap((policy) => policy.roles))
    names.set(id, (names.get(id) ?? new Set()).add(name))
  return [...names].map(([id, all]) => ({ id, name: [...all].join(' / ') }))
}
