import { LIFTED } from '../domain/lifting.ts'
import { policies } from '../domain/policies/index.ts'
import { RENEWAL_ASKED_MS, covers, isRenewing, validUntil } from '../domain/renewal.ts'
import { planMail } from '../store/mails.ts'
import { checkDone, dueRenewals, lookAtEnded } from '../store/renewals.ts'
import { endOnboardingSessions } from '../store/sessions.ts'
import { type SubUserChange, type SubUserRow, lockSubUser, updateSubUser } from '../store/sub-users.ts'
import { approvalBefore } from '../store/vendor-sessions.ts'
import { beginAttempt, profileInUse } from './attempts.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { type Pass, eachDue } from './each-due.ts'
import { profileOf } from './profile.ts'
import { endSecondSessions } from './second-users.ts'
import { endWithdrawals } from './withdrawal-ends.ts'

const USHER = { kind: 'usher', id: null } as const

/**
 * What an approval writes of its validity (R46): until when, under which profile, and when the renewal is asked for.
 * `documentUntil`: the document's last day, `YYYY-MM-DD`, where it is known.
 */
export async function validityOf(
  work: Work,
  subUser: SubUserRow,
  now: Date,
  documentUntil: string | undefined,
): Promise<SubUserChange> {
  const { id, profile } = await profileOf(work.tx, subUser.accountId)
  const { validMonths } = profile
  const verifiedUntil = validUntil({ now, documentUntil, validMonths, office: work.office })
  return { verifiedProfile: id, verifiedUntil, renewalAt: renewalAtOf(verifiedUntil), ...OWN_CHECK }
}

/** The check is made here, and used again from nowhere. */
export const OWN_CHECK = { checkOfId: null, checkOfAttempt: null } as const

const renewalAtOf = (verifiedUntil: Date | null): Date | null =>
  verifiedUntil && new Date(verifiedUntil.getTime() - RENEWAL_ASKED_MS)

/** An access that staff let in again without a check that counts: a new one has the usual time, and is asked for now unless it was (R46). */
export const anotherCheck = (now: Date): SubUserChange => ({
  verifiedUntil: new Date(now.getTime() + RENEWAL_ASKED_MS),
  renewalAt: now,
})

/**
 * A check of the same person that is still valid and covers what this account asks for (R11). Only for somebody who
 * signed in to accept: whoever has just set a login has shown no more than a mailbox.
 */
export async function reusableCheck(
  { tx, verification }: Work,
  subUser: SubUserRow,
  now: Date,
): Promise<SubUserChange | undefined> {
  if (!subUser.loginAt || !subUser.acceptedAt || subUser.loginAt > subUser.acceptedAt) return undefined
  const { profile, vendors } = await profileInUse(tx, verification, subUser.accountId)
  for (const done of await checkDone(tx, subUser, now)) {
    const [policy = '', name = ''] = done.verifiedProfile.split('/')
    const had = policies.get(policy)?.profiles[name]
    if (!had || !profile || !covers(had, profile) || !vendors.includes(done.vendor ?? 'staff')) continue
    await lookAtEnded(tx, done.checkOfId)
    return { ...done, renewalAt: renewalAtOf(done.verifiedUntil) }
  }
  return undefined
}

/** Asks for all renewals that are due (R46). */
export const askRenewals = (context: Context): Promise<Pass> =>
  eachDue(
    'renewal',
    (resting) => dueRenewals(context.db, resting),
    (id) => askRenewal(context, id),
  )

/** Asks for the renewal of a check that runs out soon: a new attempt, the person's turn, a mail (R46). Changes nothing when it is not due. */
function askRenewal(context: Context, subUserId: string): Promise<void> {
  return execute(context, async (work) => {
    const locked = await lockSubUser(work.tx, subUserId)
    if (!locked) return
    const { subUser, now } = locked
    const { status, renewalAt, verifiedUntil, attempt } = subUser
    if (!renewalAt || renewalAt > now) return
    if (status !== 'active' && status !== 'suspended') return // approved, and about to be activated
    if (isRenewing(subUser)) return updateSubUser(work.tx, subUserId, { renewalAt: null })
    const { profile } = await profileOf(work.tx, subUser.accountId)
    const before = await approvalBefore({ prisma: work.tx }, subUserId, attempt + 1)
    const vendor = await beginAttempt(work, subUser, attempt + 1, now)
    const type = 'verification.renewal_asked'
    await updateSubUser(work.tx, subUserId, {
      verificationState: 'created',
      ...(before?.vendorState === 'approved' && { nextPollAt: now }), // the vendor may take it back meanwhile
      vendor,
      documentType: null,
      attempt: attempt + 1,
      attemptsAllowed: attempt + profile.attempts,
      turn: 'invitee',
      renewalAt: null,
      processDoneAt: null,
      changedAt: now,
      lastEvent: type,
    })
    await planMail(work.tx, { subject: subUserId, kind: 'renewal', audience: 'invitee', at: now })
    const data = { attempt: attempt + 1, vendor, until: verifiedUntil?.toISOString() ?? null }
    await record(work, { chain: subUser.accountId, type, subject: subUserId, actor: USHER, at: now, data, nudge: true })
  })
}

/** Pauses an access whose check has run out without having been renewed (R46). `true` when it did. */
export async function pauseIn(work: Work, subUser: SubUserRow, now: Date): Promise<boolean> {
  const { id, status, verifiedUntil } = subUser
  if (status !== 'active' || !verifiedUntil || verifiedUntil > now) return false
  await updateSubUser(work.tx, id, {
    status: 'suspended',
    suspendedAt: verifiedUntil,
    suspendedByKind: 'usher',
    suspendedById: null,
    suspendedCause: 'renewal',
    changedAt: now,
    lastEvent: 'sub_user.suspended',
    processDoneAt: null,
  })
  await endOnboardingSessions(work.tx, id)
  await planMail(work.tx, { subject: id, kind: 'suspended', audience: 'invitee', facts: { by: 'usher' }, at: now })
  const data = { from: 'active', cause: 'renewal', until: verifiedUntil.toISOString() }
  await record(work, {
    chain: subUser.accountId,
    type: 'sub_user.suspended',
    subject: id,
    actor: USHER,
    at: now,
    data,
    nudge: false,
  })
  await endSecondSessions(work, USHER, subUser, now)
  await endWithdrawals(work, USHER, id, 'suspended', now)
  return true
}

/** The access is back at once when the renewed check was approved (R46); also when the pause was due and not yet written. */
export async function resumeIn(work: Work, subUser: SubUserRow, now: Date): Promise<void> {
  if (subUser.status !== 'suspended' || subUser.suspendedCause !== 'renewal') return
  const { id } = subUser
  await updateSubUser(work.tx, id, {
    ...LIFTED,
    changedAt: now,
    lastEvent: 'sub_user.reactivated',
    processDoneAt: null,
  })
  await planMail(work.tx, { subject: id, kind: 'reactivated', audience: 'invitee', facts: { by: 'usher' }, at: now })
  const data = { from: 'suspended', cause: 'renewal' }
  await record(work, {
    chain: subUser.accountId,
    type: 'sub_user.reactivated',
    subject: id,
    actor: USHER,
    at: now,
    data,
    nudge: true,
  })
}
