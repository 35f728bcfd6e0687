import { createHash } from 'node:crypto'
import type { Request, Router } from 'express'
import { enterPortal, leavePortal, readPortalLink } from '../../../commands/portal-sessions.ts'
import { outside } from '../../../domain/ids.ts'
import { policyOf } from '../../../domain/policies/index.ts'
import { accountName } from '../../../store/accounts.ts'
import type { Database } from '../../../store/database.ts'
import { useLimit } from '../../../store/limits.ts'
import type { Edge, PortalCaller } from '../../http/callers.ts'
import { placeOf, tooMany } from '../../http/limits.ts'
import { answerLive, type LiveSource } from '../../http/live.ts'
import { serve } from '../../http/route.ts'
import { stream } from '../../http/stream.ts'
import { forgetPortalCookie, keepPortalCookie, portalCookie } from '../guard.ts'
import { enter, leave, portalEvents, previewEntry, readSession } from './contract.ts'

/** What the portal has to know of its installation. `entryUrl`: where the platform's people open the portal. */
export type PortalSettings = { publicUrl: string; platformName: string; timeZone: string; entryUrl: string }

/** Coming in, looking around, going out (R67). */
export function sessionRoutes(router: Router, edge: Edge, settings: PortalSettings, live: LiveSource): void {
  enteringRoutes(router, edge, settings)

  serve(router, readSession, edge)(({ caller }) => ({ status: 200, body: sessionOf(caller, settings) }))

  serve(
    router,
    leave,
    edge,
  )(async ({ caller, context, res }) => {
    await leavePortal(context, caller)
    forgetPortalCookie(res, settings.publicUrl)
    return { status: 204 }
  })

  stream(
    router,
    portalEvents,
    edge,
  )(({ caller: { actor, account } }, _req, res) =>
    answerLive(res, live, ({ chain, subject }) =>
      chain !== account.id ? 'pass' : subject === actor.id ? 'end' : 'tell',
    ),
  )
}

function enteringRoutes(router: Router, edge: Edge, { publicUrl, platformName }: PortalSettings): void {
  const { db } = edge.context

  serve(
    router,
    previewEntry,
    edge,
  )(async ({ body, req }) => {
    await countFrom(db, req)
    const { account, person } = await readPortalLink(db, body.secret)
    const actor = { kind: person.actor.kind, name: person.name }
    return { status: 200, body: { account, reference: person.account.reference, actor, platform: platformName } }
  })

  serve(
    router,
    enter,
    edge,
  )(async ({ body, context, req, res }) => {
    await countFrom(db, req)
    const { secret } = await enterPortal(context, body.secret, portalCookie(req, publicUrl))
    keepPortalCookie(res, publicUrl, secret)
    return { status: 204 }
  })
}

function sessionOf({ actor, account, rights, name, email, returnTo }: PortalCaller, settings: PortalSettings) {
  const { reference, type, policy, holder, holderTwoFactor: twoFactor } = account
  return {
    account: {
      name: accountName(account),
      reference,
      type,
      policy,
      holder: { name: holder.name ?? holder.address, email: holder.address, twoFactor },
      language: account.language === 'de' ? ('de' as const) : ('en' as const),
    },
    actor: {
      kind: actor.kind,
      name,
      email,
      subUser: actor.kind === 'holder' ? null : outside('subUser', actor.id),
      rights: [...rights],
    },
    rights: policyOf(policy).rights,
    platform: settings.platformName,
    timeZone: settings.timeZone,
    back: returnTo ?? settings.entryUrl,
  }
}

/** Tries from one place at links in a minute (R68). */
const TRIES = { name: 'portal-link', most: 60, windowMs: 60_000 }

async function countFrom(db: Database, req: Request): Promise<void> {
  const place = createHash('sha256').update(placeOf(req.ip)).digest('base64url') // prettier-ignore
  const wait = await useLimit(db, TRIES, place)
  if (wait !== undefined) throw tooMany(wait, 'Too many tries.')
}
