import { isRenewing } from '../domain/renewal.ts'
import { isEnded } from '../domain/status.ts'
import { planMail } from '../store/mails.ts'
import { endOnboardingSessions } from '../store/sessions.ts'
import { managers } from '../store/staff.ts'
import { type Locked, type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import { approvalBefore } from '../store/vendor-sessions.ts'
import { type AttemptRow, updateAttempt } from '../store/verification.ts'
import { type Work, record } from './command.ts'
import { lockResting, loseCheck } from './resting.ts'
import { endSecondSessions } from './second-users.ts'
import { OWN_CHECK } from './validity.ts'
import type { News } from './vendor-news.ts'
import { endWithdrawals } from './withdrawal-ends.ts'

const USHER = { kind: 'usher', id: null } as const

/**
 * The vendor takes its approval back (R43): the check counts no more, is never used again (R11), and each access that rests
 * on it is suspended.
 */
export async function withdraw({ work, subUser, attempt, answer, now }: News): Promise<void> {
  const { id } = subUser
  const { number, vendor } = attempt
  const { state } = answer
  const isThere = await restsOn(work, subUser, number)
  await updateAttempt(work.tx, id, number, { state: 'rejected', vendorState: state, decidedAt: now })
  const resting = await lockResting(work, subUser, number)
  const data = { attempt: number, vendor, state }
  if (isThere) await suspendWithout(work, { subUser, now }, attempt)
  await write(work, { subUser, now }, isThere, data)
  await loseCheck(work, resting, async (other) => {
    await suspendWithout(work, other, attempt)
    await write(work, other, true, { vendor, state, checkOf: id })
  })
}

async function write(
  work: Work,
  { subUser, now }: Locked,
  isThere: boolean,
  data: Record<string, unknown>,
): Promise<void> {
  const { id, accountId, status } = subUser
  const event = { chain: accountId, subject: id, actor: USHER, at: now }
  await record(work, { ...event, type: 'verification.withdrawn', data, nudge: data['checkOf'] !== undefined })
  if (isThere && status === 'active')
    await record(work, { ...event, type: 'sub_user.suspended', data: { from: status, because: 'approval_withdrawn' } })
}

/** Whether an access is there by this attempt: the present one, or the approval before it while that is renewed (R46). */
async function restsOn({ tx }: Work, subUser: SubUserRow, number: number): Promise<boolean> {
  if (isEnded(subUser.status)) return false
  if (!isRenewing(subUser)) return number === subUser.attempt
  return (await approvalBefore({ prisma: tx }, subUser.id, subUser.attempt))?.number === number
}

/**
 * An access without its approval is suspended by Usher, managers are told, and only staff lift it (R39). One that somebody
 * else had suspended stays so, and is staff's to lift from now on. A renewal goes on meanwhile.
 */
async function suspendWithout(work: Work, { subUser, now }: Locked, { number, vendor }: AttemptRow): Promise<void> {
  const { id, status } = subUser
  await updateSubUser(work.tx, id, {
    status: 'suspended',
    ...(!isRenewing(subUser) && { verificationState: 'rejected' }),
    suspendedAt: subUser.suspendedAt ?? now,
    suspendedByKind: 'usher',
    suspendedById: null,
    suspendedCause: 'withdrawn',
    ...OWN_CHECK,
    verifiedUntil: null,
    renewalAt: null,
    changedAt: now,
    lastEvent: 'verification.withdrawn',
    processDoneAt: null,
  })
  await endOnboardingSessions(work.tx, id)
  await endSecondSessions(work, { kind: 'usher' }, subUser, now)
  const name = work.verification.vendors.get(vendor)?.name
  const mail = { subject: id, facts: { by: 'usher', attempt: number }, at: now }
  if (status === 'active') await planMail(work.tx, { ...mail, kind: 'suspended', audience: 'invitee' })
  for (const { id: staffId } of await managers(work.tx))
    await planMail(work.tx, {
      ...mail,
      kind: 'approval_withdrawn',
      audience: 'staff',
      facts: { staffId, vendor: name },
    })
  await endWithdrawals(work, { kind: 'usher' }, id, 'suspended', now)
}
