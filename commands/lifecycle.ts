import { policyOf } from '../domain/policies/index.ts'
import { LIFTED, mayLift } from '../domain/lifting.ts'
import { Refusal } from '../domain/refusals.ts'
import { planMail } from '../store/mails.ts'
import { insertRemark } from '../store/remarks.ts'
import { freeSeat } from '../store/seats.ts'
import { endOnboardingSessions } from '../store/sessions.ts'
import { type SubUserRow, findSubUser, updateSubUser } from '../store/sub-users.ts'
import { type Actor, eventActor, lockFor, requireAccount, requireNotReported } from './actor.ts'
import { type Context, type Reference, type Work, execute, record } from './command.ts'
import { dueAtOf } from './due.ts'
import { beginAgain } from './draft-again.ts'
import { endPending } from './end.ts'
import { endSecondUser, endSecondSessions } from './second-users.ts'
import { inviteIn, requireMessage, requireOpenFor } from './invite.ts'
import { countAskedMail, countInvite } from './limits.ts'
import { endWithdrawals } from './withdrawal-ends.ts'
import { findPerson } from '../store/persons.ts'
import { anotherCheck } from './validity.ts'

type Target = { subUserId: string }
type WithReason = Target & { reason?: string | undefined }
type Answer = Promise<Target & Reference>

/** Sets a new deadline, 1 hour to 30 days from now; while it stands still, the one for when the turn comes back (R33, R34). */
export function extend(context: Context, actor: Actor, input: WithReason & { deadline: Date }): Answer {
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'extend', input.subUserId)
    const { deadline } = input
    requireOpenFor(deadline.getTime() - now.getTime())
    if (subUser.deadline && deadline <= subUser.deadline)
      throw new Refusal(
        'deadline-out-of-range',
        'The new deadline must be later than the present one: a date that was mailed stays true.',
      )
    await updateSubUser(work.tx, subUser.id, {
      deadline,
      dueAt: dueAtOf({ ...subUser, deadline }),
      changedAt: now,
      lastEvent: 'sub_user.extended',
    })
    const remarkId = await reasonOf(work, actor, input, now)
    const facts = { by: actor.kind, byId: eventActor(actor).id }
    if (subUser.turn === 'invitee')
      await planMail(work.tx, { subject: subUser.id, kind: 'deadline_moved', audience: 'invitee', facts, at: now })
    const data = { deadline: deadline.toISOString(), before: subUser.deadline?.toISOString() ?? null, remarkId }
    await write(work, actor, subUser, 'sub_user.extended', now, data)
    return { subUserId: subUser.id }
  })
}

/** The reason goes out in mails of the platform: no links in it, but of staff (R62). */
function reasonOf(work: Work, actor: Actor, { subUserId, reason }: WithReason, at: Date): Promise<string | null> {
  if (actor.kind !== 'staff') requireMessage(reason)
  return insertRemark(work.tx, { subUserId, kind: 'reason', text: reason, author: eventActor(actor), at })
}

const write = (
  work: Work,
  actor: Actor,
  subUser: SubUserRow,
  type: string,
  at: Date,
  data: Record<string, unknown>,
): Promise<void> =>
  record(work, { chain: subUser.accountId, type, subject: subUser.id, actor: eventActor(actor), at, data, nudge: true })

/** Revokes an invitation or an onboarding on its way: links and sessions stop at once, the seat is free (R9, R34). */
export function revoke(context: Context, actor: Actor, input: WithReason): Answer {
  return execute(context, async (work) => {
    await revokeIn(work, actor, input)
    return { subUserId: input.subUserId }
  })
}

async function revokeIn(work: Work, actor: Actor, input: WithReason): Promise<SubUserRow> {
  const { subUser, now } = await lockFor(work, actor, 'revoke', input.subUserId)
  await endPending(work, subUser, { status: 'revoked', type: 'sub_user.revoked', at: now })
  const remarkId = await reasonOf(work, actor, input, now)
  const facts = { remarkId, by: actor.kind, byId: eventActor(actor).id }
  if (subUser.status !== 'awaiting_confirmation')
    // of a discarded draft the person has never heard
    await planMail(work.tx, { subject: subUser.id, kind: 'revoked', audience: 'invitee', facts, at: now })
  await freeSeat(work.tx, subUser.accountId, subUser.quotaGroup)
  await write(work, actor, subUser, 'sub_user.revoked', now, { from: subUser.status, remarkId })
  return subUser
}

/** Changes the address of a pending invite: revokes it and invites again, in one step (R34). Returns the new one. */
export async function changeAddress(context: Context, actor: Actor, input: Target & { email: string }): Answer {
  await countAgain(context, actor, input.subUserId, input.email)
  return execute(context, async (work) => {
    const { subUser } = await lockFor(work, actor, 'resend', input.subUserId) // only a pending invite has an address that may change
    requireNotReported(subUser, actor)
    const old = await revokeIn(work, actor, { subUserId: input.subUserId })
    return again(work, actor, old, input.email)
  })
}

/** Invites again after an end, with the same role, language and message. Returns the new one. */
export async function inviteAgain(context: Context, actor: Actor, { subUserId }: Target): Answer {
  await countAgain(context, actor, subUserId)
  return execute(context, async (work) => {
    const { subUser } = await lockFor(work, actor, 'invite_again', subUserId)
    return again(work, actor, subUser)
  })
}

/** It is an invitation like any other, and counts as one (R68); a draft counts when it is confirmed. */
async function countAgain(context: Context, actor: Actor, subUserId: string, email?: string): Promise<void> {
  const view = await findSubUser(context.db, subUserId)
  if (!view) throw new Refusal('not-found')
  requireAccount(actor, view.accountId)
  if (policyOf(view.account.policy).rights === 'fixed')
    await countInvite(context, view.accountId, email ?? view.person.address)
}

/** The same invitation once more; where rights are chosen, a draft of it that waits for OK (R29). */
async function again(work: Work, actor: Actor, subUser: SubUserRow, email?: string): Answer {
  const message = subUser.messageId ? await work.tx.remark.findUnique({ where: { id: subUser.messageId } }) : null
  const account = await work.tx.account.findUniqueOrThrow({
    where: { id: subUser.accountId },
    select: { policy: true },
  })
  const { accountId, role, language } = subUser
  const person = await findPerson({ prisma: work.tx }, subUser.personId)
  const same = { accountId, role, language, openForMs: Number(subUser.openForMs), message: message?.text }
  const input = { ...same, email: email ?? person?.address ?? '' }
  if (policyOf(account.policy).rights === 'fixed') return inviteIn(work, actor, input)
  return beginAgain(work, actor, subUser, input)
}

/** Reminds the person now: the current link again, or the next step (R34). */
export async function remind(context: Context, actor: Actor, { subUserId }: Target): Answer {
  await countAskedMail(context, subUserId)
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'remind', subUserId)
    const kind = subUser.status === 'invited' ? 'reminder_invited_day3' : 'reminder_accepted_day3'
    await planMail(work.tx, { subject: subUserId, kind, audience: 'invitee', facts: { manual: true }, at: now })
    await updateSubUser(work.tx, subUserId, { changedAt: now, lastEvent: 'sub_user.reminded' })
    await write(work, actor, subUser, 'sub_user.reminded', now, { manual: true })
    return { subUserId }
  })
}

/** Pauses an active access; the first access check after the answer says no (R39). */
export function suspend(context: Context, actor: Actor, input: WithReason): Answer {
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'suspend', input.subUserId)
    await updateSubUser(work.tx, subUser.id, {
      status: 'suspended',
      suspendedAt: now,
      suspendedByKind: actor.kind,
      suspendedById: eventActor(actor).id,
      suspendedCause: null,
      changedAt: now,
      lastEvent: 'sub_user.suspended',
      processDoneAt: null,
    })
    await endOnboardingSessions(work.tx, subUser.id)
    await endSecondSessions(work, actor, subUser, now)
    await told(work, actor, subUser, 'suspended', input, now)
    return { subUserId: subUser.id }
  })
}

/**
 * Lifts a suspension: by the one who suspended, and by whoever stands above (R39). Staff who lift one after a rejected or
 * withdrawn check let the access in until a new one, which is asked for at once (R46). Refused: `suspended-by-another`;
 * `not-in-this-state` while the check has run out.
 */
export function reactivate(context: Context, actor: Actor, input: WithReason): Answer {
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'reactivate', input.subUserId)
    requireCheck(subUser, now)
    if (!mayLift({ kind: actor.kind, id: eventActor(actor).id }, subUser))
      throw new Refusal('suspended-by-another', 'Only who suspended may reactivate.', {
        suspendedBy: subUser.suspendedByKind,
      })
    await updateSubUser(work.tx, subUser.id, {
      ...LIFTED,
      ...(actor.kind === 'staff' && { reportedAt: null }), // they have looked
      ...(subUser.suspendedCause !== null && subUser.verificationState !== 'approved' && anotherCheck(now)),
      changedAt: now,
      lastEvent: 'sub_user.reactivated',
      processDoneAt: null,
    })
    await told(work, actor, subUser, 'reactivated', input, now)
    return { subUserId: subUser.id }
  })
}

/** Nobody brings back an access whose check has run out, whoever had suspended it (R46). */
function requireCheck(subUser: SubUserRow, now: Date): void {
  const { status, turn, suspendedCause, verifiedUntil } = subUser
  const ranOut = verifiedUntil !== null && verifiedUntil <= now
  if (suspendedCause !== 'renewal' && !ranOut) return
  const detail = 'The identity check has run out. The access can be back once it is renewed.'
  throw new Refusal('not-in-this-state', detail, { status, turn })
}

/** Ends an access for good; sessions end at once, the seat is free (R9, R39). By the person: leaving, and the holder is told. */
export function deactivate(context: Context, actor: Actor, input: WithReason): Answer {
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'deactivate', input.subUserId)
    await endPending(work, subUser, { status: 'deactivated', type: 'sub_user.deactivated', at: now })
    await endSecondUser(work, actor, subUser, now)
    if (actor.kind === 'person')
      await planMail(work.tx, { subject: subUser.id, kind: 'left_holder', audience: 'holder', at: now })
    await freeSeat(work.tx, subUser.accountId, subUser.quotaGroup)
    await told(work, actor, subUser, 'deactivated', input, now)
    return { subUserId: subUser.id }
  })
}

/** The mail and the event of a change to an access. */
async function told(
  work: Work,
  actor: Actor,
  subUser: SubUserRow,
  kind: 'suspended' | 'reactivated' | 'deactivated',
  input: WithReason,
  at: Date,
): Promise<void> {
  const remarkId = await reasonOf(work, actor, input, at)
  const facts = { remarkId, by: actor.kind, byId: eventActor(actor).id }
  await planMail(work.tx, { subject: subUser.id, kind, audience: 'invitee', facts, at })
  if (kind !== 'reactivated') await endWithdrawals(work, actor, subUser.id, kind, at)
  await write(work, actor, subUser, `sub_user.${kind}`, at, { from: subUser.status, remarkId })
}
