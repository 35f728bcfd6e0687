import { type Reminder, deadlineRuns, nextReminder } from '../domain/deadlines.ts'
import type { Snapshot } from '../domain/process.ts'
import { isRenewing } from '../domain/renewal.ts'
import { isSignedUp } from '../domain/steps.ts'
import type { Reading } from '../store/database.ts'
import { mailHistory } from '../store/mails.ts'
import type { SubUserRow } from '../store/sub-users.ts'

/** Timers are never armed for less, in ms. */
const LEAST_TIMER_MS = 250

/** The next reminder of a row on its account's clock, or undefined: none while the date stands still (R33). */
export async function reminderFor(
  db: Reading,
  subUser: SubUserRow,
): Promise<{ reminder: Reminder; at: Date } | undefined> {
  const { status, turn, deadline, acceptedAt, invitedAt, createdAt, remindersOff } = subUser
  if (status === 'awaiting_confirmation' || !deadline || !deadlineRuns(status, turn) || remindersOff) return undefined
  const stage = status === 'invited' ? 'invited' : 'accepted'
  const { reminders, last } = await mailHistory(db, subUser.id, stage)
  const sent = remindersSent(reminders, deadline)
  return nextReminder({ since: acceptedAt ?? invitedAt ?? createdAt, deadline, sent, lastMailAt: last, off: false })
}

/** Which reminders count as sent: the one before the end only for the date it was written about, so that a later date brings another. */
export const remindersSent = (
  mails: readonly { kind: string; deadline: string | null }[],
  deadline: Date,
): Reminder[] =>
  mails
    .filter((mail) => !mail.kind.endsWith('_24h') || mail.deadline === deadline.toISOString())
    .map((mail) => (mail.kind.endsWith('_24h') ? '24h' : 'day3'))

/** What the workflow may know: states and durations (R65). Durations come from the database's clock. */
export function snapshotOf(
  subUser: SubUserRow,
  now: Date,
  facts: { unsent: number; done: boolean; next: { reminder: Reminder; at: Date } | undefined },
): Snapshot {
  const end = endOf(subUser)
  const msUntil = (at: Date) => Math.max(LEAST_TIMER_MS, at.getTime() - now.getTime())
  return {
    status: subUser.status,
    turn: subUser.turn,
    exempt: subUser.exempt,
    signedUp: isSignedUp(subUser),
    verification: subUser.verificationState,
    attempt: subUser.attempt,
    attemptsAllowed: subUser.attemptsAllowed,
    remainingMs: end && msUntil(end),
    until: end?.toISOString() ?? null,
    reminder: facts.next ? { kind: facts.next.reminder, inMs: msUntil(facts.next.at) } : null,
    vendorInMs: vendorInMs(subUser, now),
    unsentMails: facts.unsent,
    done: facts.done,
  }
}

/** Time until the vendor is to be asked, in ms; 0 is now. What has ended waits for no later look: the relay wakes it. */
export function vendorInMs(subUser: SubUserRow, now: Date): number | null {
  const { status, nextPollAt } = subUser
  if (!nextPollAt) return null
  const left = nextPollAt.getTime() - now.getTime()
  if (left <= 0) return 0
  return status === 'verifying' || isRenewing(subUser) ? Math.max(LEAST_TIMER_MS, left) : null
}

/** What runs out next: the deadline of an onboarding, or the check of an access while it is being renewed (R46). */
export function endOf(subUser: SubUserRow): Date | null {
  if (subUser.status === 'active' && isRenewing(subUser)) return subUser.verifiedUntil
  return deadlineRuns(subUser.status, subUser.turn) ? subUser.deadline : null
}
