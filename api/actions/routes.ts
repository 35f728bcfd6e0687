import { Router } from 'express'
import { type ReportedAction, reportActions } from '../../commands/report-actions.ts'
import { inside } from '../../domain/ids.ts'
import type { ReportOutcome } from '../../domain/reported-actions.ts'
import type { Edge } from '../http/callers.ts'
import { serve } from '../http/route.ts'
import { type ActionBody, reportRoute } from './contract.ts'

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
  return router
}

function reportedOf({ id, subUser, account, destination, source, ...rest }: ActionBody): ReportedAction {
  const accountId = account === undefined ? undefined : inside('account', account)
  const reference = accountId === undefined ? account : undefined
  return { ...rest, reference: id, who: { subUserId: subUser, accountId, reference }, place: destination ?? source }
}
