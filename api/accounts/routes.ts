import { Router } from 'express'
import * as z from 'zod'
import { createAccount } from '../../commands/accounts.ts'
import { inside } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusals.ts'
import { type AccountRow, findAccount, findReference, listAccounts } from '../../store/accounts.ts'
import type { Database } from '../../store/database.ts'
import type { Edge, KeyCaller } from '../http/callers.ts'
import { cursorText, cursorTime, pageOf, readCursor } from '../http/cursor.ts'
import { serve } from '../http/route.ts'
import { createAccountRoute, listAccountsRoute, readAccountRoute, readSeatsRoute } from './contract.ts'
import { accountResource, seatsOf } from './resource.ts'

const cursor = z.strictObject({ at: cursorTime, id: z.uuid() })

/** The resource `/v1/accounts`. */
export function accountRoutes(edge: Edge): Router {
  const router = Router()
  const { db } = edge.context

  serve(
    router,
    createAccountRoute,
    edge,
  )(async ({ body, caller, context }) => {
    const { accountId } = await createAccount(context, caller.actor, body)
    const made = accountResource(await visibleAccount(db, accountId, caller))
    return { status: 201, headers: { location: `/v1/accounts/${made.id}` }, body: made }
  })

  serve(
    router,
    listAccountsRoute,
    edge,
  )(async ({ query: { limit, cursor: text, ...filter }, caller }) => {
    const place = readCursor(cursor, text)
    const after = place && { createdAt: place.at, id: place.id }
    const rows = await listAccounts(db, { ...filter, ...(caller.only && { only: caller.only }) }, limit + 1, after)
    const page = pageOf(rows, limit, accountResource, (row) =>
      cursorText({ at: row.createdAt.toISOString(), id: row.id }),
    )
    return { status: 200, body: page }
  })

  serve(
    router,
    readAccountRoute,
    edge,
  )(async ({ params, caller }) => {
    return { status: 200, body: accountResource(await visibleAccount(db, params.id, caller)) }
  })

  serve(
    router,
    readSeatsRoute,
    edge,
  )(async ({ params, caller }) => {
    return { status: 200, body: { items: await seatsOf(db, await visibleAccount(db, params.id, caller)) } }
  })

  return router
}

/** The account, or 404 for one that this key may not know of. */
async function visibleAccount(db: Database, id: string, { only }: KeyCaller): Promise<AccountRow> {
  const row = !only || only.includes(id) ? await findAccount(db, id) : null
  if (!row) throw new Refusal('not-found', 'There is no such account.')
  return row
}

/** The account that a request names, by our id or by the platform's reference. */
export async function namedAccount(db: Database, name: string, caller: KeyCaller): Promise<string> {
  const id = inside('account', name)
  if (id) return (await visibleAccount(db, id, caller)).id
  const named = await findReference(db, name, caller.only)
  if (!named) throw new Refusal('not-found', 'There is no such account.', { account: name })
  return named
}
