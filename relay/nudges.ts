import type { Connection } from '@temporalio/client'
import { defaultPayloadConverter } from '@temporalio/common'
import { uuidv7 } from 'uuidv7'
import {
  ONBOARDING_QUEUE,
  type OnboardingInput,
  type ProcessOf,
  type WithdrawalInput,
  workflowIdOf,
} from '../domain/process.ts'
import type { Database } from '../store/database.ts'
import { type Nudge, claimNudges, dropNudges, forOpenProcesses } from '../store/outbox.ts'

/** How long one call to Temporal may take, in ms. Without a deadline it hangs for as long as the server is down. */
const CALL_MS = 3_000
/** Rows of nudges that arrived are dropped together, after this time in ms: well before they are due for the relay. */
const DROP_MS = 50
/** Nudges in flight at once: enough for hundreds a second, few enough that requests come before them. */
const AT_ONCE = 10
/** Nudges leave when no command came for so long, in ms: who waits for an answer comes first. */
const QUIET_MS = 15
/** The longest that they linger, in ms: with one among them for whose effect somebody waits, and where all begin a process. */
const LINGER_MS = { awaited: 100, begins: 600 }
/** How many nudges that were left the relay takes at once. */
const BATCH = 50

export type Temporal = { connection: Connection; namespace: string }

/** The workflow of each kind of process, and what it is started with. */
const WORKFLOWS = {
  onboarding: { name: 'onboarding', input: (subject: string): OnboardingInput => ({ subUserId: subject }) },
  withdrawal: { name: 'withdrawalApproval', input: (subject: string): WithdrawalInput => ({ withdrawalId: subject }) },
} as const

/** How a workflow of ours is named and where it runs. */
const executionOf = (namespace: string, requestId: string, { process, subject }: ProcessOf) => {
  const { name, input } = WORKFLOWS[process]
  return {
    namespace,
    requestId,
    identity: 'usher',
    workflowId: workflowIdOf(subject, process),
    workflowType: { name },
    taskQueue: { name: ONBOARDING_QUEUE },
    input: { payloads: [defaultPayloadConverter.toPayload(input(subject))] },
  }
}

/**
 * Tells the workflow of a process to read again, starting it when it does not run. The event's id is the request id, so
 * the server drops repeats. The client's own call can't be given a request id, hence the service's.
 */
export async function nudgeWorkflow({ connection, namespace }: Temporal, nudge: Nudge): Promise<void> {
  const request = { ...executionOf(namespace, nudge.eventId, nudge), signalName: 'nudge' }
  await connection.withDeadline(Date.now() + CALL_MS, () =>
    connection.workflowService.signalWithStartWorkflowExecution(request),
  )
}

/** `WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING`: a workflow that runs goes on untouched. */
const USE_EXISTING = 2

/** Starts the workflow of a process unless it runs. */
export async function startWorkflow({ connection, namespace }: Temporal, one: ProcessOf): Promise<void> {
  const request = { ...executionOf(namespace, uuidv7(), one), workflowIdConflictPolicy: USE_EXISTING }
  await connection.withDeadline(Date.now() + CALL_MS, () => connection.workflowService.startWorkflowExecution(request))
}

const isBusy = ({ pool }: Database): boolean => pool.waitingCount > 0 || pool.idleCount < pool.totalCount

/** Carries nudges right after the commit and drops the rows of those that arrived; what fails is the relay's. */
export function createNudger(db: Database, temporal: Temporal) {
  const waiting: Nudge[] = []
  const arrived: string[] = []
  let running = 0
  let dropping: NodeJS.Timeout | undefined
  let leaving: NodeJS.Timeout | undefined
  let waitsSince = 0

  const dropArrived = (): void => {
    dropping = undefined
    dropNudges(db, arrived.splice(0)).catch(() => undefined) // left rows are nudged again, which does no harm
  }
  const work = async (): Promise<void> => {
    running++
    for (let nudge = waiting.shift(); nudge; nudge = waiting.shift()) {
      const { eventId } = nudge
      await nudgeWorkflow(temporal, nudge).then(
        () => arrived.push(eventId),
        () => undefined, // the outbox row stays, and the relay takes it
      )
    }
    running--
    if (arrived.length > 0) dropping ??= setTimeout(dropArrived, DROP_MS)
  }
  const leaveSoon = (): void => {
    clearTimeout(leaving)
    leaving = setTimeout(leave, Math.max(0, Math.min(QUIET_MS, left())))
  }
  const allBegin = (): boolean => waiting.every(({ begins }) => begins)
  /** How long they may linger still, in ms. */
  const left = (): number => waitsSince + (allBegin() ? LINGER_MS.begins : LINGER_MS.awaited) - Date.now()
  const leave = (): void => {
    if (left() > 0 && allBegin() && isBusy(db)) return leaveSoon()
    while (running < Math.min(AT_ONCE, waiting.length)) void work()
  }
  return {
    /** Returns at once. */
    push(nudges: readonly Nudge[]): void {
      if (waiting.length === 0) waitsSince = Date.now()
      waiting.push(...nudges)
      leaveSoon()
    },
  }
}

/** Takes nudges that are due, a batch at a time; returns how many reached Temporal. Throws when Temporal can't be reached. */
export async function relayNudges(db: Database, temporal: Temporal): Promise<number> {
  const due = await claimNudges(db, BATCH)
  if (due.length === 0) return 0
  const wanted = await forOpenProcesses(db, due)
  const results = await Promise.allSettled(wanted.map((nudge) => nudgeWorkflow(temporal, nudge)))
  const failed = new Set(wanted.filter((_, i) => results[i]?.status === 'rejected').map((nudge) => nudge.eventId))
  await dropNudges(
    db,
    due.map((nudge) => nudge.eventId).filter((id) => !failed.has(id)),
  )
  if (failed.size > 0) throw new Error('Temporal did not take all nudges')
  return wanted.length
}
