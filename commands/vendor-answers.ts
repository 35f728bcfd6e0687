import { isRenewing } from '../domain/renewal.ts'
import { isEnded } from '../domain/status.ts'
import { nextPoll } from '../domain/vendor-times.ts'
import { restingOn } from '../store/renewals.ts'
import { findAttempt } from '../store/vendor-sessions.ts'
import { lockSubUser, updateSubUser, withExpiry } from '../store/sub-users.ts'
import { updateAttempt } from '../store/verification.ts'
import type { VendorAnswer } from '../vendors/vendor.ts'
import { type Context, execute, record } from './command.ts'
import { pauseIn } from './validity.ts'
import { withdraw } from './vendor-withdrawal.ts'
import { lookAt, type News } from './vendor-news.ts'
import { decide } from './vendor-decisions.ts'

/** The session whose answer it is, and when the look was due that brought it. */
export type AnswerOf = { subUserId: string; attempt: number; sessionId: string; dueAt: Date }

/**
 * Applies what the vendor says now (R42, R43). Asked however often and for whatever reason, the result is that of the last
 * true answer: the same answer changes nothing, one for an earlier attempt or after an end is only recorded.
 */
export function applyAnswer(context: Context, of: AnswerOf, answer: VendorAnswer): Promise<void> {
  return execute(context, async (work) => {
    const locked = await lockSubUser(work.tx, of.subUserId)
    const attempt = await findAttempt({ prisma: work.tx }, of.subUserId, of.attempt)
    if (!locked || !attempt || attempt.vendorSessionId !== of.sessionId) return
    await pauseIn(work, locked.subUser, locked.now) // a pause that is due is told before what follows from the answer
    const { now, ...subUser } = withExpiry({ ...locked.subUser, now: locked.now })
    const lookAgain = subUser.nextPollAt !== null && subUser.nextPollAt.getTime() !== of.dueAt.getTime()
    const news: News = { work, subUser, attempt, answer, now, lookAgain }
    if (attempt.failingSince) await updateAttempt(work.tx, subUser.id, attempt.number, { failingSince: null })
    const isCurrent = attempt.number === subUser.attempt
    if (!work.verification.vendors.get(attempt.vendor)?.capabilities.hostedPage)
      return isCurrent ? updateSubUser(work.tx, subUser.id, { nextPollAt: lookAt(news, null) }) : undefined // decided here
    if (isCurrent && (subUser.status === 'verifying' || isRenewing(subUser)))
      return subUser.turn === 'staff' ? tooLate(news) : decide(news)
    if (attempt.redactedAt) return updateSubUser(work.tx, subUser.id, { nextPollAt: null }) // it was made to forget the person
    if (isCurrent) await updateSubUser(work.tx, subUser.id, { nextPollAt: lookAt(news, await nextLook(news)) })
    return afterDecision(news)
  })
}

/** As long as an access is there, or another one that rests on this approval, the vendor is asked again at growing intervals. */
async function nextLook({ work, subUser, attempt, now }: News): Promise<Date | null> {
  const isNeeded = !isEnded(subUser.status) || (await restingOn(work.tx, subUser, attempt.number)).length > 0
  return isNeeded ? nextPoll('approved', attempt.decidedAt ?? now, now) : null
}

/**
 * What the vendor says of an attempt that was decided. Of one it approved only that it takes this back counts, also after
 * an end, because the check could be used again (R11); what it says in between is not kept, so that its last word is still
 * measured by the approval.
 */
async function afterDecision(news: News): Promise<void> {
  const { subUser, attempt, answer } = news
  const isApproved = attempt.vendorState === 'approved' && attempt.state !== 'needs_resubmission' // a name may have differed
  if (isApproved) return WITHDRAWN.has(answer.state) ? withdraw(news) : undefined
  if (answer.state === 'expired' && !isEnded(subUser.status)) return
  return onlyRecord(news)
}

/** After an approval these take it back. A session that the vendor no longer knows, or looks at again, does not. */
const WITHDRAWN: ReadonlySet<string> = new Set(['rejected', 'needs_resubmission', 'cancelled'])

/** Staff decide this attempt now. */
async function tooLate(news: News): Promise<void> {
  await updateSubUser(news.work.tx, news.subUser.id, { nextPollAt: lookAt(news, null) })
  return onlyRecord(news)
}

/** Too late to count, or not theirs to decide: kept with the attempt, for staff to read. */
async function onlyRecord({ work, subUser, attempt, answer, now }: News): Promise<void> {
  const { id, accountId } = subUser
  const { number, vendor } = attempt
  if (answer.state === attempt.vendorState) return
  await updateAttempt(work.tx, id, number, { vendorState: answer.state })
  await record(work, {
    chain: accountId,
    type: 'verification.answered_late',
    subject: id,
    actor: { kind: 'usher', id: null },
    at: now,
    data: { attempt: number, vendor, state: answer.state },
  })
}
