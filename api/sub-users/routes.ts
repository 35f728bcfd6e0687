import { Router } from 'express'
import * as z from 'zod'
import type { Actor } from '../../commands/actor.ts'
import { addUser } from '../../commands/add-user.ts'
import type { Context } from '../../commands/command.ts'
import {
  changeAddress,
  deactivate,
  extend,
  inviteAgain,
  reactivate,
  remind,
  revoke,
  suspend,
} from '../../commands/lifecycle.ts'
import { mailSignInLink, resend } from '../../commands/links.ts'
import { outside } from '../../domain/ids.ts'
import type { Progress } from '../../domain/process.ts'
import { Refusal } from '../../domain/refusals.ts'
import { listSubUsers } from '../../store/sub-user-list.ts'
import { findSubUser, type SubUserView } from '../../store/sub-users.ts'
import { namedAccount } from '../accounts/routes.ts'
import type { Edge, KeyCaller } from '../http/callers.ts'
import { cursorText, cursorTime, readCursor } from '../http/cursor.ts'
import { timeText } from '../http/fields.ts'
import { serve } from '../http/route.ts'
import * as contract from './contract.ts'
import { liveProgress, storedProgress } from './progress.ts'
import { subUserResource } from './resource.ts'

/** Asks the workflow of a sub-user; undefined when no worker answers within a second. */
export type ProgressOf = (subUserId: string) => Promise<Progress | undefined>

const cursor = z.strictObject({ ended: z.boolean(), at: cursorTime.nullable(), id: z.uuid() })

/** The resource `/v1/sub-users`. */
export function subUserRoutes(edge: Edge, progressOf: ProgressOf): Router {
  const router = Router()
  const { db } = edge.context

  serve(
    router,
    contract.inviteRoute,
    edge,
  )(async ({ body: { account, openFor, ...body }, caller, context }) => {
    const accountId = await namedAccount(db, account, caller)
    const { subUserId } = await addUser(context, caller.actor, { ...body, accountId, openForMs: openFor })
    return made(edge, subUserId, caller)
  })

  serve(
    router,
    contract.listRoute,
    edge,
  )(async ({ query, caller }) => {
    const { account, status: statuses, role: roles, turn: turns, search, sort, limit } = query
    const accounts = account === undefined ? undefined : [await namedAccount(db, account, caller)]
    const filter = { only: caller.only, accounts, statuses, roles, turns, search }
    const { rows, next } = await listSubUsers(db, filter, sort, limit, readCursor(cursor, query.cursor))
    const nextCursor = next ? cursorText({ ...next, at: timeText(next.at) }) : null
    return { status: 200, body: { items: rows.map(subUserResource), nextCursor } }
  })

  serve(
    router,
    contract.readRoute,
    edge,
  )(async ({ params, caller }) => {
    return { status: 200, body: subUserResource(await visible(edge, params.id, caller)) }
  })

  serve(
    router,
    contract.progressRoute,
    edge,
  )(async ({ params, caller }) => {
    const subUser = await visible(edge, params.id, caller)
    const live = liveProgress(await progressOf(params.id), subUser)
    const progress = live ?? (await storedProgress(db, subUser))
    return { status: 200, body: { id: outside('subUser', params.id), ...progress, live: live !== undefined } }
  })

  serveChanges(router, edge)
  serveInvitesAnew(router, edge)
  return router
}

type Change<B> = (context: Context, actor: Actor, input: { subUserId: string } & B) => Promise<unknown>

/** The changes differ in their command and body only: give the command, answer what the sub-user is now. */
function serveChanges(router: Router, edge: Edge): void {
  const changed = async <B>(change: Change<B>, caller: KeyCaller, context: Context, subUserId: string, body: B) => {
    await change(context, caller.actor, { subUserId, ...body })
    return { status: 200 as const, body: subUserResource(await visible(edge, subUserId, caller)) }
  }
  const bare = { remindRoute: remind, resendRoute: resend, signInLinkRoute: mailSignInLink } as const
  for (const name of ['remindRoute', 'resendRoute', 'signInLinkRoute'] as const)
    serve(
      router,
      contract[name],
      edge,
    )(async ({ params, caller, context }) => {
      await visible(edge, params.id, caller) // before anything is counted for somebody else's
      return changed(bare[name], caller, context, params.id, {})
    })
  serve(
    router,
    contract.extendRoute,
    edge,
  )(({ params, body, caller, context }) => changed(extend, caller, context, params.id, body))
  const reasoned = {
    revokeRoute: revoke,
    suspendRoute: suspend,
    reactivateRoute: reactivate,
    deactivateRoute: deactivate,
  } as const
  for (const name of ['revokeRoute', 'suspendRoute', 'reactivateRoute', 'deactivateRoute'] as const)
    serve(
      router,
      contract[name],
      edge,
    )(({ params, body, caller, context }) => changed(reasoned[name], caller, context, params.id, body))
}

/** What makes another sub-user in the place of one. */
function serveInvitesAnew(router: Router, edge: Edge): void {
  serve(
    router,
    contract.changeAddressRoute,
    edge,
  )(async ({ params, body: { email }, caller, context }) => {
    const { subUserId } = await changeAddress(context, caller.actor, { subUserId: params.id, email })
    return made(edge, subUserId, caller)
  })
  serve(
    router,
    contract.inviteAgainRoute,
    edge,
  )(async ({ params, caller, context }) => {
    const { subUserId } = await inviteAgain(context, caller.actor, { subUserId: params.id })
    return made(edge, subUserId, caller)
  })
}

/** The answer that leads to a new sub-user. */
async function made(edge: Edge, subUserId: string, caller: KeyCaller) {
  const body = subUserResource(await visible(edge, subUserId, caller))
  return { status: 201 as const, headers: { location: `/v1/sub-users/${body.id}` }, body }
}

/** The sub-user, or 404 for one that this key may not know of. */
async function visible({ context: { db } }: Edge, id: string, { only }: KeyCaller): Promise<SubUserView> {
  const found = await findSubUser(db, id, only)
  if (!found) throw new Refusal('not-found', 'There is no such sub-user.')
  return found
}
