import type { Router } from 'express'
import { invite } from '../../../commands/invite.ts'
import { INVITE_OPEN } from '../../../domain/deadlines.ts'
import { outside } from '../../../domain/ids.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { findSubUser } from '../../../store/sub-users.ts'
import type { Edge } from '../../http/callers.ts'
import { serve } from '../../http/route.ts'
import { inviteUser, listUsers, readRoles } from './contract.ts'
import { rolesFor, seatsFor, usersOf } from './resource.ts'
import { waitingOf } from './waiting.ts'

/** “Manage users”: who is on the account, and adding somebody (R5, R8, R14). */
export function userRoutes(router: Router, edge: Edge, { platformName }: { platformName: string }): void {
  const { db } = edge.context

  serve(
    router,
    listUsers,
    edge,
  )(async ({ query, caller }) => {
    const [{ present, past, ...lists }, seats] = await Promise.all([
      usersOf(db, caller, platformName, query.most),
      seatsFor(db, caller),
    ])
    return { status: 200, body: { now: new Date().toISOString(), seats, waiting: waitingOf(present, past), ...lists } }
  })

  serve(
    router,
    readRoles,
    edge,
  )(async ({ caller }) => {
    const language = caller.account.language === 'de' ? 'de' : 'en'
    const now = new Date().toISOString()
    return {
      status: 200,
      body: { now, language, openForMs: INVITE_OPEN.defaultMs, roles: await rolesFor(db, caller) },
    }
  })

  serve(
    router,
    inviteUser,
    edge,
  )(async ({ body: { message, ...rest }, caller, context }) => {
    const input = { ...rest, accountId: caller.account.id, message: message || undefined }
    const { subUserId } = await invite(context, caller.actor, input)
    const made = await findSubUser(db, subUserId)
    if (!made?.deadline) throw new Refusal('not-found')
    return { status: 201, body: { id: outside('subUser', subUserId), deadline: made.deadline.toISOString() } }
  })
}
