import { isGrpcServiceError } from '@temporalio/client'
import { uuidv7 } from 'uuidv7'
import { PROCESS_REVISION, type ProcessKind, type ProcessOf, workflowIdOf } from '../domain/process.ts'
import type { Database } from '../store/database.ts'
import { type Unfinished, adopt, unfinishedProcesses } from '../store/outbox.ts'
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
export const startMissing = (db: Database, temporal: Temporal, stopping?: AbortSignal): Promise<number> =>
  forEachOpen(db, temporal, (one) => startWorkflow(temporal, one), stopping)

type Call = (one: ProcessOf) => Promise<void>

/** Goes over all of them, whatever becomes of one; throws at the end when there were any that could not be reached. */
async function forEachOpen(db: Database, temporal: Temporal, call: Call, stopping?: AbortSignal): Promise<number> {
  const faults: unknown[] = []
  let called = 0
  for (const kind of KINDS)
    for await (const batch of openProcesses(db, kind)) {
      if (stopping?.aborted) return called
      const results = await Promise.allSettled(batch.map((row) => callOne(db, temporal, kind, row, call)))
      const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
      called += batch.length - failed.length
      faults.push(...failed)
      if (failed.length === batch.length) throw failed[0] // Temporal is away
    }
  if (faults.length > 0) throw faults[0]
  return called
}

async function* openProcesses(db: Database, process: ProcessKind): AsyncGenerator<Unfinished[]> {
  for (let after = FIRST_ID; ;) {
    const rows = await unfinishedProcesses(db, process, after, AT_ONCE)
    const last = rows.at(-1)
    if (!last) return
    yield rows
    after = last.id
  }
}

async function callOne(
  db: Database,
  temporal: Temporal,
  process: ProcessKind,
  row: Unfinished,
  call: Call,
): Promise<void> {
  const one = { process, subject: row.id }
  if (row.processRevision > PROCESS_REVISION) return // a newer program drives it
  if (row.processRevision < PROCESS_REVISION) await takeOver(db, temporal, one)
  await call(one)
}

/** gRPC's code: the workflow does not run. */
const NOT_FOUND = 5

/** Ends a run of older workflow code, so that the row starts anew on the present queue. A run that may still go on keeps its row. */
async function takeOver(db: Database, { connection, namespace }: Temporal, one: ProcessOf): Promise<void> {
  await connection
    .withDeadline(Date.now() + 3_000, () =>
      connection.workflowService.terminateWorkflowExecution({
        namespace,
        workflowExecution: { workflowId: workflowIdOf(one.subject, one.process) },
        reason: 'newer process revision',
      }),
    )
    .catch((error: unknown) => {
      if (!isGrpcServiceError(error) || (error.code as number) !== NOT_FOUND) throw error
    })
  await adopt(db, one)
}
