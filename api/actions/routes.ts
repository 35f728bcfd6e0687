import { Router } from 'express'
import { type ReportedAction, reportActions } from '../../commands/report-actions.ts'
import { inside } from '../../domain/ids.ts'
import type { ReportOutcome } from '../../domain/reported-actions.ts'
import { Refusal } from '../../domain/refusals.ts'
import { actionHistory, walkHistory } from '../../store/action-history.ts'
import type { Database } from '../../store/database.ts'
import { findSubUser } from '../../store/sub-users.ts'
import type { Edge, KeyCaller } from '../http/callers.ts'
import { pageOf, readCursor } from '../http/cursor.ts'
import { serve } from '../http/route.ts'
import { stream } from '../http/stream.ts'
import { type ActionBody, historyFileRoute, historyRoute, reportRoute } from './contract.ts'
import { answerCsv, cursorAfter, entryOf, filterOf, historyCursor } from './history.ts'

/** The resource `/v1/actions`. */
export function actionRoutes(edge: Edge): Router {
  const router = Router()
  serve(
    router,
    reportRoute,
    edge,
  )(async ({ body: { actions }, caller, context }) => {
    const { outcomes } = await reportActions(context, caller.actor, actions.map(reportedOf))
    const count = (outcome: ReportOutcome) => outcomes.filter((one) => one === outcome).length
    const [recorded, repeated] = [count('recorded'), count('repeated')]
    const shown = actions.map(({ id }, i) => ({ id, outcome: outcomes[i] ?? 'unknown-account' }))
    const notRecorded = actions.length - recorded - repeated
    return { status: 200, body: { recorded, repeated, notRecorded, actions: shown } }
  })
  historyRoutes(router, edge)
  return router
}

function historyRoutes(router: Router, edge: Edge): void {
  const { db } = edge.context
  serve(
    router,
    historyRoute,
    edge,
  )(async ({ params: { id }, query: { limit, cursor, ...query }, caller }) => {
    await requireSubUser(db, id, caller)
    const rows = await actionHistory(db, id, filterOf(query), limit + 1, readCursor(historyCursor, cursor))
    return { status: 200, body: pageOf(rows, limit, entryOf, cursorAfter) }
  })
  stream(
    router,
    historyFileRoute,
    edge,
  )(async ({ params: { id }, query, caller }, _req, res) => {
    await requireSubUser(db, id, caller)
    await answerCsv(res, walkHistory(db, id, filterOf(query)))
  })
}

/** 404 for a sub-user that this key may not know of. */
async function requireSubUser(db: Database, id: string, { only }: KeyCaller): Promise<void> {
  if (!(await findSubUser(db, id, only))) throw new Refusal('not-found', 'There is no such sub-user.')
}

function reportedOf({ id, subUser, account, destination, source, ...rest }: ActionBody): ReportedAction {
  const accountId = account === undefined ? undefined : inside('account', account)
  const reference = accountId === undefined ? account : undefined
  return { ...rest, reference: id, who: { subUserId: subUser, accountId, reference }, place: destination ?? source }
}
