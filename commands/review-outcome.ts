import type { Resubmission } from '../domain/verification.ts'
import { isRenewing } from '../domain/renewal.ts'
import { planMail } from '../store/mails.ts'
import { freeSeat } from '../store/seats.ts'
import { endOnboardingSessions } from '../store/sessions.ts'
import { type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import { findAttempt } from '../store/vendor-sessions.ts'
import { documentUntilOf } from '../store/typed-checks.ts'
import { carryDocuments, documentsOf, setDocumentStates, updateAttempt } from '../store/verification.ts'
import { type Actor, eventActor } from './actor.ts'
import { beginAttempt } from './attempts.ts'
import { type Work, record } from './command.ts'
import { dueBack } from './due.ts'
import { endPending } from './end.ts'
import { profileOf } from './profile.ts'
import { reviewLimit } from './review-limit.ts'
import { lockResting, loseCheck } from './resting.ts'
import { endSecondSessions } from './second-users.ts'
import { OWN_CHECK, pauseIn, resumeIn, validityOf } from './validity.ts'
import { endWithdrawals } from './withdrawal-ends.ts'

/** What becomes of an attempt: who decided, on what, and what they said. */
export type Decided = {
  work: Work
  actor: Actor
  subUser: SubUserRow
  now: Date
  asked: readonly Resubmission[]
  remarkId: string | null
}

/** Nothing waits for staff any more. */
const NOT_IN_REVIEW = { reviewDueAt: null, reviewWarnAt: null, reviewerId: null } as const

const write = (
  { work, actor, subUser, now }: Pick<Decided, 'work' | 'actor' | 'subUser' | 'now'>,
  type: string,
  data: Record<string, unknown>,
): Promise<void> =>
  record(work, {
    chain: subUser.accountId,
    type,
    subject: subUser.id,
    actor: eventActor(actor),
    at: now,
    data,
    nudge: true,
  })

/** The check counts, until the document or the profile's period ends (R46); a paused access is back at once. */
export async function approve(decided: Decided): Promise<void> {
  const { work, actor, subUser, now } = decided
  const { id, attempt } = subUser
  const kinds = (await documentsOf(work.tx, id, attempt)).map((document) => document.kind)
  await setDocumentStates(work.tx, id, attempt, kinds, 'accepted')
  await updateAttempt(work.tx, id, attempt, { state: 'approved', decidedAt: now })
  const documentUntil = await documentUntilOf(work.tx, { subUserId: id, attempt, reviewerId: eventActor(actor).id })
  await updateSubUser(work.tx, id, {
    ...(await validityOf(work, subUser, now, documentUntil)),
    ...NOT_IN_REVIEW,
    verificationState: 'approved',
    turn: 'nobody',
    dueAt: null,
    changedAt: now,
    lastEvent: 'verification.approved',
  })
  await write(decided, 'verification.approved', { attempt })
  await resumeIn(work, subUser, now)
}

/** Final: an onboarding ends; an access whose check was renewed is paused, and staff decide what becomes of it (R46). */
export async function reject(decided: Decided): Promise<void> {
  const { work, subUser, now, remarkId } = decided
  const { id, attempt } = subUser
  await updateAttempt(work.tx, id, attempt, { state: 'rejected', decidedAt: now })
  await updateSubUser(work.tx, id, { verificationState: 'rejected' })
  if (isRenewing(subUser)) return rejectRenewal(decided)
  await endPending(work, subUser, { status: 'rejected', type: 'sub_user.rejected', at: now })
  await planMail(work.tx, { subject: id, kind: 'rejected_person', audience: 'invitee', facts: { remarkId }, at: now })
  await planMail(work.tx, { subject: id, kind: 'rejected_holder', audience: 'holder', at: now })
  await freeSeat(work.tx, subUser.accountId, subUser.quotaGroup)
  await write(decided, 'sub_user.rejected', { attempt, remarkId })
}

/**
 * A renewed check that was rejected: the access is paused, and staff decide what becomes of it. An access that somebody
 * else had suspended stays so, and is staff's to lift from now on (R39). So is what rests on the check before it (R11).
 */
export async function rejectRenewal(
  decided: Pick<Decided, 'work' | 'actor' | 'subUser' | 'now' | 'remarkId'>,
): Promise<void> {
  const { work, actor, subUser, now, remarkId } = decided
  const { id, attempt, status } = subUser
  const resting = await lockResting(work, subUser)
  await updateSubUser(work.tx, id, {
    ...NOT_IN_REVIEW,
    ...OWN_CHECK,
    status: 'suspended',
    verificationState: 'rejected',
    suspendedAt: subUser.suspendedAt ?? now,
    suspendedByKind: 'usher',
    suspendedById: null,
    suspendedCause: 'rejected',
    verifiedUntil: null,
    renewalAt: null,
    turn: 'nobody',
    dueAt: null,
    nextPollAt: null,
    changedAt: now,
    lastEvent: 'verification.rejected',
    processDoneAt: null,
  })
  await endOnboardingSessions(work.tx, id)
  const facts = { by: actor.kind, remarkId }
  await planMail(work.tx, { subject: id, kind: 'suspended', audience: 'invitee', facts, at: now })
  await write(decided, 'verification.rejected', { attempt, remarkId })
  if (status === 'active') await write(decided, 'sub_user.suspended', { from: status, cause: 'rejected', remarkId })
  await endSecondSessions(work, actor, subUser, now)
  await endWithdrawals(work, actor, id, 'suspended', now)
  await loseCheck(work, resting, (other) => rejectRenewal({ work, actor: { kind: 'usher' }, ...other, remarkId: null }))
}

/** Asks for single photos again: accepted ones stay; after the last try a manager decides instead. */
export async function askAgain(decided: Decided): Promise<void> {
  const { work, subUser, now, asked, remarkId } = decided
  const { id, attempt } = subUser
  const refused = new Set<string>(asked.map((item) => item.document))
  const kinds = (await documentsOf(work.tx, id, attempt)).map((document) => document.kind)
  const [kept, again] = [kinds.filter((kind) => !refused.has(kind)), kinds.filter((kind) => refused.has(kind))]
  await setDocumentStates(work.tx, id, attempt, kept, 'accepted')
  await setDocumentStates(work.tx, id, attempt, again, 'refused')
  await updateAttempt(work.tx, id, attempt, { state: 'needs_resubmission', decidedAt: now, asked })
  const last = attempt >= subUser.attemptsAllowed
  const type = last ? 'verification.last_try_used' : 'verification.needs_resubmission'
  if (last) await giveToManagers(decided, type)
  else await giveBack(decided, type)
  await write(decided, type, { attempt, asked, remarkId })
}

/** Managers decide after the last try, with a time limit of their own (R59). */
async function giveToManagers({ work, subUser, now }: Decided, type: string): Promise<void> {
  const { profile } = await profileOf(work.tx, subUser.accountId)
  const limit = reviewLimit(work, profile.reviewHours, now)
  await updateSubUser(work.tx, subUser.id, { ...limit, reviewerId: null, changedAt: now, lastEvent: type })
}

/** One more try after the last one (R44). */
export async function oneMore(decided: Decided): Promise<void> {
  const { work, subUser } = decided
  await updateSubUser(work.tx, subUser.id, { attemptsAllowed: subUser.attemptsAllowed + 1 })
  await giveBack(decided, 'verification.one_more_try')
  await write(decided, 'verification.one_more_try', { attempt: subUser.attempt })
}

/** The person's turn again, with a new attempt, and at least 72 h left (R33); a renewal has the end of its check (R46). */
async function giveBack({ work, subUser, now, remarkId }: Decided, type: string): Promise<void> {
  const { id, attempt } = subUser
  const { moved, ...due } = dueBack(subUser, now)
  await beginAttempt(work, subUser, attempt + 1, now)
  await carryDocuments(work.tx, id, attempt)
  await updateSubUser(work.tx, id, {
    ...due,
    ...NOT_IN_REVIEW,
    attempt: attempt + 1,
    verificationState: 'needs_resubmission',
    turn: 'invitee',
    changedAt: now,
    lastEvent: type,
  })
  const mail = { subject: id, audience: 'invitee', at: now } as const
  if (await saysWhat(work, subUser))
    await planMail(work.tx, { ...mail, kind: 'resubmission', facts: { attempt, moved, remarkId } })
  else await planMail(work.tx, { ...mail, kind: 'check_again', facts: { why: 'not_good_enough', moved } })
}

/** Whether it was said what is needed again; a vendor may ask for everything without a reason. */
async function saysWhat({ tx }: Work, { id, attempt }: SubUserRow): Promise<boolean> {
  const asked = (await findAttempt({ prisma: tx }, id, attempt))?.asked
  return Array.isArray(asked) && asked.length > 0
}

/** An access whose check ran out while it was being decided is paused first, so that its story is whole. */
export async function pauseFirst({ work, subUser, now }: Decided): Promise<void> {
  const { status } = await work.tx.subUser.findUniqueOrThrow({ where: { id: subUser.id }, select: { status: true } })
  if (subUser.status === 'suspended' && status === 'active') await pauseIn(work, { ...subUser, status: 'active' }, now)
}
