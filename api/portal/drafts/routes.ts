import type { Router } from 'express'
import type { Context } from '../../../commands/command.ts'
import { confirmDraft, draftOf, requestDraftNumber } from '../../../commands/confirm-draft.ts'
import { beginDraft, saveDraft } from '../../../commands/draft.ts'
import { inviteAgain, revoke } from '../../../commands/lifecycle.ts'
import { checkUserName } from '../../../commands/user-names.ts'
import { outside } from '../../../domain/ids.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { findSubUser } from '../../../store/sub-users.ts'
import type { Edge, PortalCaller } from '../../http/callers.ts'
import { timeText } from '../../http/fields.ts'
import { serve } from '../../http/route.ts'
import * as contract from './contract.ts'
import { draftResource } from './draft.ts'

/** The wizard's drafts, step by step until OK (R23–R30). */
export function draftRoutes(router: Router, edge: Edge): void {
  writingRoutes(router, edge)
  confirmingRoutes(router, edge)

  serve(
    router,
    contract.userNameRoute,
    edge,
  )(async ({ query, caller, context }) => {
    const check = await checkUserName(context, caller.actor, { userName: query.name, personName: query.person })
    const free = check.is === 'taken' ? check.free : []
    return { status: 200, body: { is: check.is, free, fault: check.is === 'wrong' ? check.fault : null } }
  })
}

const shown = async (context: Context, caller: PortalCaller, subUserId: string) =>
  draftResource(context, caller, await draftOf(context, caller.actor, { subUserId }))

function writingRoutes(router: Router, edge: Edge): void {
  serve(
    router,
    contract.beginDraftRoute,
    edge,
  )(async ({ body: { role, firstUser: firstUserId }, caller, context }) => {
    const input = { accountId: caller.account.id, role, firstUserId }
    const { subUserId } = await beginDraft(context, caller.actor, input)
    return { status: 201, body: await shown(context, caller, subUserId) }
  })

  serve(
    router,
    contract.readDraftRoute,
    edge,
  )(async ({ params, caller, context }) => ({ status: 200, body: await shown(context, caller, params.id) }))

  serve(
    router,
    contract.saveDraftRoute,
    edge,
  )(async ({ params, body, caller, context }) => {
    await saveDraft(context, caller.actor, { subUserId: params.id, fields: body })
    return { status: 200, body: await shown(context, caller, params.id) }
  })

  serve(
    router,
    contract.discardDraftRoute,
    edge,
  )(async ({ params, caller, context }) => {
    await draftOf(context, caller.actor, { subUserId: params.id }) // an invitation is revoked elsewhere, with its own words
    await revoke(context, caller.actor, { subUserId: params.id })
    return { status: 204 }
  })

  serve(
    router,
    contract.againRoute,
    edge,
  )(async ({ params, caller, context }) => {
    const { subUserId } = await inviteAgain(context, caller.actor, { subUserId: params.id })
    return { status: 201, body: await shown(context, caller, subUserId) }
  })
}

function confirmingRoutes(router: Router, edge: Edge): void {
  serve(
    router,
    contract.numberRoute,
    edge,
  )(async ({ params, caller, context }) => {
    const sent = await requestDraftNumber(context, caller.actor, { subUserId: params.id })
    return { status: 200, body: { ...sent, worksUntil: sent.worksUntil.toISOString() } }
  })

  serve(
    router,
    contract.confirmRoute,
    edge,
  )(async ({ params, body, caller, context }) => {
    const { subUserId } = await confirmDraft(context, caller.actor, { subUserId: params.id, ...body })
    const made = await findSubUser(context.db, subUserId)
    if (!made) throw new Refusal('not-found')
    const { status, deadline } = made
    return { status: 200, body: { id: outside('subUser', subUserId), status, until: timeText(deadline) } }
  })
}
