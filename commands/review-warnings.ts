import { isForManagers, nextStage } from '../domain/four-eyes.ts'
import { standsStill } from '../domain/status.ts'
import { planMail } from '../store/mails.ts'
import { dueWarnings } from '../store/reviews.ts'
import { reviewers } from '../store/staff.ts'
import { type SubUserRow, lockSubUser, updateSubUser } from '../store/sub-users.ts'
import { findAttempt, insertNudge } from '../store/vendor-sessions.ts'
import { attemptsOf, reviewsOf, updateAttempt } from '../store/verification.ts'
import { type Context, type Work, execute } from './command.ts'
import { type Pass, eachDue } from './each-due.ts'
import { profileOf } from './profile.ts'

/**
 * Warns of all reviews whose time limit is near (R59), and tells the person once when it has passed (R44).
 */
export const warnReviewers = (context: Context): Promise<Pass> =>
  eachDue(
    'review_warning',
    (resting) => dueWarnings(context.db, resting),
    (id) => warn(context, id),
  )

function warn(context: Context, subUserId: string): Promise<void> {
  return execute(context, async (work) => {
    const locked = await lockSubUser(work.tx, subUserId)
    if (!locked) return
    const { subUser, now } = locked
    const { reviewWarnAt, reviewDueAt } = subUser
    if (!reviewWarnAt || reviewWarnAt > now) return
    const isLate = reviewDueAt !== null && reviewWarnAt >= reviewDueAt
    await updateSubUser(work.tx, subUserId, { reviewWarnAt: isLate ? null : reviewDueAt })
    if (subUser.turn !== 'staff' || standsStill(subUser)) return
    if (isLate) await tellLate(work, subUser, now)
    else await warnStaff(work, subUser, now)
  })
}

/** One mail to whoever took the review, else to all who may take it. */
async function warnStaff(work: Work, subUser: SubUserRow, now: Date): Promise<void> {
  for (const staffId of await toldOf(work, subUser))
    work.mails.push(
      await planMail(work.tx, {
        subject: subUser.id,
        kind: 'review_due',
        audience: 'staff',
        facts: { staffId, dueAt: subUser.reviewDueAt?.toISOString(), attempt: subUser.attempt },
        interactive: true,
        at: now,
      }),
    )
}

/** The person is told, once for each attempt. After the last one a working day was promised, not the limit. */
async function tellLate({ tx, nudges }: Work, { id, attempt }: SubUserRow, now: Date): Promise<void> {
  const latest = await findAttempt({ prisma: tx }, id, attempt)
  if (!latest || latest.slowToldAt || latest.state === 'needs_resubmission') return
  await updateAttempt(tx, id, attempt, { slowToldAt: now })
  await planMail(tx, { subject: id, kind: 'taking_longer', audience: 'invitee', at: now })
  nudges.push(await insertNudge(tx, id))
}

async function toldOf(work: Work, subUser: SubUserRow): Promise<string[]> {
  if (subUser.reviewerId) return [subUser.reviewerId]
  const { profile } = await profileOf(work.tx, subUser.accountId)
  const given = (await reviewsOf(work.tx, subUser.id)).filter((review) => review.attempt === subUser.attempt)
  const last = (await attemptsOf(work.tx, subUser.id)).at(-1)
  const afterLast = subUser.attempt >= subUser.attemptsAllowed && last?.state === 'needs_resubmission'
  const forManagers = isForManagers(nextStage({ fourEyes: profile.fourEyes, afterLast, given }))
  const decided = new Set(given.map((review) => review.reviewerId))
  const may = await reviewers(work.tx, forManagers ? ['manager'] : ['reviewer', 'manager'])
  return may.map(({ id }) => id).filter((id) => !decided.has(id) || afterLast)
}
