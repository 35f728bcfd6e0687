import { deadlineOnReturn, deadlineRuns } from '../domain/deadlines.ts'
import { isRenewing } from '../domain/renewal.ts'
import type { Status, Turn } from '../domain/status.ts'
import type { SubUserRow } from '../store/sub-users.ts'

type Facts = { status: Status; turn: Turn; deadline: Date | null; reviewDueAt: Date | null }

/** What a row is due by, for the order of lists: the deadline while it runs, the review's limit in staff's turn, else nothing. */
export const dueAtOf = (next: Facts): Date | null => {
  if (deadlineRuns(next.status, next.turn)) return next.deadline
  return next.turn === 'staff' ? next.reviewDueAt : null
}

/** The same for a check: one that is renewed has the end of the check before it, which nobody moves (R46). */
export const dueBack = (subUser: SubUserRow, now: Date): { deadline?: Date; dueAt: Date | null; moved: boolean } =>
  isRenewing(subUser) ? { dueAt: null, moved: false } : dueOnReturn(subUser.deadline, now)

/** The deadline when the turn comes back to the person: at least 72 h are left (R33). `moved` is told in the mail. */
export function dueOnReturn(deadline: Date | null, now: Date): { deadline: Date; dueAt: Date; moved: boolean } {
  const next = deadlineOnReturn(deadline ?? now, now)
  return { deadline: next, dueAt: next, moved: next.getTime() !== deadline?.getTime() }
}
