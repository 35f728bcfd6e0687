import type { Status, Turn } from './status.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How long an invite is open, in ms: the default, the least and the most (R33). */
export const INVITE_OPEN = { defaultMs: 7 * DAY, minMs: HOUR, maxMs: 30 * DAY } as const
/** Whether an invite may be open for so long, in ms: 1 hour to 30 days (R33). */
export const mayBeOpenFor = (ms: number): boolean => ms >= INVITE_OPEN.minMs && ms <= INVITE_OPEN.maxMs

/** The deadline that “Extend” begins with: seven days more than now stands, as long as that is within 30 days. */
export function laterDeadline(deadline: Date | null, now: Date): Date {
  const from = Math.max(now.getTime(), deadline?.getTime() ?? 0)
  return new Date(Math.min(from + 7 * DAY, now.getTime() + INVITE_OPEN.maxMs - 60_000))
}

/** How long an accepted onboarding is open, in ms (R33). */
export const ACCEPTED_OPEN_MS = 30 * DAY
/** When the turn comes back to the person, at least this much is left, in ms (R33). */
export const LEAST_LEFT_MS = 72 * HOUR
/** No reminder within this time of another mail, in ms (R33). */
export const QUIET_MS = 12 * HOUR
/** How long a code and a mailed sign-in link work, in ms. */
export const CODE_MS = 15 * 60_000
export const SIGN_IN_LINK_MS = 15 * 60_000
export const PASSWORD_LINK_MS = 30 * 60_000
/** Two presses of a button within this time are one wish, in ms. */
export const SAME_PRESS_MS = 1_500
/** A code that nobody has tried stays good for this long when the invitation is opened and accepted again, in ms. */
export const KEPT_CODE_MS = 60_000
/** Wrong tries that void a code. */
export const CODE_TRIES = 5

/** Whether a deadline can run out: only while somebody who was told about it has to act (R33). */
export const deadlineRuns = (status: Status, turn: Turn): boolean =>
  (status === 'awaiting_confirmation' && turn === 'holder') ||
  ((status === 'invited' || status === 'accepted' || status === 'verifying') && turn === 'invitee')

/** The deadline once the turn is the person's again: the same date, or 72 h from `now` when less is left (R33). */
export const deadlineOnReturn = (deadline: Date, now: Date): Date =>
  deadline.getTime() - now.getTime() < LEAST_LEFT_MS ? new Date(now.getTime() + LEAST_LEFT_MS) : deadline

export const REMINDERS = ['day3', '24h'] as const
export type Reminder = (typeof REMINDERS)[number]

/** What a timetable is computed from; all times on the account's clock. */
export type ReminderFacts = {
  /** Start of the present stage: the invite, or the accepting. */
  since: Date
  deadline: Date
  sent: readonly Reminder[]
  lastMailAt: Date | null
  off: boolean
}

/**
 * The next reminder and when it is due, or undefined when none is left (R33): on day 3 and 24 h before the end, none
 * within 12 h of another mail, none that would come after the deadline. A reminder that falls into the quiet time waits for its end.
 */
export function nextReminder(facts: ReminderFacts): { reminder: Reminder; at: Date } | undefined {
  if (facts.off) return undefined
  const planned: Record<Reminder, number> = {
    day3: facts.since.getTime() + 3 * DAY,
    '24h': facts.deadline.getTime() - DAY,
  }
  const quietUntil = facts.lastMailAt ? facts.lastMailAt.getTime() + QUIET_MS : 0
  const candidates = REMINDERS.filter((reminder) => !facts.sent.includes(reminder))
    .filter((reminder) => planned[reminder] > facts.since.getTime())
    .filter((reminder) => !(reminder === 'day3' && (planned.day3 >= planned['24h'] || facts.sent.includes('24h'))))
    .map((reminder) => ({ reminder, at: new Date(Math.max(planned[reminder], quietUntil)) }))
    .filter(({ at }) => at.getTime() < facts.deadline.getTime())
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
  return candidates[0]
}
