import { bearsName } from '../domain/comparison.ts'
import { isRenewing } from '../domain/renewal.ts'
import { ENDS_MOST, limitsOf, lookInTime, MINUTE, nextPoll } from '../domain/vendor-times.ts'
import { oncePerDocument } from '../domain/verification.ts'
import { planMail } from '../store/mails.ts'
import { lockPerson } from '../store/persons.ts'
import { freeSeat } from '../store/seats.ts'
import { type SubUserChange, updateSubUser } from '../store/sub-users.ts'
import { type AttemptRow, attemptsOf, updateAttempt } from '../store/verification.ts'
import { profileInUse } from './attempts.ts'
import { beginAttempt } from './attempts.ts'
import { record } from './command.ts'
import { dueBack } from './due.ts'
import { endPending } from './end.ts'
import { reviewLimit } from './review-limit.ts'
import { rejectRenewal } from './review-outcome.ts'
import { endOf } from './snapshot.ts'
import { resumeIn, validityOf } from './validity.ts'
import { lookAt, type News } from './vendor-news.ts'
import { nextVendor, tellSlow } from './vendor-faults.ts'

/** What a vendor's answer makes of an onboarding that is being verified. */
export async function decide(news: News): Promise<void> {
  switch (news.answer.state) {
    case 'created':
    case 'in_progress':
      return personsTurn(news)
    case 'processing':
    case 'in_review':
      return checking(news)
    case 'needs_resubmission':
      return askAgain(news)
    case 'approved':
      return (await isSomebodyElse(news)) ? askAgain(withName(news)) : approve(news)
    case 'rejected':
      return reject(news)
    case 'expired':
    case 'cancelled':
      return (await endsInARow(news)) < ENDS_MOST ? beginAnew(news) : giveWay(news)
  }
}

/** Whether the vendor saw a document with another name or day of birth than the person gave. Keeps the person from changing them meanwhile. */
async function isSomebodyElse({ work, subUser, answer }: News): Promise<boolean> {
  const { read } = answer
  if (!read || subUser.verificationState === 'approved') return false
  const person = await lockPerson(work.tx, subUser.personId)
  const isBornThen = !read.dateOfBirth || !person.dateOfBirth || read.dateOfBirth === person.dateOfBirth
  return !isBornThen || !bearsName(person.name ?? '', read.name)
}

const withName = (news: News): News => ({
  ...news,
  answer: { ...news.answer, asked: [{ document: 'name', reason: 'name_differs' }] },
})

type Change = { type: string; data?: Record<string, unknown>; row: SubUserChange }

/** Writes what the vendor said and what became of it, and its event last. */
async function write({ work, subUser, attempt, answer, now }: News, { type, data, row }: Change): Promise<void> {
  await updateAttempt(work.tx, subUser.id, attempt.number, { vendorState: answer.state })
  await updateSubUser(work.tx, subUser.id, { ...row, changedAt: now, lastEvent: type })
  await record(work, {
    chain: subUser.accountId,
    type,
    subject: subUser.id,
    actor: { kind: 'usher', id: null },
    at: now,
    data: { attempt: attempt.number, vendor: attempt.vendor, ...data },
  })
}

/** The person has not finished there. After checking had begun this gives the turn back, with at least 72 h left (R33). */
async function personsTurn(news: News): Promise<void> {
  const { work, subUser, attempt, now } = news
  const since = attempt.begunAt ?? attempt.createdAt
  const next = attempt.begunAt && nextPoll('in_progress', since, now)
  const nextPollAt = lookAt(news, next && lookInTime(next, endOf(subUser), now))
  if (subUser.turn === 'invitee') return updateSubUser(work.tx, subUser.id, { nextPollAt })
  const { moved, ...due } = dueBack(subUser, now)
  await updateAttempt(work.tx, subUser.id, attempt.number, { state: 'in_progress' })
  await tellCheckAgain(news, 'unfinished', moved)
  const row = { ...due, verificationState: 'in_progress', turn: 'invitee', nextPollAt } as const
  return write(news, { type: 'verification.returned', row })
}

/** It has what it needs: the date stands still from now on (R33), and the person is told when it takes longer (R44). */
async function checking(news: News): Promise<void> {
  const { work, subUser, attempt, now } = news
  const { profile } = await profileInUse(work.tx, work.verification, subUser.accountId)
  const limits = limitsOf(profile, attempt.vendor)
  const isNew = subUser.turn !== 'vendor'
  const since = isNew ? now : (attempt.submittedAt ?? now)
  const silentAt = new Date(since.getTime() + limits.silentMinutes * MINUTE)
  if (silentAt <= now) return nextVendor({ ...news, because: 'silent' })
  const slowAt = new Date(since.getTime() + limits.slowMinutes * MINUTE)
  const told = attempt.slowToldAt !== null || (await tellSlow(news, slowAt, silentAt))
  const looks = [nextPoll('processing', since, now), silentAt, ...(told ? [] : [slowAt])].flatMap((at) => at ?? [])
  const nextPollAt = lookAt(
    news,
    looks.reduce((first, at) => (at < first ? at : first)),
  )
  if (!isNew) return updateSubUser(work.tx, subUser.id, { nextPollAt })
  await updateAttempt(work.tx, subUser.id, attempt.number, { state: 'processing', submittedAt: now })
  const row = { verificationState: 'processing', turn: 'vendor', dueAt: null, nextPollAt } as const
  return write(news, { type: 'verification.submitted', row })
}

async function approve(news: News): Promise<void> {
  const { work, subUser, attempt, answer, now } = news
  if (subUser.verificationState === 'approved')
    return updateSubUser(work.tx, subUser.id, { nextPollAt: lookAt(news, nextPoll('approved', now, now)) })
  const submittedAt = attempt.submittedAt ?? now
  await updateAttempt(work.tx, subUser.id, attempt.number, { state: 'approved', submittedAt, decidedAt: now })
  const nextPollAt = lookAt(news, nextPoll('approved', now, now))
  const validity = await validityOf(work, subUser, now, answer.documentUntil)
  const row = { ...validity, verificationState: 'approved', turn: 'nobody', dueAt: null, nextPollAt } as const
  await write(news, { type: 'verification.approved', row })
  await resumeIn(work, subUser, now)
}

/** Final, as when staff reject: person and holder are told, the seat is free (R9). */
async function reject(news: News): Promise<void> {
  const { work, subUser, attempt, now } = news
  const { id } = subUser
  await updateAttempt(work.tx, id, attempt.number, { state: 'rejected', decidedAt: now })
  if (isRenewing(subUser)) {
    await updateSubUser(work.tx, id, { verificationState: 'rejected', nextPollAt: null })
    return rejectRenewal({ work, actor: { kind: 'usher' }, subUser, now, remarkId: null })
  }
  await endPending(work, subUser, { status: 'rejected', type: 'sub_user.rejected', at: now })
  await planMail(work.tx, { subject: id, kind: 'rejected_person', audience: 'invitee', at: now })
  await planMail(work.tx, { subject: id, kind: 'rejected_holder', audience: 'holder', at: now })
  await freeSeat(work.tx, subUser.accountId, subUser.quotaGroup)
  return write(news, { type: 'sub_user.rejected', row: { verificationState: 'rejected', nextPollAt: null } })
}

/** One more try, with the reasons that the vendor gives; after the last one staff decide (R44). */
async function askAgain(said: News): Promise<void> {
  const news = { ...said, answer: { ...said.answer, asked: oncePerDocument(said.answer.asked) } }
  const { work, subUser, attempt, answer, now } = news
  const { id } = subUser
  const submittedAt = attempt.submittedAt ?? now
  const { asked } = answer
  const change = { state: 'needs_resubmission', submittedAt, decidedAt: now, asked }
  await updateAttempt(work.tx, id, attempt.number, change)
  if (attempt.number >= subUser.attemptsAllowed) return staffDecide(news)
  const { moved, ...due } = dueBack(subUser, now)
  await beginAttempt(work, subUser, attempt.number + 1, now)
  if (asked.length === 0) await tellCheckAgain(news, 'not_good_enough', moved)
  else {
    const facts = { attempt: attempt.number, moved }
    await planMail(work.tx, { subject: id, kind: 'resubmission', audience: 'invitee', facts, at: now })
  }
  const row = { ...due, attempt: attempt.number + 1, verificationState: 'needs_resubmission', turn: 'invitee' } as const
  return write(news, { type: 'verification.needs_resubmission', data: { asked }, row })
}

async function staffDecide(news: News): Promise<void> {
  const { work, subUser, answer, now } = news
  const { profile } = await profileInUse(work.tx, work.verification, subUser.accountId)
  const limit = reviewLimit(work, profile?.reviewHours ?? 4, now)
  const turn = { ...limit, verificationState: 'in_review', turn: 'staff' } as const
  const row = { ...turn, reviewerId: null, nextPollAt: null }
  return write(news, { type: 'verification.last_try_used', data: { asked: answer.asked }, row })
}

/** The session ended at the vendor without a result: a new one, which costs no try. The date moves only if it stood still. */
async function beginAnew(news: News): Promise<void> {
  const { work, subUser, attempt, answer, now } = news
  const { state } = answer
  await updateAttempt(work.tx, subUser.id, attempt.number, { state, counted: false, decidedAt: now })
  await beginAttempt(work, subUser, attempt.number + 1, now)
  const { moved, ...due } = dueBack(subUser, now)
  const stoodStill = subUser.turn !== 'invitee'
  if (stoodStill) await tellCheckAgain(news, 'unfinished', moved)
  const tries = { attempt: attempt.number + 1, attemptsAllowed: subUser.attemptsAllowed + 1 }
  const row = { ...tries, ...(stoodStill && due), verificationState: state, turn: 'invitee' } as const
  return write(news, { type: `verification.${state}`, row })
}

/** How many attempts in a row this vendor has let end without a result, the present one included. */
async function endsInARow({ work, subUser, attempt }: News): Promise<number> {
  const before = (await attemptsOf(work.tx, subUser.id)).filter(({ number }) => number < attempt.number).toReversed()
  const isEnd = (one: AttemptRow): boolean => !one.counted && ['expired', 'cancelled'].includes(one.vendorState ?? '')
  const other = before.findIndex((one) => one.vendor !== attempt.vendor || !isEnd(one))
  return 1 + (other < 0 ? before.length : other)
}

/** It never comes to a result: the next vendor takes over, as for one that is down (R41). */
async function giveWay(news: News): Promise<void> {
  const { work, subUser, attempt, answer } = news
  await updateAttempt(work.tx, subUser.id, attempt.number, { vendorState: answer.state })
  return nextVendor({ ...news, because: 'no_result' })
}

/** Mails that the check has to be done once more, where no single photo can be named. */
const tellCheckAgain = (
  { work, subUser, now }: Pick<News, 'work' | 'subUser' | 'now'>,
  why: 'unfinished' | 'not_good_enough',
  moved: boolean,
): Promise<string> =>
  planMail(work.tx, { subject: subUser.id, kind: 'check_again', audience: 'invitee', facts: { why, moved }, at: now })
