import { isRenewing } from '../domain/renewal.ts'
import { isEnded } from '../domain/status.ts'
import { limitsOf, LOOK_AGAIN_MS, MINUTE } from '../domain/vendor-times.ts'
import { planMail } from '../store/mails.ts'
import { type SubUserRow, lockSubUser, updateSubUser, withExpiry } from '../store/sub-users.ts'
import { findAttempt } from '../store/vendor-sessions.ts'
import { type AttemptRow, updateAttempt } from '../store/verification.ts'
import type { VendorFault } from '../vendors/vendor.ts'
import { beginAttempt, profileInUse } from './attempts.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { dueBack } from './due.ts'

type Stand = { work: Work; subUser: SubUserRow; attempt: AttemptRow; now: Date }

/** `againWithinMs`: it is asked once more in this time at the latest, when the profile's next vendor would take over. */
type Failed = { againWithinMs: number } | 'settled'

/**
 * The vendor could not be asked. `settled`: nothing to try, because the next vendor of the profile has taken over (the
 * attempt costs no try, R41), or because nobody waits and a later look is enough.
 */
export function vendorFailed(
  context: Context,
  of: { subUserId: string; attempt: number },
  kind: VendorFault['kind'],
): Promise<Failed> {
  return execute(context, async (work): Promise<Failed> => {
    const locked = await lockSubUser(work.tx, of.subUserId)
    const attempt = await findAttempt({ prisma: work.tx }, of.subUserId, of.attempt)
    if (!locked || !attempt || attempt.number !== locked.subUser.attempt) return 'settled'
    const { now, ...subUser } = withExpiry({ ...locked.subUser, now: locked.now })
    const stand: Stand = { work, subUser, attempt, now }
    if (
      (subUser.status === 'verifying' || isRenewing(subUser)) &&
      subUser.turn !== 'staff' &&
      subUser.verificationState !== 'approved'
    )
      return whileVerifying(stand, kind)
    return later(stand)
  })
}

async function whileVerifying(stand: Stand, kind: VendorFault['kind']): Promise<Failed> {
  const { work, subUser, attempt, now } = stand
  const { profile } = await profileInUse(work.tx, work.verification, subUser.accountId)
  const limits = limitsOf(profile, attempt.vendor)
  const after = (since: Date, minutes: number) => new Date(since.getTime() + minutes * MINUTE)
  const failingSince = attempt.failingSince ?? now
  const downAt = after(failingSince, limits.downMinutes)
  if (kind === 'refuses' || downAt <= now) {
    await nextVendor({ ...stand, because: kind === 'refuses' ? 'refuses' : 'down' })
    return 'settled'
  }
  await updateAttempt(work.tx, subUser.id, attempt.number, { failingSince })
  if (subUser.turn === 'vendor' && attempt.submittedAt && !attempt.slowToldAt)
    await tellSlow(stand, after(attempt.submittedAt, limits.slowMinutes), downAt)
  return { againWithinMs: downAt.getTime() - now.getTime() }
}

/** Nobody waits for this answer: an access is looked at later, a closed onboarding not for ever. */
async function later({ work, subUser, attempt, now }: Stand): Promise<'settled'> {
  const failingSince = attempt.failingSince ?? now
  const givenUp = isEnded(subUser.status) && now.getTime() - failingSince.getTime() > 24 * LOOK_AGAIN_MS
  const nextPollAt = givenUp ? null : new Date(now.getTime() + LOOK_AGAIN_MS)
  await updateAttempt(work.tx, subUser.id, attempt.number, { failingSince })
  await updateSubUser(work.tx, subUser.id, { nextPollAt })
  return 'settled'
}

/** Mails once that it takes longer, when it does (R44): we write by `writeBy`, whatever comes. Whether it was told. */
export async function tellSlow(
  { work, subUser, attempt, now }: Pick<Stand, 'work' | 'subUser' | 'attempt' | 'now'>,
  slowAt: Date,
  writeBy: Date,
): Promise<boolean> {
  if (slowAt > now) return false
  await updateAttempt(work.tx, subUser.id, attempt.number, { slowToldAt: now })
  const facts = { writeBy: writeBy.toISOString() }
  await planMail(work.tx, { subject: subUser.id, kind: 'taking_longer', audience: 'invitee', facts, at: now })
  return true
}

/** The profile's next vendor takes over. What was done with this one costs no try, and the person gets the time for it (R33). */
export async function nextVendor(
  stand: Stand & { because: 'down' | 'refuses' | 'silent' | 'no_result' },
): Promise<void> {
  const { work, subUser, attempt, now, because } = stand
  const { id } = subUser
  await updateAttempt(work.tx, id, attempt.number, { state: 'cancelled', counted: false, decidedAt: now })
  const vendor = await beginAttempt(work, subUser, attempt.number + 1, now, attempt.vendor)
  const { moved, ...due } = dueBack(subUser, now)
  const type = 'verification.vendor_changed'
  await updateSubUser(work.tx, id, {
    ...due,
    attempt: attempt.number + 1,
    attemptsAllowed: subUser.attemptsAllowed + 1,
    verificationState: 'created',
    turn: 'invitee',
    changedAt: now,
    lastEvent: type,
  })
  const wasThere = attempt.begunAt !== null || moved
  const facts = { why: 'unfinished', moved }
  if (wasThere) await planMail(work.tx, { subject: id, kind: 'check_again', audience: 'invitee', facts, at: now })
  await record(work, {
    chain: subUser.accountId,
    type,
    subject: id,
    actor: { kind: 'usher', id: null },
    at: now,
    data: { attempt: attempt.number, from: attempt.vendor, vendor, because },
  })
}
