import { Refusal } from '../domain/refusals.ts'
import type { Resubmission } from '../domain/verification.ts'
import { planMail } from '../store/mails.ts'
import { insertRemark } from '../store/remarks.ts'
import { freeSeat } from '../store/seats.ts'
import { type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import {
  attemptsOf,
  carryDocuments,
  documentsOf,
  insertReview,
  setDocumentStates,
  updateAttempt,
} from '../store/verification.ts'
import { uuidv7 } from 'uuidv7'
import { type Actor, eventActor, lockFor, requireStaff } from './actor.ts'
import { beginAttempt } from './attempts.ts'
import { type Context, type Reference, type Work, execute, record } from './command.ts'
import { dueOnReturn } from './due.ts'
import { endPending } from './end.ts'

type Staff = Actor & { kind: 'staff' }
type Target = { subUserId: string }
type Answer = Promise<Target & Reference>

/** Takes a review: from now on it is this person's to decide. A manager takes over somebody else's. Refused: `review-taken`. */
export function takeReview(context: Context, actor: Staff, { subUserId }: Target): Answer {
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'review', subUserId)
    const { reviewerId } = subUser
    if (reviewerId === actor.id) return { subUserId }
    if (reviewerId) requireTakeOver(actor)
    await assign(work, actor, subUser, actor.id, reviewerId ? 'verification.taken_over' : 'verification.taken', now)
    return { subUserId }
  })
}

function requireTakeOver(actor: Staff): void {
  try {
    requireStaff(actor, 'take_over_review')
  } catch {
    throw new Refusal('review-taken', 'Somebody else took this review. Managers can take it over.')
  }
}

/** Hands a review back, so that anybody can take it. */
export function handBackReview(context: Context, actor: Staff, { subUserId }: Target): Answer {
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'review', subUserId)
    if (subUser.reviewerId !== actor.id) throw new Refusal('review-taken', 'This review is not yours.')
    await assign(work, actor, subUser, null, 'verification.handed_back', now)
    return { subUserId }
  })
}

async function assign(
  work: Work,
  actor: Staff,
  subUser: SubUserRow,
  reviewerId: string | null,
  type: string,
  now: Date,
): Promise<void> {
  await updateSubUser(work.tx, subUser.id, { reviewerId, changedAt: now, lastEvent: type })
  await write(work, actor, subUser, type, now, { attempt: subUser.attempt }, false)
}

const write = (
  work: Work,
  actor: Staff,
  subUser: SubUserRow,
  type: string,
  at: Date,
  data: Record<string, unknown>,
  nudge = true,
) => record(work, { chain: subUser.accountId, type, subject: subUser.id, actor: eventActor(actor), at, data, nudge })

export type Decision = {
  subUserId: string
  decision: 'approve' | 'ask_again' | 'reject'
  /** What is asked for again; at least one with `ask_again`. */
  asked: readonly Resubmission[]
  /** Needed to reject: the person reads it. */
  reason?: string | undefined
}

/**
 * A reviewer's decision on the attempt in review (R45). After the last attempt only managers decide (R44). Refused:
 * `review-taken`, `reason-needed`, `role-may-not`, `not-in-this-state`.
 */
export function decideReview(context: Context, actor: Staff, input: Decision): Answer {
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'review', input.subUserId)
    if (subUser.reportedAt) throw new Refusal('review-over', 'This onboarding was stopped; look at the report first.')
    if (subUser.reviewerId !== actor.id) throw new Refusal('review-taken', 'Take this review before you decide.')
    if (await isAfterLast(work, subUser)) requireStaff(actor, 'decide_after_last')
    if (input.decision === 'reject' && !input.reason?.trim())
      throw new Refusal('reason-needed', 'Write a reason. The person reads it.')
    if (input.decision === 'ask_again' && input.asked.length === 0)
      throw new Refusal('reason-needed', 'Say which document, and why.')
    const author = eventActor(actor)
    const remarkId = await insertRemark(work.tx, {
      subUserId: subUser.id,
      kind: 'reason',
      text: input.reason,
      author,
      at: now,
    })
    const asked = input.decision === 'ask_again' ? input.asked : []
    const { attempt } = subUser
    await work.tx.review.deleteMany({ where: { subUserId: subUser.id, attempt, reviewerId: actor.id } }) // a manager's word after the last try replaces the own earlier one
    await insertReview(work.tx, {
      id: uuidv7(),
      subUserId: subUser.id,
      attempt,
      reviewerId: actor.id,
      decision: input.decision,
      asked,
      remarkId,
      at: now,
    })
    const decided: Decided = { work, actor, subUser, now, asked, remarkId }
    if (input.decision === 'approve') await approve(decided)
    else if (input.decision === 'reject') await reject(decided)
    else await askAgain(decided)
    return { subUserId: subUser.id }
  })
}

type Decided = {
  work: Work
  actor: Staff
  subUser: SubUserRow
  now: Date
  asked: readonly Resubmission[]
  remarkId: string | null
}

/** The last attempt was not good enough, and staff have to say what becomes of the onboarding (R44). */
async function isAfterLast(work: Work, subUser: SubUserRow): Promise<boolean> {
  if (subUser.attempt < subUser.attemptsAllowed) return false
  return (await attemptsOf(work.tx, subUser.id)).at(-1)?.state === 'needs_resubmission'
}

async function approve({ work, actor, subUser, now }: Decided): Promise<void> {
  const { id, attempt } = subUser
  const kinds = (await documentsOf(work.tx, id, attempt)).map((document) => document.kind)
  await setDocumentStates(work.tx, id, attempt, kinds, 'accepted')
  await updateAttempt(work.tx, id, attempt, { state: 'approved', decidedAt: now })
  await updateSubUser(work.tx, id, {
    verificationState: 'approved',
    turn: 'nobody',
    dueAt: null,
    reviewDueAt: null,
    changedAt: now,
    lastEvent: 'verification.approved',
  })
  await write(work, actor, subUser, 'verification.approved', now, { attempt })
}

async function reject({ work, actor, subUser, now, remarkId }: Decided): Promise<void> {
  const { id, attempt } = subUser
  await updateAttempt(work.tx, id, attempt, { state: 'rejected', decidedAt: now })
  await updateSubUser(work.tx, id, { verificationState: 'rejected' })
  await endPending(work, subUser, { status: 'rejected', type: 'sub_user.rejected', at: now })
  await planMail(work.tx, { subject: id, kind: 'rejected_person', audience: 'invitee', facts: { remarkId }, at: now })
  await planMail(work.tx, { subject: id, kind: 'rejected_holder', audience: 'holder', at: now })
  await freeSeat(work.tx, subUser.accountId, subUser.quotaGroup)
  await write(work, actor, subUser, 'sub_user.rejected', now, { attempt, remarkId })
}

/** Asks for single photos again: accepted ones stay; after the last try a manager decides instead. */
async function askAgain({ work, actor, subUser, now, asked, remarkId }: Decided): Promise<void> {
  const { id, attempt } = subUser
  const refused = new Set<string>(asked.map((item) => item.document))
  const kinds = (await documentsOf(work.tx, id, attempt)).map((document) => document.kind)
  await setDocumentStates(
    work.tx,
    id,
    attempt,
    kinds.filter((kind) => !refused.has(kind)),
    'accepted',
  )
  await setDocumentStates(
    work.tx,
    id,
    attempt,
    kinds.filter((kind) => refused.has(kind)),
    'refused',
  )
  await updateAttempt(work.tx, id, attempt, { state: 'needs_resubmission', decidedAt: now, asked })
  const last = attempt >= subUser.attemptsAllowed
  const type = last ? 'verification.last_try_used' : 'verification.needs_resubmission'
  if (last) await updateSubUser(work.tx, id, { reviewerId: null, changedAt: now, lastEvent: type })
  else await giveBack(work, subUser, now, { type, remarkId })
  await write(work, actor, subUser, type, now, { attempt, asked, remarkId })
}

/** The person's turn again, with a new attempt, and at least 72 h left (R33). */
async function giveBack(
  work: Work,
  subUser: SubUserRow,
  now: Date,
  { type, remarkId }: { type: string; remarkId: string | null },
): Promise<void> {
  const { id, attempt } = subUser
  const { moved, ...due } = dueOnReturn(subUser.deadline, now)
  await beginAttempt(work, subUser, attempt + 1, now)
  await carryDocuments(work.tx, id, attempt)
  await updateSubUser(work.tx, id, {
    ...due,
    attempt: attempt + 1,
    verificationState: 'needs_resubmission',
    turn: 'invitee',
    reviewDueAt: null,
    reviewerId: null,
    changedAt: now,
    lastEvent: type,
  })
  await planMail(work.tx, {
    subject: id,
    kind: 'resubmission',
    audience: 'invitee',
    facts: { attempt, moved, remarkId },
    at: now,
  })
}

/** One more try after the last one (R44); managers only. */
export function allowOneMoreTry(context: Context, actor: Staff, { subUserId }: Target): Answer {
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'allow_one_more_try', subUserId)
    if (!(await isAfterLast(work, subUser))) throw new Refusal('not-in-this-state', 'There are tries left.')
    await updateSubUser(work.tx, subUserId, { attemptsAllowed: subUser.attemptsAllowed + 1 })
    const type = 'verification.one_more_try'
    await giveBack(work, subUser, now, { type, remarkId: null })
    await write(work, actor, subUser, type, now, { attempt: subUser.attempt })
    return { subUserId }
  })
}
