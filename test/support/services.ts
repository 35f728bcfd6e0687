import { randomBytes } from 'node:crypto'
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { choosePorts } from '../../processes/embedded/ports.ts'
import { embeddedPostgres, postgresSignals } from '../../processes/embedded/postgres.ts'
import { endProcess, signalProcess, type RunningProcess } from '../../processes/embedded/running-process.ts'
import { migrate } from '../../store/migrate.ts'
import { startTemporalServer } from './temporal-server.ts'

/** What one run of the tests shares: a PostgreSQL with a migrated template database, and a Temporal server. */
export type Services = {
  /** As the owner of all test databases; the database itself is for administration. */
  databaseUrl: string
  /** The database that `aDatabase()` clones. */
  template: string
  temporalAddress: string
}

declare module 'vitest' {
  interface ProvidedContext {
    services: Services
  }
}

const TEMPLATE = 'usher_template'
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** Starts both servers once for the whole run, on free ports and with data that go away at the end. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(path.join(process.env['USHER_TEST_HOME'] ?? os.tmpdir(), 'usher-test-'))
  chmodSync(home, 0o711) // run by root, PostgreSQL runs as nobody and has to come through
  const running: { server: RunningProcess; ask: NodeJS.Signals; force: NodeJS.Signals }[] = []
  const abandon = (): void => running.forEach(({ server, force }) => signalProcess(server.pid, force))
  process.once('exit', abandon)
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1)) // which abandons
  const stop = async (): Promise<void> => {
    await Promise.all(running.map(({ server, ask, force }) => endProcess(server, ask, 5_000, force)))
    process.off('exit', abandon)
    rmSync(home, { recursive: true, force: true })
  }
  const started = (server: RunningProcess, signals: { ask: NodeJS.Signals; force: NodeJS.Signals }): void => {
    running.push({ server, ...signals })
    const list = process.env['USHER_TEST_PROCESSES']
    if (list) appendFileSync(list, `${server.pid}\n`)
  }
  try {
    const ports = await choosePorts(home, {})
    const temporal = startTemporalServer(ports.temporal).then(({ server, address, ready }) => {
      started(server, { ask: 'SIGTERM', force: 'SIGKILL' })
      return ready.then(() => address)
    })
    const starts = [startPostgres(home, ports.postgres, started), temporal] as const
    await Promise.allSettled(starts) // one that failed must not leave the other behind
    const [databaseUrl, temporalAddress] = await Promise.all(starts)
    provide('services', { databaseUrl, template: TEMPLATE, temporalAddress })
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

async function startPostgres(
  home: string,
  port: number,
  started: (server: RunningProcess, signals: typeof postgresSignals) => void,
): Promise<string> {
  const password = randomBytes(12).toString('hex')
  const postgres = await embeddedPostgres(home, port, password)
  started(await postgres.start(), postgresSignals)
  const server = `${password}@127.0.0.1:${port}`
  await forgetfulButFast(`postgresql://postgres:${server}/postgres`)
  const databaseUrl = `postgresql://usher:${server}/usher`
  const admin = new pg.Client({ connectionString: databaseUrl })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await admin.query('CREATE SEQUENCE temporal_namespace')
  await admin.end()
  await migrate(databaseNamed(databaseUrl, TEMPLATE), MIGRATIONS)
  return databaseUrl
}

/** The data live as long as the run: nothing has to reach the disk. What transactions see of each other is the same. */
async function forgetfulButFast(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await client.query(`ALTER SYSTEM SET ${setting} = off`)
  await client.query('SELECT pg_reload_conf()')
  await client.end()
}

/** The same server's other database. */
export function databaseNamed(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
