import type { Router } from 'express'
import { addUser } from '../../../commands/add-user.ts'
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
import { addNote, recordView } from '../../../commands/notes.ts'
import { outside } from '../../../domain/ids.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { findSubUser } from '../../../store/sub-users.ts'
import type { Edge } from '../../http/callers.ts'
import { serve } from '../../http/route.ts'
import * as contracts from './contract.ts'

const answer = ({ subUserId }: { subUserId: string }) =>
  ({ status: 200, body: { id: outside('subUser', subUserId) } }) as const

/** What staff can do to an onboarding; rules and roles are the commands'. */
export function actionRoutes(router: Router, edge: Edge): void {
  invitationRoutes(router, edge)
  onboardingRoutes(router, edge)
  accessRoutes(router, edge)
  staffOnlyRoutes(router, edge)
}

function invitationRoutes(router: Router, edge: Edge): void {
  serve(
    router,
    contracts.inviteSomeone,
    edge,
  )(async ({ body, caller, context }) => {
    const { account, message, ...rest } = body
    const { subUserId } = await addUser(context, caller.actor, {
      ...rest,
      accountId: account,
      message: message || undefined,
    })
    const made = await findSubUser(context.db, subUserId)
    if (!made?.deadline) throw new Refusal('not-found')
    return { status: 201, body: { id: outside('subUser', subUserId), deadline: made.deadline.toISOString() } }
  })
  serve(
    router,
    contracts.sendNewLink,
    edge,
  )(async ({ params, caller, context }) => answer(await resend(context, caller.actor, { subUserId: params.id })))
  serve(
    router,
    contracts.revokeInvitation,
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

function onboardingRoutes(router: Router, edge: Edge): void {
  serve(
    router,
    contracts.remindNow,
    edge,
  )(async ({ params, caller, context }) => answer(await remind(context, caller.actor, { subUserId: params.id })))
  serve(
    router,
    contracts.mailSignIn,
    edge,
  )(async ({ params, caller, context }) =>
    answer(await mailSignInLink(context, caller.actor, { subUserId: params.id })),
  )
  serve(
    router,
    contracts.extendDeadline,
    edge,
  )(async ({ params, body, caller, context }) =>
    answer(
      await extend(context, caller.actor, {
        subUserId: params.id,
        deadline: new Date(body.deadline),
        reason: body.reason,
      }),
    ),
  )
}

function accessRoutes(router: Router, edge: Edge): void {
  serve(
    router,
    contracts.suspendAccess,
    edge,
  )(async ({ params, body, caller, context }) =>
    answer(await suspend(context, caller.actor, { subUserId: params.id, reason: body.reason })),
  )
  serve(
    router,
    contracts.reactivateAccess,
    edge,
  )(async ({ params, body, caller, context }) =>
    answer(await reactivate(context, caller.actor, { subUserId: params.id, reason: body.reason })),
  )
  serve(
    router,
    contracts.deactivateAccess,
    edge,
  )(async ({ params, body, caller, context }) =>
    answer(await deactivate(context, caller.actor, { subUserId: params.id, reason: body.reason })),
  )
}

function staffOnlyRoutes(router: Router, edge: Edge): void {
  serve(
    router,
    contracts.writeNote,
    edge,
  )(async ({ params, body, caller, context }) =>
    answer(await addNote(context, caller.actor, { subUserId: params.id, text: body.text })),
  )
  serve(
    router,
    contracts.revealDateOfBirth,
    edge,
  )(async ({ params, caller, context }) => {
    await recordView(context, caller.actor, { subUserId: params.id, what: 'date_of_birth' })
    const found = await findSubUser(context.db, params.id)
    return { status: 200, body: { dateOfBirth: found?.person.dateOfBirth ?? null } }
  })
}
