import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { announcement, addressRows, type DemoWorld } from './embedded/announcement.ts'
import { demoData } from './embedded/demo-data.ts'
import { planParts, type Plan } from './embedded/plan.ts'
import { lockHome, lockHolder } from './embedded/home-lock.ts'
import { startInbox } from './embedded/inbox.ts'
import { embeddedPostgres, postgresSignals } from './embedded/postgres.ts'
import { awaitOrphans, type Program, programSignals, startProgram } from './embedded/program.ts'
import { readRunFile, removeRunFile, writeRunFile, type RunningInstance } from './embedded/run-file.ts'
import { showStep } from './embedded/show-step.ts'
import { StartFault } from './embedded/start-fault.ts'
import { StopOrder } from './embedded/stop-order.ts'
import { supervise, type Supervised } from './embedded/supervisor.ts'
import { temporalCli } from './embedded/temporal-cli.ts'
import { startTemporal, temporalSignals } from './embedded/temporal.ts'
import { parseEnvironment } from './configuration.ts'
import { migrate } from '../store/migrate.ts'
import { migrationsFolder } from './schema-ready.ts'

/** The processes under supervision; those of real services are absent. */
type Processes = Partial<Record<'postgres' | 'temporal' | Program, Supervised>>

/**
 * `usher start`: everything on this machine. Embedded parts stand in for services whose variables are not set; API and
 * worker run as processes of their own and are started again when they die. Resolves after a clean stop (Ctrl-C,
 * SIGTERM); a second Ctrl-C ends the process at once.
 * @throws StartFault, ConfigurationRefused before or while starting; everything started has ended then
 */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const begun = performance.now()
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {}) // a closed terminal must not keep us from stopping in order
  const home = path.resolve(parseEnvironment(env).USHER_HOME)
  makeHome(home)
  const lock = await lockHome(home)
  if (lock.heldBy !== null) throw alreadyRunning(home, lock.heldBy)
  const stopping = new StopOrder(() => {
    if (isOwnRun(home)) removeRunFile(home)
    lock.release()
  })
  try {
    const { plan, processes, demo } = await startParts(env, home, stopping)
    if (!stopping.begun) {
      const instance = describe(plan, processes)
      writeRunFile(home, instance)
      process.stdout.write(announcement(home, instance, demo, performance.now() - begun))
      if (plan.postgres) demoData(home).told()
    }
    await stopping.asked
  } finally {
    await stopping.run()
  }
}

async function startParts(env: NodeJS.ProcessEnv, home: string, stopping: StopOrder) {
  const leftOver = readRunFile(home)
  if (leftOver) await awaitOrphans(programsOf(leftOver))
  const plan = await planParts(env, home)
  const processes: Processes = {}
  const watch = watchFor(plan, processes, stopping)
  const program = (name: Program, title: string) => async () => {
    if (stopping.begun) return
    const environment = { NODE_ENV: 'production', ...plan.environment }
    await showStep(title, () => watch(name, programSignals, () => startProgram(name, home, environment)))
  }
  const data = prepareData(plan, watch)
  const temporal = startProcessServer(plan, watch)
  const work = [
    data,
    temporal,
    startMailbox(plan, stopping),
    ...(plan.simulator ? [program('simulator', 'Starting the simulator')()] : []),
    data.then(program('api', 'Starting the API')),
    Promise.all([data, temporal]).then(program('worker', 'Starting the worker')),
  ]
  await Promise.allSettled(work) // all to their end, so that nothing starts behind a failure's back
  await Promise.all(work)
  return { plan, processes, demo: await data }
}

const PROGRAMS = { api: 'The API', worker: 'The worker', simulator: 'The simulator' } as const

const programsOf = ({ processes: { api, worker, simulator } }: RunningInstance): number[] =>
  [api, worker, simulator].flatMap((pid) => pid ?? [])

type Watch = (
  name: keyof Processes,
  signals: { ask: NodeJS.Signals; force: NodeJS.Signals },
  startOne: Parameters<typeof supervise>[0]['start'],
) => Promise<void>

/** Starts a part under supervision, and keeps run.json true when it was started again. */
function watchFor(plan: Plan, processes: Processes, stopping: StopOrder): Watch {
  return async (name, signals, startOne) => {
    const supervised = await supervise({
      name: { postgres: 'PostgreSQL', temporal: 'Temporal', ...PROGRAMS }[name],
      start: startOne,
      signals,
      onRestart: () => {
        if (isOwnRun(plan.home)) writeRunFile(plan.home, describe(plan, processes))
      },
      report: (message) => process.stdout.write(`${new Date().toISOString()}  ${message}\n`),
    })
    processes[name] = supervised
    stopping.add(name, supervised)
  }
}

/** PostgreSQL where it is embedded, the schema, and demo data in a database of our own that is empty. */
async function prepareData(plan: Plan, watch: Watch): Promise<DemoWorld | null> {
  const own = plan.postgres
  const fresh =
    own !== null &&
    (await showStep('Starting PostgreSQL', async () => {
      const postgres = await embeddedPostgres(plan.home, own.port, own.password)
      await watch('postgres', postgresSignals, postgres.start)
      return postgres.fresh
    }))
  await showStep('Applying migrations', () => migrate(plan.configuration.databaseDirectUrl, migrationsFolder))
  return own === null ? null : seedUntilTold(plan, fresh)
}

async function startProcessServer({ temporal, home }: Plan, watch: Watch): Promise<void> {
  if (temporal === null) return
  const cli = await showStep('Looking for the Temporal CLI', () => temporalCli())
  const place = { home, port: temporal.port, uiPort: temporal.uiPort, cli }
  await showStep('Starting Temporal', () => watch('temporal', temporalSignals, () => startTemporal(place)))
}

async function startMailbox({ inbox, home }: Plan, stopping: StopOrder): Promise<void> {
  if (inbox === null) return
  const running = await showStep('Starting the mail inbox', () => startInbox(home, inbox))
  stopping.add('inbox', { stop: running.stop, kill: () => {} })
}

const seedUntilTold = ({ home, configuration }: Plan, fresh: boolean): Promise<DemoWorld | null> =>
  demoData(home).prepare(fresh, () =>
    showStep('Looking after demo data', async () => {
      const { seedDemo } = await import('./administration.ts')
      return seedDemo(configuration)
    }),
  )

function describe(plan: Plan, processes: Processes): RunningInstance {
  const { api, worker } = processes
  if (!api || !worker) throw new Error('API and worker are described before they run')
  return {
    process: process.pid,
    startedAt: plan.startedAt,
    addresses: plan.addresses,
    processes: {
      api: api.pid(),
      worker: worker.pid(),
      ...(processes.simulator && { simulator: processes.simulator.pid() }),
      ...(plan.postgres && { postgres: processes.postgres?.pid() }),
      ...(plan.temporal && { temporal: processes.temporal?.pid() }),
      ...(plan.inbox && { inbox: process.pid }),
    },
  }
}

const isOwnRun = (home: string) => readRunFile(home)?.process === process.pid

function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o711 }) // user nobody passes through to PostgreSQL's folder
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StartFault(`The data folder ${home} can't be made: ${why}`, 'USHER_HOME names another folder.')
  }
}

function alreadyRunning(home: string, holder: number): StartFault {
  const instance = lockHolder(home) === holder ? readRunFile(home) : null
  const rows = instance?.process === holder ? addressRows(instance) : []
  const addresses = rows.map(([name, address]) => `  ${name}: ${address}`).join('\n')
  return new StartFault(
    rows.length > 0
      ? `Usher already runs here (process ${holder}):\n${addresses}`
      : `Usher is just starting here (process ${holder}).`,
    'Use it, stop it with Ctrl-C in its window, or start another one with its own data: USHER_HOME=.usher-2 PORT=3001 npm start',
  )
}
