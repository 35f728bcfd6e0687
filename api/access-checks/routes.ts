import { Router } from 'express'
import { decide, type Verdict } from '../../domain/access-check.ts'
import { normalPlace } from '../../domain/destinations.ts'
import { inside } from '../../domain/ids.ts'
import { type AccessFound, type AccessLookup, readAccessByKey } from '../../store/access.ts'
import type { Edge, KeyCaller } from '../http/callers.ts'
import { serve } from '../http/route.ts'
import { type AccessQuestion, accessChecksRoute } from './contract.ts'

/** The resource `/v1/access-checks`: one statement reads the key and everything that the answers need (R47). */
export function accessCheckRoutes(edge: Edge): Router {
  const router = Router()
  serve(
    router,
    accessChecksRoute,
    edge,
  )(async ({ body: { checks }, caller }) => {
    const read = await readAccessByKey(edge.context.db, caller.secretHash, checks.map(lookupOf))
    const { only } = await caller.admit(read?.key)
    const answers = checks.map((check, i) => verdictOn(check, read?.found[i] ?? {}, only))
    return { status: 200, body: { answers } }
  })
  return router
}

const lookupOf = ({ subUser, account, destination, source }: AccessQuestion): AccessLookup => {
  const place = destination ?? source
  const accountId = account === undefined ? undefined : inside('account', account)
  return {
    subUserId: subUser,
    accountId,
    reference: accountId === undefined ? account : undefined,
    placeKey: place && normalPlace(place)?.key,
  }
}

/** What the key may not know of is answered like what does not exist. */
function verdictOn({ subUser, action }: AccessQuestion, found: AccessFound, only: KeyCaller['only']): Verdict {
  const { accountId, acting, place } = found
  if (!acting || accountId === undefined || (only && !only.includes(accountId)))
    return { allowed: false, reason: subUser === undefined ? 'unknown-account' : 'unknown-sub-user', right: null }
  return decide(acting, { action, place })
}
