import { fileURLToPath } from 'node:url'
import { Client, Connection } from '@temporalio/client'
import type { History } from '@temporalio/common/lib/proto-utils'
import { DefaultLogger, NativeConnection, Runtime, Worker, makeTelemetryFilterString } from '@temporalio/worker'
import { uuidv7 } from 'uuidv7'
import { afterAll, inject, vi } from 'vitest'
import type { MailSettings } from '../../activities/mail-settings.ts'
import { sendMail } from '../../activities/mails.ts'
import { allActivities } from '../../activities/index.ts'
import type { Context } from '../../commands/command.ts'
import { ONBOARDING_QUEUE, OUTSIDE_QUEUE, workflowIdOf } from '../../domain/process.ts'
import type { Status } from '../../domain/status.ts'
import { createNudger, nudgeWorkflow, type Temporal } from '../../relay/nudges.ts'
import type { Nudge } from '../../store/outbox.ts'
import type { Vendor } from '../../vendors/vendor.ts'
import { nextNumber } from './database.ts'
import { anInbox, type Inbox } from './inbox.ts'
import { mailSettingsOf } from './mail-settings.ts'
import { type Onboarding, seen } from './onboardings.ts'
import { NAMESPACES } from './temporal-server.ts'
import { aWorld, passes, type World } from './world.ts'

/** The workflow code as it ships; `npm test` has built it. */
export const WORKFLOW_BUNDLE = fileURLToPath(new URL('../../dist/workflows.js', import.meta.url))

export const WITHIN = { timeout: 60_000, interval: 15 }

/** Commands, mails, nudges and a worker as in the product: real PostgreSQL, Temporal and SMTP. */
export type RunningWorld = World & {
  inbox: Inbox
  mailSettings: MailSettings
  temporal: Temporal
  client: Client
  /** While off, nudges after commits are lost. */
  nudging(on: boolean): void
  stopWorker(): Promise<void>
  startWorker(): Promise<void>
  /** From now on nudges and worker use another, empty namespace: as if Temporal's data were lost. */
  loseTemporal(): Promise<void>
  reaches(subUserId: string, status: Status): Promise<void>
  /** Tells the workflow to read again, as the relay does. */
  nudge(subUserId: string): Promise<void>
  /** The account's clock moves on and the workflow is told, as when a caller moves the clock of a test account. */
  timePasses(one: Onboarding, ms: number): Promise<void>
  /** All events of the onboarding's newest run. */
  history(subUserId: string): Promise<History>
  /** Waits until nothing is left to do for this onboarding: the row says so and the workflow has ended. */
  isDone(subUserId: string): Promise<void>
}

/** Call it at the top of a test file: it has a database, a namespace and an inbox of its own. */
export async function aRunningWorld(vendors: readonly Vendor[] = []): Promise<RunningWorld> {
  quiet()
  const world = await aWorld(undefined, vendors)
  const inbox = await anInbox()
  const connection = await Connection.connect({ address: inject('services').temporalAddress })
  const native = await NativeConnection.connect({ address: inject('services').temporalAddress })
  const temporal: Temporal = { connection, namespace: await aNamespace() }
  const mailSettings = mailSettingsOf(world, inbox.port)
  const nudger = createNudger(world.db, temporal)
  let nudges = true
  const context: Context = {
    ...world.context,
    effects: {
      nudge: (given: readonly Nudge[]) => nudges && nudger.push(given),
      mail: (ids) => ids.forEach((id) => void sendMail(mailSettings, id)),
    },
  }
  let workers: { worker: Worker; over: Promise<void> }[] = []
  const running: RunningWorld = {
    ...world,
    context,
    inbox,
    mailSettings,
    temporal,
    client: new Client({ connection, namespace: temporal.namespace }),
    nudging: (on) => void (nudges = on),
    startWorker: async () => {
      workers = await startWorkers(native, temporal.namespace, context, mailSettings)
    },
    stopWorker: async () => {
      const stopping = workers.splice(0)
      for (const { worker } of stopping) worker.shutdown()
      await Promise.all(stopping.map(({ over }) => over))
    },
    loseTemporal: async () => {
      await running.stopWorker()
      temporal.namespace = await aNamespace()
      running.client = new Client({ connection, namespace: temporal.namespace })
      await running.startWorker()
    },
    reaches: (subUserId, status) => reaches(running, subUserId, status),
    nudge: (subUserId) => nudgeWorkflow(temporal, { process: 'onboarding', subject: subUserId, eventId: uuidv7() }),
    timePasses: async ({ accountId, subUserId }, ms) => {
      await passes(world, accountId, ms)
      await running.nudge(subUserId)
    },
    history: (subUserId) => running.client.workflow.getHandle(workflowIdOf(subUserId)).fetchHistory(),
    isDone: (subUserId) => isDone(running, subUserId),
  }
  await running.startWorker()
  afterAll(async () => {
    await running.stopWorker()
    mailSettings.mailer.close()
    await connection.close()
    await native.close()
  })
  return running
}

async function startWorkers(connection: NativeConnection, namespace: string, context: Context, mails: MailSettings) {
  const activities = allActivities(context, mails)
  const common = { connection, namespace, activities, shutdownGraceTime: '5s' } as const
  const workers = [
    await Worker.create({ ...common, taskQueue: ONBOARDING_QUEUE, workflowBundle: { codePath: WORKFLOW_BUNDLE } }),
    await Worker.create({ ...common, taskQueue: OUTSIDE_QUEUE }),
  ]
  return workers.map((worker) => ({ worker, over: worker.run() }))
}

export async function aNamespace(): Promise<string> {
  const name = NAMESPACES[(await nextNumber('temporal_namespace')) - 1]
  if (!name) throw new Error('all namespaces of the test server are in use; add some in temporal-server.ts')
  return name
}

const reaches = ({ db }: World, subUserId: string, status: Status): Promise<void> =>
  vi.waitFor(async () => {
    const row = await db.prisma.subUser.findUniqueOrThrow({ where: { id: subUserId } })
    if (row.status !== status) throw new Error(`${subUserId} is ${row.status}, not ${status}`)
  }, WITHIN)

const isDone = ({ db, client }: RunningWorld, subUserId: string): Promise<void> =>
  vi.waitFor(async () => {
    const view = await seen({ db }, subUserId)
    if (!view.processDoneAt) throw new Error(`the process of ${subUserId} (${view.status}) is not done`)
    const { status } = await client.workflow.getHandle(workflowIdOf(subUserId)).describe()
    if (status.name !== 'COMPLETED') throw new Error(`the workflow of ${subUserId} is ${status.name}`)
  }, WITHIN)

let installed = false
/** Temporal's own messages stay away: tests of faults make plenty. */
function quiet(): void {
  if (installed) return
  installed = true
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
  })
}
