import type { Progress, Snapshot } from '../domain/process.ts'

/** What the query `progress` answers: what the onboarding waits for and until when. Before the first read it waits for nobody. */
export function progressOf(now: { snapshot: Snapshot; readAt: number } | undefined): Progress {
  if (!now)
    return { waitsFor: 'nobody', status: 'invited', until: null, nextReminder: null, attempt: 0, attemptsAllowed: 0 }
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
