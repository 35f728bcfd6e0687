import type { Router } from 'express'
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
      body: { name, email, role, secondFactor, requireSecondFactor, platform: platformName, timeZone },
    }
  })

  stream(router, liveEvents, edge)((_input, _req, res) => answerLive(res, live, () => 'tell'))
}
