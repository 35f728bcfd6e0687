import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { projectRoot } from '../../processes/configuration.ts'
import { choosePorts } from '../../processes/embedded/ports.ts'
import { embeddedPostgres, postgresSignals } from '../../processes/embedded/postgres.ts'
import { programSignals, startProgram } from '../../processes/embedded/program.ts'
import { endProcess, signalProcess, type RunningProcess } from '../../processes/embedded/running-process.ts'
import { migrate } from '../../store/migrate.ts'
import { startTemporalServer } from '../../test/support/temporal-server.ts'
import { type Mailbox, startMailbox } from './mailbox.ts'

/** The servers of one run, on free ports and with data that go away at the end. */
export type Services = {
  mailbox: Mailbox
  temporalAddress: string
  /** A migrated database of this name; `asSuperuser` for what only an administrator may do. */
  database(name: string): Promise<{ url: string; asSuperuser: string }>
  /** Starts `usher api` or `usher worker` as shipped, as a process of its own. Returns the API's address. */
  program(name: 'api' | 'worker', databaseUrl: string, namespace: string): Promise<string>
  stop(): Promise<void>
}

type Signals = { ask: NodeJS.Signals; force: NodeJS.Signals }

/** PostgreSQL and a Temporal server with their data on disk, as `npm start` runs them, and a mail server. */
export async function startServices(): Promise<Services> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'usher-bench-'))
  chmodSync(home, 0o711) // run by root, PostgreSQL runs as nobody and has to come through
  const running: ({ server: RunningProcess } & Signals)[] = []
  const started = (signals: Signals) => (server: RunningProcess) => void running.push({ server, ...signals })
  const abandon = (): void => {
    running.forEach(({ server, force }) => signalProcess(server.pid, force))
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  process.once('exit', abandon)
  const stop = async (): Promise<void> => {
    for (const { server, ask, force } of running.toReversed()) await endProcess(server, ask, 8_000, force)
    process.off('exit', abandon)
    rmSync(home, { recursive: true, force: true })
  }
  try {
    const ports = await choosePorts(home, {})
    const password = randomBytes(12).toString('hex')
    const postgres = await embeddedPostgres(home, ports.postgres, password)
    started(postgresSignals)(await postgres.start())
    const temporal = await startTemporalServer(ports.temporal, path.join(home, 'temporal.db'))
    started(programSignals)(temporal.server)
    await temporal.ready
    const mailbox = await startMailbox(started(programSignals))
    const server = `${password}@127.0.0.1:${ports.postgres}`
    const database = (name: string) => aDatabase(name, server)
    const secrets = { USHER_SECRET: aKey(), USHER_MASTER_KEY: aKey() }
    const places = { SMTP_URL: mailbox.smtpUrl, TEMPORAL_ADDRESS: temporal.address }
    const program: Services['program'] = async (name, databaseUrl, namespace) => {
      const { api: port } = name === 'api' ? await choosePorts(mkdtempSync(path.join(home, 'ports-')), {}) : ports
      const address = `http://127.0.0.1:${port}`
      const own = { PORT: String(port), PUBLIC_URL: address, DATABASE_URL: databaseUrl, TEMPORAL_NAMESPACE: namespace }
      started(programSignals)(await startProgram(name, home, { ...COMMON, ...secrets, ...places, ...own }))
      return address
    }
    return { mailbox, temporalAddress: temporal.address, database, program, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const COMMON = {
  PATH: process.env['PATH'],
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  MAIL_FROM: 'Northwind Exchange <no-reply@northwind.example>',
  PLATFORM_NAME: 'Northwind Exchange',
  PLATFORM_TIME_ZONE: 'Europe/Warsaw',
}

const aKey = (): string => `k1:${randomBytes(32).toString('base64url')}`

async function aDatabase(name: string, server: string): Promise<{ url: string; asSuperuser: string }> {
  const client = new pg.Client({ connectionString: `postgresql://usher:${server}/usher` })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  const url = `postgresql://usher:${server}/${name}`
  await migrate(url, path.join(projectRoot, 'prisma', 'migrations'))
  return { url, asSuperuser: `postgresql://postgres:${server}/${name}` }
}
