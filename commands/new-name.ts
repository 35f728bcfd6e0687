import { isRenewing } from '../domain/renewal.ts'
import { type Locked, type SubUserRow, lockSubUser, updateSubUser } from '../store/sub-users.ts'
import { checksOf } from '../store/vendor-sessions.ts'
import { lastJudged, updateAttempt } from '../store/verification.ts'
import { beginAttempt } from './attempts.ts'
import { type Work, record } from './command.ts'

/** Locks a person's onboarding and all their checks, by id, before the person; returns those for which a vendor's page is open. */
export async function lockAtVendor(
  work: Work,
  { personId, subUserId }: { personId: string; subUserId: string },
): Promise<Locked[]> {
  const locked: Locked[] = []
  for (const id of new Set([...(await checksOf(work.tx, personId)), subUserId].toSorted())) {
    const one = await lockSubUser(work.tx, id)
    if (one && isAtVendor(work, one.subUser)) locked.push(one)
  }
  return locked
}

/**
 * The person's name or date of birth is another one now: what a vendor's page was opened with before counts no more, whatever
 * comes of it. Each check of the person that such a page is open for begins anew with a page for the new words, and costs no
 * try. The old page is closed when the new one is made.
 */
export async function checkNewName(work: Work, atVendor: readonly Locked[]): Promise<void> {
  for (const one of atVendor) await beginAnew(work, one)
}

/** A vendor's page is open, or is being made. What is being checked already keeps the name from changing. */
function isAtVendor({ verification }: Work, subUser: SubUserRow): boolean {
  const isChecked = subUser.status === 'verifying' || isRenewing(subUser)
  const state = subUser.verificationState ?? ''
  if (!isChecked || ['processing', 'in_review', 'approved', 'rejected'].includes(state)) return false
  return verification.vendors.get(subUser.vendor ?? '')?.capabilities.hostedPage === true
}

async function beginAnew(work: Work, { subUser, now }: Locked): Promise<void> {
  const { id, accountId, attempt, vendor } = subUser
  const type = 'verification.cancelled'
  await updateAttempt(work.tx, id, attempt, { state: 'cancelled', counted: false, decidedAt: now })
  await beginAttempt(work, subUser, attempt + 1, now)
  const judged = await lastJudged(work.tx, subUser)
  await updateSubUser(work.tx, id, {
    attempt: attempt + 1,
    attemptsAllowed: subUser.attemptsAllowed + 1,
    verificationState: judged?.state === 'needs_resubmission' ? 'needs_resubmission' : 'created',
    changedAt: now,
    lastEvent: type,
  })
  const actor = { kind: 'usher', id: null } as const
  const data = { attempt, vendor, because: 'new_name' }
  await record(work, { chain: accountId, type, subject: id, actor, at: now, data, nudge: true })
}
