import type { Router } from 'express'
import {
  changeAddress,
  deactivate,
  extend,
  inviteAgain,
  reactivate,
  remind,
  revoke,
  suspend,
} from '../../../commands/lifecycle.ts'
import { mailSignInLink, resend } from '../../../commands/links.ts'
import { outside } from '../../../domain/ids.ts'
import { Refusal } from '../../../domain/refusals.ts'
import type { Database } from '../../../store/database.ts'
import { findSubUser } from '../../../store/sub-users.ts'
import type { Edge, PortalCaller } from '../../http/callers.ts'
import { serve } from '../../http/route.ts'
import * as contracts from './contract.ts'

const answer = ({ subUserId }: { subUserId: string }) =>
  ({ status: 200, body: { id: outside('subUser', subUserId) } }) as const

/** What holder and Administrators can do to a user; the rules are the commands'. */
export function actingRoutes(router: Router, edge: Edge): void {
  mailRoutes(router, edge)
  invitationRoutes(router, edge)
  accessRoutes(router, edge)
}

/** The user of this account, or 404: before anything is counted for somebody else's. */
async function ownUser(db: Database, { account }: PortalCaller, { id }: { id: string }) {
  if (!(await findSubUser(db, id, [account.id]))) throw new Refusal('not-found')
  return { subUserId: id }
}

function mailRoutes(router: Router, edge: Edge): void {
  const { db } = edge.context
  serve(
    router,
    contracts.remindUser,
    edge,
  )(async ({ params, caller, context }) =>
    answer(await remind(context, caller.actor, await ownUser(db, caller, params))),
  )
  serve(
    router,
    contracts.resendUser,
    edge,
  )(async ({ params, caller, context }) =>
    answer(await resend(context, caller.actor, await ownUser(db, caller, params))),
  )
  serve(
    router,
    contracts.mailSignIn,
    edge,
  )(async ({ params, caller, context }) =>
    answer(await mailSignInLink(context, caller.actor, await ownUser(db, caller, params))),
  )
}

function invitationRoutes(router: Router, edge: Edge): void {
  serve(
    router,
    contracts.extendUser,
    edge,
  )(async ({ params, body, caller, context }) =>
    answer(await extend(context, caller.actor, { subUserId: params.id, deadline: new Date(body.deadline) })),
  )
  serve(
    router,
    contracts.revokeUser,
    edge,
  )(async ({ params, body, caller, context }) =>
    answer(await revoke(context, caller.actor, { subUserId: params.id, reason: body.reason })),
  )
  serve(
    router,
    contracts.changeEmail,
    edge,
  )(async ({ params, body, caller, context }) =>
    answer(await changeAddress(context, caller.actor, { subUserId: params.id, email: body.email })),
  )
  serve(
    router,
    contracts.inviteOnceMore,
    edge,
  )(async ({ params, caller, context }) => answer(await inviteAgain(context, caller.actor, { subUserId: params.id })))
}

function accessRoutes(router: Router, edge: Edge): void {
  serve(
    router,
    contracts.suspendUser,
    edge,
  )(async ({ params, body, caller, context }) =>
    answer(await suspend(context, caller.actor, { subUserId: params.id, reason: body.reason })),
  )
  serve(
    router,
    contracts.reactivateUser,
    edge,
  )(async ({ params, body, caller, context }) =>
    answer(await reactivate(context, caller.actor, { subUserId: params.id, reason: body.reason })),
  )
  serve(
    router,
    contracts.deactivateUser,
    edge,
  )(async ({ params, body: { reason }, caller, context }) => {
    if (!reason && params.id !== caller.actor.id) throw new Refusal('reason-needed')
    return answer(await deactivate(context, caller.actor, { subUserId: params.id, reason }))
  })
}
