import type { Progress, Snapshot } from '../domain/process.ts'

/** What the query `progress` answers: what the onboarding waits for and until when; null before the first read. */
export function progressOf(now: { snapshot: Snapshot; readAt: number } | undefined): Progress | null {
  if (!now) return null
  const { snapshot, readAt } = now
  const { status, turn, until, reminder, attempt, attemptsAllowed, unsentMails } = snapshot
  return {
    waitsFor: turn === 'nobody' && unsentMails > 0 ? 'mail' : turn,
    status,
    until,
    nextReminder: reminder && { kind: reminder.kind, at: new Date(readAt + reminder.inMs).toISOString() },
    attempt,
    attemptsAllowed,
  }
}
