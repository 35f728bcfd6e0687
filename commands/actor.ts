import {
  type Action,
  type ActorKind,
  type StaffAction,
  type StaffRole,
  isAllowed,
  staffMay,
  STAFF_ACTIONS,
} from '../domain/actions.ts'
import { policyOf, rightsOf, roleOf } from '../domain/policies/index.ts'
import { Refusal } from '../domain/refusals.ts'
import type { Right } from '../domain/rights.ts'
import type { EventActor } from '../store/events.ts'
import { type Locked, type SubUserRow, lockAccess, lockSubUser, withExpiry } from '../store/sub-users.ts'
import type { Work } from './command.ts'

/** Who gives a command, as its edge has established. Ids are opaque. */
export type Actor =
  | { kind: 'caller'; id: string; accounts: 'all' | readonly string[] }
  | { kind: 'staff'; id: string; role: StaffRole }
  | { kind: 'person'; id: string }
  | PortalActor
  | { kind: 'usher' }

/**
 * Somebody in the portal (R67): the holder (`id` is the holder's person), or a sub-user who manages users (`id` is the
 * sub-user). `mfaAt`: when the platform last saw a second factor.
 */
export type PortalActor = {
  kind: 'holder' | 'administrator'
  id: string
  accountId: string
  mfaAt: Date | null
}

/** The actor as events name it. */
export const eventActor = (actor: Actor): EventActor => ({
  kind: actor.kind,
  id: actor.kind === 'usher' ? null : actor.id,
})

/** Refuses with 404 what the actor may not know of. */
export function requireAccount(actor: Actor, accountId: string): void {
  const may =
    'accountId' in actor
      ? actor.accountId === accountId
      : actor.kind !== 'caller' || actor.accounts === 'all' || actor.accounts.includes(accountId)
  if (!may) throw new Refusal('not-found')
}

/**
 * What the actor may give to others, or undefined for everything (R13). An Administrator's own access is read under a
 * lock, so that nobody manages users after losing the right: `right-missing`.
 */
export async function mayGrant(work: Work, actor: Actor): Promise<readonly Right[] | undefined> {
  if (actor.kind !== 'administrator') return undefined
  const own = await lockAccess(work.tx, actor.id)
  const rights =
    own?.status === 'active' && own.accountId === actor.accountId ? rightsOf(policyOf(own.policy), own) : []
  if (!rights.includes('users.manage'))
    throw new Refusal('right-missing', 'You may not manage users of this account any more.', { right: 'users.manage' })
  return rights
}

/** Refuses what a staff role may not do (R61). */
export function requireStaff(actor: Actor, action: StaffAction): void {
  if (actor.kind === 'staff' && !staffMay(actor.role, action))
    throw new Refusal('role-may-not', `Your role, ${actor.role}, can’t do this. Managers can.`, {
      role: actor.role,
      action,
    })
}

const isStaffAction = (action: Action): action is Action & StaffAction => action in STAFF_ACTIONS

/**
 * Locks the sub-user, lets the deadline decide, and refuses what the table of R32 does not allow this actor now. A row
 * whose deadline has passed counts as expired, whether or not that is written yet (R33).
 */
export async function lockFor(work: Work, actor: Actor, action: Action, id: string): Promise<Locked> {
  await mayGrant(work, actor)
  const locked = await lockSubUser(work.tx, id)
  if (!locked) throw new Refusal('not-found')
  requireAccount(actor, locked.subUser.accountId)
  if (actor.kind === 'person' && locked.subUser.personId !== actor.id) throw new Refusal('not-found')
  if (isStaffAction(action)) requireStaff(actor, action)
  if (actor.kind === 'administrator') await requireNotHolders(work, locked.subUser)
  const { now, ...subUser } = withExpiry({ ...locked.subUser, now: locked.now })
  requireState(subUser, action, actor.kind)
  return { subUser, now }
}

/** A reported invitation, or access, stands still until staff have looked (R35): no other actor clears the report. */
export function requireNotReported({ reportedAt, status }: SubUserRow, actor: Actor): void {
  if (reportedAt && actor.kind !== 'staff')
    throw new Refusal('not-in-this-state', 'The person reported this. Staff look at it first.', { status })
}

/** An Administrator never acts on the holder, nor on the holder's own second user (R12, R19). */
async function requireNotHolders(work: Work, { accountId, role }: SubUserRow): Promise<void> {
  const { policy } = await work.tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { policy: true } })
  if (roleOf(policyOf(policy), role)?.secondOf === 'holder')
    throw new Refusal('holder-only', 'This is the holder’s own second user; only the holder changes it.')
}

function requireState(subUser: SubUserRow, action: Action, actor: ActorKind): void {
  if (isAllowed(action, subUser.status, subUser.turn, actor)) return
  throw new Refusal('not-in-this-state', `This is not possible while the state is "${subUser.status}".`, {
    status: subUser.status,
    turn: subUser.turn,
    ...(subUser.endedAt && { since: subUser.endedAt.toISOString() }),
  })
}
