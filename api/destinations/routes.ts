import { Router } from 'express'
import * as z from 'zod'
import { registerDestination, removeDestination } from '../../commands/destinations.ts'
import { DESTINATION_KINDS } from '../../domain/destinations.ts'
import { outside } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Database } from '../../store/database.ts'
import { type DestinationRow, findDestination, listDestinations } from '../../store/destinations.ts'
import { namedAccount } from '../accounts/routes.ts'
import type { Edge, KeyCaller } from '../http/callers.ts'
import { cursorText, cursorTime, pageOf, readCursor } from '../http/cursor.ts'
import { timeText } from '../http/fields.ts'
import { serve } from '../http/route.ts'
import * as contract from './contract.ts'

const cursor = z.strictObject({ at: cursorTime, id: z.uuid() })

/** The resource `/v1/destinations`. */
export function destinationRoutes(edge: Edge): Router {
  const router = Router()
  const { db } = edge.context
  serve(
    router,
    contract.registerRoute,
    edge,
  )(async ({ body: { account, place, label }, caller, context }) => {
    const accountId = await namedAccount(db, account, caller)
    const { destinationId, made } = await registerDestination(context, caller.actor, { accountId, place, label })
    const body = destinationResource(await visible(db, destinationId, caller))
    return made ? { status: 201, headers: { location: `/v1/destinations/${body.id}` }, body } : { status: 200, body }
  })
  serve(
    router,
    contract.listRoute,
    edge,
  )(async ({ query: { account, limit, cursor: text }, caller }) => {
    const place = readCursor(cursor, text)
    const after = place && { createdAt: place.at, id: place.id }
    const rows = await listDestinations(db, await namedAccount(db, account, caller), limit + 1, after)
    const next = (row: DestinationRow) => cursorText({ at: row.createdAt.toISOString(), id: row.id })
    return { status: 200, body: pageOf(rows, limit, destinationResource, next) }
  })
  serve(
    router,
    contract.readRoute,
    edge,
  )(async ({ params, caller }) => ({ status: 200, body: destinationResource(await visible(db, params.id, caller)) }))
  serve(
    router,
    contract.removeRoute,
    edge,
  )(async ({ params, caller, context }) => {
    await removeDestination(context, caller.actor, { destinationId: params.id })
    return { status: 200, body: destinationResource(await visible(db, params.id, caller)) }
  })
  return router
}

/** The destination, or 404 for one that this key may not know of, or that is only known from reports. */
async function visible(db: Database, id: string, { only }: KeyCaller): Promise<DestinationRow> {
  const row = await findDestination(db, id, only)
  if (!row?.registeredAt) throw new Refusal('not-found', 'There is no such destination.')
  return row
}

/** A destination as the API shows it. */
function destinationResource(row: DestinationRow): contract.ShownDestination {
  const { network, address, bankCode, tag, label, withdrawals } = row
  return {
    id: outside('destination', row.id),
    account: outside('account', row.accountId),
    kind: DESTINATION_KINDS.find((kind) => kind === row.kind) ?? 'wallet',
    network,
    address,
    bankCode,
    tag,
    label,
    known: withdrawals > 0,
    withdrawals,
    firstWithdrawnAt: timeText(row.firstWithdrawnAt),
    lastWithdrawnAt: timeText(row.lastWithdrawnAt),
    registeredAt: timeText(row.registeredAt) ?? '',
    removedAt: timeText(row.removedAt),
  }
}
