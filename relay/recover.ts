import { uuidv7 } from 'uuidv7'
import type { Context } from '../commands/command.ts'
import { adopt } from '../commands/process.ts'
import { PROCESS_REVISION, workflowIdOf } from '../domain/process.ts'
import { unfinishedProcesses } from '../store/outbox.ts'
import { type Temporal, nudgeWorkflow, startWorkflow } from './nudges.ts'

/** Rows that are read, and calls that are made, at once. */
const AT_ONCE = 50
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Nudges every onboarding whose process is open, running or not, so that each reads its row anew: after Temporal's data
 * were lost, or either side was restored from a backup (R64). Returns how many.
 */
export const recover = (context: Context, temporal: Temporal): Promise<number> =>
  forEachOpen(context, temporal, (subUserId) => nudgeWorkflow(temporal, { subUserId, eventId: uuidv7() }))

/** Starts the workflow of every open onboarding that has none. One that runs notices nothing: its history does not grow. */
export const startMissing = (context: Context, temporal: Temporal): Promise<number> =>
  forEachOpen(context, temporal, (subUserId) => startWorkflow(temporal, subUserId))

async function forEachOpen(
  context: Context,
  temporal: Temporal,
  call: (subUserId: string) => Promise<void>,
): Promise<number> {
  let called = 0
  for (let after = FIRST_ID; ;) {
    const rows = await unfinishedProcesses(context.db, after, AT_ONCE)
    await Promise.all(
      rows.map(async (row) => {
        if (row.processRevision > PROCESS_REVISION) return // a newer program drives it
        if (row.processRevision < PROCESS_REVISION) await takeOver(context, temporal, row.id)
        await call(row.id)
      }),
    )
    called += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return called
    after = last.id
  }
}

/** Ends a run of older workflow code, so that the row starts anew on the present queue. */
async function takeOver(context: Context, { connection, namespace }: Temporal, subUserId: string): Promise<void> {
  await connection
    .withDeadline(Date.now() + 3_000, () =>
      connection.workflowService.terminateWorkflowExecution({
        namespace,
        workflowExecution: { workflowId: workflowIdOf(subUserId) },
        reason: 'newer process revision',
      }),
    )
    .catch(() => undefined) // it does not run: nothing to end
  await adopt(context, subUserId)
}
