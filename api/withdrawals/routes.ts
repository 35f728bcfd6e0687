import { Router } from 'express'
import * as z from 'zod'
import { requestWithdrawal } from '../../commands/withdrawals.ts'
import { Refusal } from '../../domain/refusals.ts'
import { type WithdrawalView, findWithdrawal, listWithdrawals } from '../../store/withdrawal-views.ts'
import { namedAccount } from '../accounts/routes.ts'
import type { Edge, KeyCaller } from '../http/callers.ts'
import { cursorText, cursorTime, pageOf, readCursor } from '../http/cursor.ts'
import { serve } from '../http/route.ts'
import { listRoute, readRoute, requestRoute } from './contract.ts'
import { withdrawalResource } from './resource.ts'

const cursor = z.strictObject({ createdAt: cursorTime, id: z.uuid() })

/** Where a list of withdrawals goes on after a row. */
const cursorAfter = (row: WithdrawalView): string => cursorText({ createdAt: row.createdAt.toISOString(), id: row.id })

/** The resource `/v1/withdrawals`. */
export function withdrawalRoutes(edge: Edge): Router {
  const router = Router()
  const { db } = edge.context

  serve(
    router,
    requestRoute,
    edge,
  )(async ({ body: { subUser, openFor, ...body }, caller, context }) => {
    const input = { ...body, subUserId: subUser, openForMs: openFor }
    const { withdrawalId, known } = await requestWithdrawal(context, caller.actor, input)
    const made = withdrawalResource(await visible(edge, withdrawalId, caller))
    if (known) return { status: 200, body: made }
    return { status: 201, headers: { location: `/v1/withdrawals/${made.id}` }, body: made }
  })

  serve(
    router,
    listRoute,
    edge,
  )(async ({ query: { account, subUser: subUserId, reference, status: statuses, limit, cursor: text }, caller }) => {
    const accounts = account === undefined ? undefined : [await namedAccount(db, account, caller)]
    const filter = { only: caller.only, accounts, subUserId, reference, statuses }
    const rows = await listWithdrawals(db, filter, limit + 1, readCursor(cursor, text))
    return { status: 200, body: pageOf(rows, limit, withdrawalResource, cursorAfter) }
  })

  serve(
    router,
    readRoute,
    edge,
  )(async ({ params, caller }) => {
    return { status: 200, body: withdrawalResource(await visible(edge, params.id, caller)) }
  })

  return router
}

/** The withdrawal, or 404 for one that this key may not know of. */
async function visible({ context: { db } }: Edge, id: string, { only }: KeyCaller): Promise<WithdrawalView> {
  const found = await findWithdrawal(db, id, only)
  if (!found) throw new Refusal('not-found', 'There is no such withdrawal.')
  return found
}
