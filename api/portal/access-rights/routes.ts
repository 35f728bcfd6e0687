import type { Router } from 'express'
import { changeRights, requestRightsNumber } from '../../../commands/change-rights.ts'
import { deactivate, revoke } from '../../../commands/lifecycle.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { findSubUser } from '../../../store/sub-users.ts'
import type { Edge } from '../../http/callers.ts'
import { serve } from '../../http/route.ts'
import * as contract from './contract.ts'
import { accessRightsOf } from './list.ts'

/** “Users & access rights”, where rights are chosen one by one (R29, R31). */
export function accessRightsRoutes(router: Router, edge: Edge, { platformName }: { platformName: string }): void {
  serve(
    router,
    contract.listAccessRights,
    edge,
  )(async ({ caller, context }) => ({ status: 200, body: await accessRightsOf(context.db, caller, platformName) }))

  serve(
    router,
    contract.changeRightsRoute,
    edge,
  )(async ({ params, body, caller, context }) => {
    await changeRights(context, caller.actor, { subUserId: params.id, ...body })
    return { status: 204 }
  })

  serve(
    router,
    contract.rightsNumberRoute,
    edge,
  )(async ({ params, body, caller, context }) => {
    const sent = await requestRightsNumber(context, caller.actor, { subUserId: params.id, rights: body.rights })
    return { status: 200, body: { ...sent, worksUntil: sent.worksUntil.toISOString() } }
  })

  serve(
    router,
    contract.deleteUserRoute,
    edge,
  )(async ({ params, caller, context }) => {
    const subUser = await findSubUser(context.db, params.id, [caller.account.id])
    if (!subUser) throw new Refusal('not-found')
    const waits = subUser.status !== 'active' && subUser.status !== 'suspended'
    await (waits ? revoke : deactivate)(context, caller.actor, { subUserId: params.id })
    return { status: 204 }
  })
}
