import type { Reminder } from '../domain/deadlines.ts'
import type { Snapshot } from '../domain/process.ts'
import { Refusal } from '../domain/refusals.ts'
import { isRenewing } from '../domain/renewal.ts'
import { isEnded } from '../domain/status.ts'
import { isSignedUp } from '../domain/steps.ts'
import { planMail, unsettledMails } from '../store/mails.ts'
import {
  type Locked,
  type SubUserChange,
  type SubUserRow,
  lockSubUser,
  readSubUser,
  updateSubUser,
} from '../store/sub-users.ts'
import { beginAttempt } from './attempts.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { dueOnReturn } from './due.ts'
import { writeFeeDue } from './fees.ts'
import { reminderFor, snapshotOf, vendorInMs } from './snapshot.ts'
import { reusableCheck } from './validity.ts'

/** What workflows change. Each is a guarded step: found done or overtaken, it changes nothing and says where things stand. */

const USHER = { kind: 'usher', id: null } as const

async function lock(work: Work, subUserId: string): Promise<Locked> {
  const locked = await lockSubUser(work.tx, subUserId)
  if (!locked) throw new Refusal('not-found')
  return locked
}

const write = (
  work: Work,
  subUser: SubUserRow,
  type: string,
  at: Date,
  data: Record<string, unknown> = {},
): Promise<void> => record(work, { chain: subUser.accountId, type, subject: subUser.id, actor: USHER, at, data })

/** Sends the reminder that is due, if it still is (R33). */
export function remindWhenDue(context: Context, subUserId: string, reminder: Reminder): Promise<void> {
  return execute(context, async (work) => {
    const { subUser, now } = await lock(work, subUserId)
    const next = await reminderFor({ prisma: work.tx }, subUser)
    if (next?.reminder !== reminder || next.at > now) return
    const stage = subUser.status === 'invited' ? 'invited' : 'accepted'
    await planMail(work.tx, {
      subject: subUserId,
      kind: `reminder_${stage}_${reminder}`,
      audience: 'invitee',
      facts: { deadline: subUser.deadline?.toISOString() },
      at: now,
    })
    await updateSubUser(work.tx, subUserId, { changedAt: now, lastEvent: 'sub_user.reminded' })
    await write(work, subUser, 'sub_user.reminded', now, { reminder })
  })
}

/** Opens the first verification attempt of an onboarding whose sign-up is complete (R6). */
export function beginVerification(context: Context, subUserId: string): Promise<void> {
  return execute(context, async (work) => {
    const { subUser, now } = await lock(work, subUserId)
    if (subUser.status !== 'accepted' || subUser.exempt || !isSignedUp(subUser) || subUser.reportedAt) return
    const done = await reusableCheck(work, subUser, now)
    if (done) return reuse(work, subUser, done, now)
    const vendor = await beginAttempt(work, subUser, 1, now)
    const { deadline, dueAt, moved } = dueOnReturn(subUser.deadline, now)
    await updateSubUser(work.tx, subUserId, {
      status: 'verifying',
      verificationState: 'created',
      attempt: 1,
      vendor,
      turn: 'invitee',
      deadline,
      dueAt,
      changedAt: now,
      lastEvent: 'sub_user.verifying',
    })
    if (moved) await planMail(work.tx, { subject: subUserId, kind: 'deadline_moved', audience: 'invitee', at: now })
    await write(work, subUser, 'sub_user.verifying', now, { attempt: 1, vendor })
  })
}

/** The check of before counts again; what is left is the activation (R11). */
async function reuse(work: Work, subUser: SubUserRow, done: SubUserChange, now: Date): Promise<void> {
  const type = 'verification.reused'
  const change = { status: 'verifying', verificationState: 'approved', turn: 'nobody', dueAt: null } as const
  await updateSubUser(work.tx, subUser.id, { ...done, ...change, changedAt: now, lastEvent: type })
  await write(work, subUser, type, now, { until: done.verifiedUntil?.toISOString() ?? null })
}

/** Activates: from `verifying` when approved, from `accepted` when exempt (R7, R38). A late approval after an end changes nothing. */
export function activate(context: Context, subUserId: string): Promise<void> {
  return execute(context, async (work) => {
    const { subUser, now } = await lock(work, subUserId)
    const verified = subUser.status === 'verifying' && subUser.verificationState === 'approved'
    const exempt = subUser.status === 'accepted' && subUser.exempt && isSignedUp(subUser)
    if ((!verified && !exempt) || subUser.reportedAt) return
    await updateSubUser(work.tx, subUserId, {
      status: 'active',
      turn: 'nobody',
      dueAt: null,
      activatedAt: now,
      changedAt: now,
      lastEvent: 'sub_user.activated',
    })
    await planMail(work.tx, { subject: subUserId, kind: 'active_person', audience: 'invitee', at: now })
    await planMail(work.tx, { subject: subUserId, kind: 'active_holder', audience: 'holder', at: now })
    await write(work, subUser, 'sub_user.activated', now, { role: subUser.role, verified })
    await writeFeeDue(work, subUser, now) // R30
  })
}

/**
 * Where the onboarding stands, for its workflow. Closes the process when nothing is left: ended or active, and all mails
 * settled. Only the closing takes a transaction; whatever is read too early is followed by a nudge of its own.
 */
export async function settle(context: Context, subUserId: string): Promise<Snapshot> {
  const seen = await readSubUser(context.db, subUserId)
  if (!seen) throw new Refusal('not-found')
  const { subUser, now, unsent } = seen
  if (!isOver(subUser) || vendorInMs(subUser, now) !== null)
    return snapshotOf(subUser, now, { unsent, done: false, next: await reminderFor(context.db, subUser) })
  if (unsent > 0 || subUser.processDoneAt)
    return snapshotOf(subUser, now, { unsent, done: unsent === 0, next: undefined })
  return close(context, subUserId)
}

/** Nothing is left to do for a process: ended, or an access whose check needs no renewal now. */
const isOver = (subUser: SubUserRow): boolean =>
  isEnded(subUser.status) || ((subUser.status === 'active' || subUser.status === 'suspended') && !isRenewing(subUser))

/** The end of a process, decided under the lock: what came meanwhile keeps it open. */
function close(context: Context, subUserId: string): Promise<Snapshot> {
  return execute(context, async (work) => {
    const { subUser, now } = await lock(work, subUserId)
    const unsent = (await unsettledMails({ prisma: work.tx }, subUserId)).length
    const done = isOver(subUser) && unsent === 0 && vendorInMs(subUser, now) === null
    if (done && !subUser.processDoneAt) await updateSubUser(work.tx, subUserId, { processDoneAt: now })
    const next = isOver(subUser) ? undefined : await reminderFor({ prisma: work.tx }, subUser)
    return snapshotOf(subUser, now, { unsent, done, next })
  })
}
