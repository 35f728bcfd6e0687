import { reminderFor } from '../../commands/snapshot.ts'
import { deadlineRuns } from '../../domain/deadlines.ts'
import type { Progress } from '../../domain/process.ts'
import type { Database } from '../../store/database.ts'
import type { SubUserView } from '../../store/sub-users.ts'
import { timeText } from '../http/fields.ts'

/** What the database knows of the progress, when no workflow answers. */
export async function storedProgress(db: Database, subUser: SubUserView): Promise<Progress> {
  const { status, turn, attempt, attemptsAllowed } = subUser
  const next = await reminderFor(db, subUser)
  return {
    waitsFor: turn,
    status,
    until: untilOf(subUser),
    nextReminder: next ? { kind: next.reminder, at: next.at.toISOString() } : null,
    attempt,
    attemptsAllowed,
  }
}

/** Until when it waits: the person's deadline, or when staff are to have looked. */
const untilOf = ({ status, turn, deadline, reviewDueAt }: SubUserView): string | null =>
  timeText(deadlineRuns(status, turn) ? deadline : turn === 'staff' ? reviewDueAt : null)

/** What the workflow answered, unless the row is newer: a command that was just acknowledged shows at once. */
export const liveProgress = (answer: Progress | undefined, subUser: SubUserView): Progress | undefined =>
  answer?.status === subUser.status ? { ...answer, until: untilOf(subUser) } : undefined
