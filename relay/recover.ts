import { uuidv7 } from 'uuidv7'
import { PROCESS_REVISION, type ProcessKind, type ProcessOf, workflowIdOf } from '../domain/process.ts'
import type { Database } from '../store/database.ts'
import { adopt, unfinishedProcesses } from '../store/outbox.ts'
import { type Temporal, nudgeWorkflow, startWorkflow } from './nudges.ts'

/** Rows that are read, and calls that are made, at once. */
const AT_ONCE = 50
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const KINDS: readonly ProcessKind[] = ['onboarding', 'withdrawal']

/**
 * Nudges every process that is open, running or not, so that each reads its row anew: after Temporal's data were lost, or
 * either side was restored from a backup (R64). Returns how many.
 */
export const recover = (db: Database, temporal: Temporal): Promise<number> =>
  forEachOpen(db, temporal, (one) => nudgeWorkflow(temporal, { ...one, eventId: uuidv7() }))

/** Starts the workflow of every open process that has none. One that runs notices nothing: its history does not grow. */
export const startMissing = (db: Database, temporal: Temporal): Promise<number> =>
  forEachOpen(db, temporal, (one) => startWorkflow(temporal, one))

type Call = (one: ProcessOf) => Promise<void>

async function forEachOpen(db: Database, temporal: Temporal, call: Call): Promise<number> {
  let called = 0
  for (const kind of KINDS) called += await forEachOf(kind, db, temporal, call)
  return called
}

async function forEachOf(process: ProcessKind, db: Database, temporal: Temporal, call: Call): Promise<number> {
  let called = 0
  for (let after = FIRST_ID; ;) {
    const rows = await unfinishedProcesses(db, process, after, AT_ONCE)
    await Promise.all(
      rows.map(async (row) => {
        const one = { process, subject: row.id }
        if (row.processRevision > PROCESS_REVISION) return // a newer program drives it
        if (row.processRevision < PROCESS_REVISION) await takeOver(db, temporal, one)
        await call(one)
      }),
    )
    called += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return called
    after = last.id
  }
}

/** Ends a run of older workflow code, so that the row starts anew on the present queue. */
async function takeOver(db: Database, { connection, namespace }: Temporal, one: ProcessOf): Promise<void> {
  await connection
    .withDeadline(Date.now() + 3_000, () =>
      connection.workflowService.terminateWorkflowExecution({
        namespace,
        workflowExecution: { workflowId: workflowIdOf(one.subject, one.process) },
        reason: 'newer process revision',
      }),
    )
    .catch(() => undefined) // it does not run: nothing to end
  await adopt(db, one)
}
