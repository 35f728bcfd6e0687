import path from 'node:path'
import { NativeConnection, Runtime, Worker, makeTelemetryFilterString } from '@temporalio/worker'
import { allActivities } from '../activities/index.ts'
import { createLog, reportRow } from '../api/http/logging.ts'
import { ONBOARDING_QUEUE, OUTSIDE_QUEUE } from '../domain/process.ts'
import { createNudger } from '../relay/nudges.ts'
import { createHint, startRelay } from '../relay/relay.ts'
import { type Configuration, projectRoot } from './configuration.ts'
import { requireKnownPolicies } from './policy-files.ts'
import { requireMigrations } from './schema-ready.ts'
import { lazyTemporal, openInstallation, temporalOptions } from './installation.ts'

/** The workflow code, bundled at build time. */
const BUNDLE = path.join(projectRoot, 'dist', 'workflows.js')

/** How many workflows stay in memory; the others are replayed when they wake. */
const CACHED = 2_000

/** Runs workflows, activities and the relay until stopped. */
export async function startWorker(configuration: Configuration): Promise<{ stop(): Promise<void> }> {
  installRuntime()
  const temporal = lazyTemporal(configuration)
  const installation = await openInstallation(configuration, {
    nudge: (nudges) => (nudger.push(nudges), hint()),
    mail: () => undefined, // mails planned by workflows are sent by their own activities
  })
  const { context, mails } = installation
  await requireMigrations(context.db)
  await requireKnownPolicies(context.db)
  const nudger = createNudger(context.db, temporal)
  const hint = createHint(context.db)
  const connection = await connect(configuration)
  const activities = withHint(allActivities(context, mails), hint)
  const common = { connection, namespace: configuration.temporalNamespace, activities }
  const workers = [
    await Worker.create({
      ...common,
      taskQueue: ONBOARDING_QUEUE,
      workflowBundle: { codePath: BUNDLE },
      maxCachedWorkflows: CACHED,
      shutdownGraceTime: '10s',
    }),
    await Worker.create({ ...common, taskQueue: OUTSIDE_QUEUE, shutdownGraceTime: '10s' }),
  ]
  const running = workers.map((worker) => worker.run())
  const relay = startRelay(context, temporal, mails, reportRow(createLog(configuration.logLevel, 'worker')))
  return {
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
      await Promise.allSettled([...running, relay.stop()])
      await connection.close()
      await temporal.connection.close()
      await installation.close()
    },
  }
}

/** Live readers get a hint after each activity, because activities commit too. */
export function withHint<T extends Record<string, (...input: never[]) => Promise<unknown>>>(
  activities: T,
  hint: () => void,
): T {
  const wrapped = Object.entries(activities).map(([name, activity]) => [
    name,
    async (...input: never[]) => {
      const answer = await activity(...input)
      hint()
      return answer
    },
  ])
  return Object.fromEntries(wrapped) as T
}

let installed = false
/** The native core's own messages: warnings only, and never on standard output. */
function installRuntime(): void {
  if (installed) return
  installed = true
  Runtime.install({
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
    logger: {
      log: () => undefined,
      trace: () => undefined,
      debug: () => undefined,
      info: () => undefined,
      warn: complain,
      error: complain,
    },
  })
}

/** Only the message: its details may hold what activities were given. */
function complain(message: string): void {
  if (message.startsWith('No workflows registered')) return // the worker for the outside queue has none, on purpose
  process.stderr.write(
    `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), part: 'temporal', message })}\n`,
  )
}

/** Waits for Temporal: a worker without it has nothing to do. */
async function connect(configuration: Configuration): Promise<NativeConnection> {
  for (;;) {
    try {
      return await NativeConnection.connect(temporalOptions(configuration))
    } catch {
      await new Promise((retry) => setTimeout(retry, 1_000))
    }
  }
}
