import type { Router } from 'express'
import { requestStopNumber, stopState, switchApproval } from '../../../commands/approvals.ts'
import {
  approvalState,
  approveWithdrawal,
  declineWithdrawal,
  requestApprovalNumber,
} from '../../../commands/withdrawal-decisions.ts'
import { policyOf } from '../../../domain/policies/index.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { withdrawalFacts } from '../../../store/withdrawal-facts.ts'
import { findWithdrawal, listWithdrawals } from '../../../store/withdrawal-views.ts'
import type { Edge } from '../../http/callers.ts'
import { serve } from '../../http/route.ts'
import * as contracts from './contract.ts'
import { confirmationShown, sentNumberShown, withdrawalRow, withdrawalShown } from './resource.ts'

/** Withdrawals in the portal: whoever manages users looks, the holder decides (R12, R18). */
export function withdrawalRoutes(router: Router, edge: Edge): void {
  readingRoutes(router, edge)
  decisionRoutes(router, edge)
  approvalRoutes(router, edge)
}

function readingRoutes(router: Router, edge: Edge): void {
  const { db } = edge.context
  serve(
    router,
    contracts.listWithdrawalsRoute,
    edge,
  )(async ({ query: { status: statuses, most }, caller: { account } }) => {
    const rows = await listWithdrawals(db, { only: [account.id], statuses }, most)
    const now = new Date().toISOString()
    return { status: 200, body: { now, approvals: account.withdrawalApproval, withdrawals: rows.map(withdrawalRow) } }
  })

  serve(
    router,
    contracts.readWithdrawalRoute,
    edge,
  )(async ({ params, caller: { account, actor }, context }) => {
    const one = await findWithdrawal(db, params.id, [account.id])
    if (!one) throw new Refusal('not-found')
    const decides = actor.kind === 'holder' && one.status === 'waiting'
    const state = decides ? await approvalState(context, actor, { withdrawalId: one.id }) : null
    const shown = withdrawalShown(one, await withdrawalFacts(db, one), state)
    return { status: 200, body: { ...shown, now: new Date().toISOString() } }
  })
}

function decisionRoutes(router: Router, edge: Edge): void {
  serve(
    router,
    contracts.approvalNumberRoute,
    edge,
  )(async ({ params, caller, context }) => {
    const sent = await requestApprovalNumber(context, caller.actor, { withdrawalId: params.id })
    return { status: 200, body: sentNumberShown(sent) }
  })

  serve(
    router,
    contracts.approveRoute,
    edge,
  )(async ({ params, body: { number }, caller, context }) => {
    await approveWithdrawal(context, caller.actor, { withdrawalId: params.id, number })
    return { status: 204 }
  })

  serve(
    router,
    contracts.declineRoute,
    edge,
  )(async ({ params, body: { reason }, caller, context }) => {
    await declineWithdrawal(context, caller.actor, { withdrawalId: params.id, reason })
    return { status: 204 }
  })
}

function approvalRoutes(router: Router, edge: Edge): void {
  serve(
    router,
    contracts.readApprovalsRoute,
    edge,
  )(async ({ caller: { account, actor }, context }) => {
    const on = account.withdrawalApproval
    const state = on && actor.kind === 'holder' ? await stopState(context, actor) : null
    const hours = policyOf(account.policy).approvalHours
    return {
      status: 200,
      body: { now: new Date().toISOString(), on, hours, confirmation: state && confirmationShown(state) },
    }
  })

  serve(
    router,
    contracts.stopNumberRoute,
    edge,
  )(async ({ caller, context }) => ({
    status: 200,
    body: sentNumberShown(await requestStopNumber(context, caller.actor)),
  }))

  serve(
    router,
    contracts.switchRoute,
    edge,
  )(async ({ body, caller, context }) => {
    await switchApproval(context, caller.actor, body)
    return { status: 204 }
  })
}
