import { spawn } from 'node:child_process'
import os from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { lastLines, logFile, withLog } from './log-file.ts'
import { createDataFolder, dataFolder, runningServer, serverStatus } from './postgres-data.ts'
import { postgresProgram, type PostgresProgram } from './postgres-program.ts'
import { adoptedProcess, startedChild, type RunningProcess } from './running-process.ts'
import { StartFault } from './start-fault.ts'

export interface EmbeddedPostgres {
  /** True when the data folder was made just now. */
  fresh: boolean
  /** Adopts the server that already runs on the data folder, or starts one. Resolves when it takes connections. */
  start(): Promise<RunningProcess>
}

/** Fast shutdown: roll back what is open and end; force: end without a checkpoint. */
export const postgresSignals = { ask: 'SIGINT', force: 'SIGQUIT' } as const

const readyWithin = 60_000

/**
 * PostgreSQL 18 on 127.0.0.1 with its data in the data folder.
 * @throws StartFault when the program or the folder is not usable
 */
export async function embeddedPostgres(home: string, port: number, password: string): Promise<EmbeddedPostgres> {
  const program = postgresProgram()
  const fresh = await createDataFolder(program, home, password)
  return {
    fresh,
    async start() {
      const running = await runningServer(home)
      return running ? adoptedProcess(running.pid) : startServer(program, home, port)
    },
  }
}

async function startServer(program: PostgresProgram, home: string, port: number): Promise<RunningProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
  const args = ['-D', dataFolder(home), '-p', String(port)]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  const child = withLog(home, 'postgres', (log) =>
    spawn(program.binary('postgres'), args, {
      ...program.runAs,
      cwd: os.tmpdir(),
      detached: true,
      stdio: ['ignore', log, log],
    }),
  )
  const server = await startedChild(child)
  const ended = server.ended.then((how) => ({ how }))
  for (const begun = Date.now(); Date.now() - begun < readyWithin;) {
    const status = serverStatus(home)
    if (status?.pid === server.pid && status.ready) return server
    const end = await Promise.race([ended, pause(15, null)])
    if (end !== null) throw notStarted(home, `it ended with ${end.how}`)
  }
  child.kill('SIGQUIT')
  throw notStarted(home, `it was not ready within ${readyWithin / 1000} s`)
}

const notStarted = (home: string, why: string) =>
  new StartFault(
    `PostgreSQL did not start: ${why}. Its last lines:\n${lastLines(home, 'postgres')}`,
    `The whole log is ${logFile(home, 'postgres')}. If the data are damaged, restore ${dataFolder(home)} from a backup,\n` +
      `or begin anew: mv ${dataFolder(home)} ${dataFolder(home)}.broken`,
  )
