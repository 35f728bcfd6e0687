import { uuidv7 } from 'uuidv7'
import { askedByBoth, isForManagers, nextStage, type ReviewDecision, type ReviewStage } from '../domain/four-eyes.ts'
import { Refusal } from '../domain/refusals.ts'
import { standsStill } from '../domain/status.ts'
import type { Resubmission } from '../domain/verification.ts'
import { dropHeld } from '../store/held-decisions.ts'
import { planMail } from '../store/mails.ts'
import { insertRemark } from '../store/remarks.ts'
import { type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import { attemptsOf, insertReview, reviewsOf, type ReviewRow } from '../store/verification.ts'
import { type Actor, eventActor, lockFor, requireStaff } from './actor.ts'
import { type Context, type Reference, type Work, execute, record } from './command.ts'
import { keepDocumentEnd } from './document-end.ts'
import { profileOf } from './profile.ts'
import { reviewLimit } from './review-limit.ts'
import { type Decided, approve, askAgain, oneMore, pauseFirst, reject } from './review-outcome.ts'

export type Staff = Actor & { kind: 'staff' }
type Target = { subUserId: string }
type Answer = Promise<Target & Reference>

/**
 * Takes a review: from now on it is this person's to decide. A manager takes over somebody else's, who is told. Refused:
 * `review-taken`, `second-decision-needed`, `role-may-not`.
 */
export function takeReview(context: Context, actor: Staff, { subUserId }: Target): Answer {
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'review', subUserId)
    const { reviewerId } = subUser
    if (reviewerId === actor.id) return { subUserId }
    if (reviewerId) requireTakeOver(actor)
    await requireTurn(work, actor, subUser)
    if (reviewerId) {
      await dropHeld(work.tx, subUserId) // what the other gave and could still take back has not been given
      const facts = { staffId: reviewerId, byId: actor.id }
      work.mails.push(
        await planMail(work.tx, {
          subject: subUserId,
          kind: 'review_taken_over',
          audience: 'staff',
          facts,
          interactive: true,
          at: now,
        }),
      )
    }
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
    await dropHeld(work.tx, subUserId)
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
  await write(work, actor, subUser, type, now, { attempt: subUser.attempt })
}

const write = (work: Work, actor: Staff, subUser: SubUserRow, type: string, at: Date, data: Record<string, unknown>) =>
  record(work, { chain: subUser.accountId, type, subject: subUser.id, actor: eventActor(actor), at, data })

export type Decision = {
  subUserId: string
  decision: ReviewDecision
  /** What is asked for again; at least one with `ask_again`. */
  asked: readonly Resubmission[]
  /** Needed to reject: the person reads it. */
  reason?: string | undefined
  /** What an approval says of the document's last day, `YYYY-MM-DD`; null: no end date stands on it. */
  documentUntil?: string | null | undefined
}

/** A decision whose reason, if any, is kept as a remark already. */
export type Given = Pick<Decision, 'subUserId' | 'decision' | 'asked'> & { remarkId: string | null }

/**
 * A reviewer's decision on the attempt in review, with its effect at once (R45). Under four eyes the first of two changes
 * nothing that can be seen. After the last attempt, and where the two differ, only managers decide (R44). Refused:
 * `review-taken`, `review-over`, `second-decision-needed`, `reason-needed`, `input-invalid`, `role-may-not`,
 * `not-in-this-state`.
 */
export function decideReview(context: Context, actor: Staff, input: Decision): Answer {
  return execute(context, async (work) => {
    const locked = await lockToDecide(work, actor, input)
    await keepDocumentEnd(work, actor, locked, input)
    const remarkId = await keepReason(work, actor, input, locked.now)
    await decideIn(work, actor, { ...input, remarkId })
    return { subUserId: input.subUserId }
  })
}

export const keepReason = (
  work: Work,
  actor: Staff,
  { subUserId, reason }: Pick<Decision, 'subUserId' | 'reason'>,
  at: Date,
) => insertRemark(work.tx, { subUserId, kind: 'reason', text: reason, author: eventActor(actor), at })

/** Locks the review and refuses whoever may not decide it now, or says too little. */
export async function lockToDecide(
  work: Work,
  actor: Staff,
  input: Target & {
    decision: ReviewDecision | 'one_more'
    asked: readonly Resubmission[]
    reason?: string | undefined
  },
): Promise<{ subUser: SubUserRow; now: Date; stage: ReviewStage; given: readonly ReviewRow[] }> {
  const { subUser, now } = await lockFor(work, actor, 'review', input.subUserId)
  requireGoingOn(subUser)
  if (subUser.reviewerId !== actor.id) throw new Refusal('review-taken', 'Take this review before you decide.')
  const { stage, given } = await requireTurn(work, actor, subUser)
  if (input.decision === 'reject' && !input.reason?.trim())
    throw new Refusal('reason-needed', 'Write a reason. The person reads it.')
  if (input.decision === 'ask_again' && input.asked.length === 0)
    throw new Refusal('reason-needed', 'Say which document, and why.')
  if (input.decision === 'one_more') requireLast(actor, stage)
  if (input.decision === 'ask_again' && stage === 'last')
    throw new Refusal('not-in-this-state', 'No try is left to ask for. Allow one more try, approve or reject.')
  return { subUser, now, stage, given }
}

function requireLast(actor: Staff, stage: ReviewStage): void {
  requireStaff(actor, 'allow_one_more_try')
  if (stage !== 'last') throw new Refusal('not-in-this-state', 'There are tries left.')
}

/** Which decision is next, and whether it may be this person's: nobody decides twice under four eyes (R45). */
async function requireTurn(work: Work, actor: Staff, subUser: SubUserRow) {
  const { profile } = await profileOf(work.tx, subUser.accountId)
  const afterLast = await isAfterLast(work, subUser)
  const given = (await reviewsOf(work.tx, subUser.id)).filter((review) => review.attempt === subUser.attempt)
  const stage = nextStage({ fourEyes: profile.fourEyes, afterLast, given })
  if (isForManagers(stage)) requireStaff(actor, 'decide_after_last')
  if ((stage === 'second' || stage === 'manager') && given.some((review) => review.reviewerId === actor.id))
    throw new Refusal('second-decision-needed', 'You gave a decision on this already. Somebody else gives the next.')
  return { stage, given }
}

/** The last attempt was not good enough, and staff have to say what becomes of the onboarding (R44). */
async function isAfterLast(work: Work, subUser: SubUserRow): Promise<boolean> {
  if (subUser.attempt < subUser.attemptsAllowed) return false
  return (await attemptsOf(work.tx, subUser.id)).at(-1)?.state === 'needs_resubmission'
}

/** The decision with its effect, inside a transaction. The first of two is only kept. */
export async function decideIn(work: Work, actor: Staff, input: Given): Promise<void> {
  const reason = input.remarkId === null ? undefined : 'kept'
  const { subUser, now, stage, given } = await lockToDecide(work, actor, { ...input, reason })
  const { decision, remarkId } = input
  const asked = decision === 'ask_again' ? input.asked : []
  const { id: subUserId, attempt } = subUser
  const review = { id: uuidv7(), subUserId, attempt, stage, reviewerId: actor.id, decision, asked, remarkId, at: now }
  await insertReview(work.tx, review)
  const decided: Decided = { work, actor, subUser, now, asked, remarkId }
  if (stage === 'first') return keepFirst(decided, actor)
  const first = stage === 'second' ? given.find((one) => one.stage === 'first') : undefined
  if (!first) return takeEffect(decided, decision)
  const agree = first.decision === decision
  await write(work, actor, subUser, 'verification.second_decided', now, {
    attempt,
    first: first.decision,
    firstBy: first.reviewerId,
    second: decision,
  })
  if (!agree) return askManager(decided, actor)
  const both = askedByBoth((first.asked ?? []) as unknown as Resubmission[], asked)
  return takeEffect({ ...decided, asked: both }, decision)
}

async function takeEffect(decided: Decided, decision: ReviewDecision): Promise<void> {
  await pauseFirst(decided)
  if (decision === 'approve') await approve(decided)
  else if (decision === 'reject') await reject(decided)
  else await askAgain(decided)
}

/** The first of two decisions: nothing of it is in the event, so that it leads nobody. */
async function keepFirst({ work, subUser, now }: Decided, actor: Staff): Promise<void> {
  const type = 'verification.first_decided'
  await updateSubUser(work.tx, subUser.id, { reviewerId: null, changedAt: now, lastEvent: type })
  await write(work, actor, subUser, type, now, { attempt: subUser.attempt })
}

/** Two decided differently: a manager decides, with a new time limit. */
async function askManager({ work, subUser, now }: Decided, actor: Staff): Promise<void> {
  const { profile } = await profileOf(work.tx, subUser.accountId)
  const type = 'verification.disagreed'
  const limit = reviewLimit(work, profile.reviewHours, now)
  await updateSubUser(work.tx, subUser.id, { ...limit, reviewerId: null, changedAt: now, lastEvent: type })
  const data = { attempt: subUser.attempt, reviewDueAt: limit.reviewDueAt.toISOString() }
  await write(work, actor, subUser, type, now, data)
}

/** Nothing is decided of what was reported. */
function requireGoingOn(subUser: SubUserRow): void {
  if (standsStill(subUser)) throw new Refusal('review-over', 'This onboarding was stopped; look at the report first.')
}

/** One more try after the last one (R44); managers only. Refused: `not-in-this-state`, `role-may-not`. */
export function allowOneMoreTry(context: Context, actor: Staff, { subUserId }: Target): Answer {
  return execute(context, async (work) => {
    await allowOneMoreIn(work, actor, subUserId)
    return { subUserId }
  })
}

export async function allowOneMoreIn(work: Work, actor: Staff, subUserId: string): Promise<void> {
  const { subUser, now } = await lockFor(work, actor, 'allow_one_more_try', subUserId)
  requireGoingOn(subUser)
  requireLast(actor, (await requireTurn(work, actor, subUser)).stage)
  await oneMore({ work, actor, subUser, now, asked: [], remarkId: null })
}
