import { reminderFor } from '../../commands/snapshot.ts'
import { deadlineRuns } from '../../domain/deadlines.ts'
import type { Progress } from '../../domain/process.ts'
import type { Database } from '../../store/database.ts'
import type { SubUserView } from '../../store/sub-users.ts'
import { timeText } from '../http/fields.ts'

/** What the database knows of the progress, when no workflow answers. */
export async function storedProgress(db: Database, subUser: SubUserView): Promise<Progress> {
  const { status, turn, deadline, reviewDueAt, attempt, attemptsAllowed } = subUser
  const next = await reminderFor(db.prisma, subUser)
  return {
    waitsFor: turn,
    status,
    until: timeText(deadlineRuns(status, turn) ? deadline : turn === 'staff' ? reviewDueAt : null),
    nextReminder: next ? { kind: next.reminder, at: next.at.toISOString() } : null,
    attempt,
    attemptsAllowed,
  }
}
