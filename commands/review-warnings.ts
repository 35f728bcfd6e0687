import { isForManagers, nextStage } from '../domain/four-eyes.ts'
import { planMail } from '../store/mails.ts'
import { dueWarnings } from '../store/reviews.ts'
import { reviewers } from '../store/staff.ts'
import { type SubUserRow, lockSubUser, updateSubUser } from '../store/sub-users.ts'
import { attemptsOf, reviewsOf } from '../store/verification.ts'
import { type Context, type Work, execute } from './command.ts'
import { profileOf } from './profile.ts'

/** Warns of all reviews whose time limit is near (R59), each once; returns how many it looked at. */
export async function warnReviewers(context: Context): Promise<number> {
  const due = await dueWarnings(context.db)
  for (const { id } of due) await warn(context, id)
  return due.length
}

/** One mail to whoever took the review, else to all who may take it. */
function warn(context: Context, subUserId: string): Promise<void> {
  return execute(context, async (work) => {
    const locked = await lockSubUser(work.tx, subUserId)
    if (!locked) return
    const { subUser, now } = locked
    if (!subUser.reviewWarnAt || subUser.reviewWarnAt > now) return
    await updateSubUser(work.tx, subUserId, { reviewWarnAt: null })
    if (subUser.turn !== 'staff' || subUser.reportedAt) return
    for (const staffId of await toldOf(work, subUser))
      work.mails.push(
        await planMail(work.tx, {
          subject: subUserId,
          kind: 'review_due',
          audience: 'staff',
          facts: { staffId, dueAt: subUser.reviewDueAt?.toISOString(), attempt: subUser.attempt },
          interactive: true,
          at: now,
        }),
      )
  })
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
