import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { lastLines, logFile, withLog } from './log-file.ts'
import { replaceFile } from './replace-file.ts'
import {
  adoptedProcess,
  commandOf,
  endProcess,
  isAlive,
  signalProcess,
  startedChild,
  type RunningProcess,
} from './running-process.ts'
import { StartFault } from './start-fault.ts'

export interface TemporalPlace {
  home: string
  port: number
  uiPort: number
  cli: string
}

export const temporalSignals = { ask: 'SIGTERM', force: 'SIGKILL' } as const

const readyWithin = 60_000
const database = (home: string) => path.join(home, 'temporal.db')
const record = (home: string) => path.join(home, 'temporal.pid')

// One shard polled 20 times a second makes every hop wait 50 ms once a burst is spent.
const pollsPerSecond = ['transferProcessor', 'timerProcessor', 'visibilityProcessor'].flatMap((queue) => [
  '--dynamic-config-value',
  `history.${queue}MaxPollRPS=2000`,
])

/**
 * The Temporal server that a killed start left running on this data folder, or null. One that runs and does not
 * answer is ended: two must not share the file of histories.
 */
export async function runningTemporal(home: string): Promise<{ pid: number; port: number; uiPort: number } | null> {
  const [pid = 0, port = 0, uiPort = 0] = recorded(home)
  if (!isAlive(pid) || !commandOf(pid)?.includes(database(home))) return null
  if (await answers(uiPort)) return { pid, port, uiPort }
  await endProcess(adoptedProcess(pid), 'SIGKILL', 5_000, 'SIGKILL')
  return null
}

/**
 * Adopts the Temporal server that already runs on the data folder, or starts one, with its pages and its histories in
 * temporal.db there. Resolves when it answers.
 * @throws StartFault with the end of its log
 */
export async function startTemporal(place: TemporalPlace): Promise<RunningProcess> {
  const { home } = place
  const running = await runningTemporal(home)
  if (running) return adoptedProcess(running.pid)
  for (let tries = 1; ; tries++) {
    const outcome = await launched(place)
    if (typeof outcome !== 'string') return outcome
    if (tries === TRIES) throw notStarted(home, outcome)
  }
}

/** Its parts take further free ports by themselves, and now and then another program is faster: then it ends at once. */
const TRIES = 3

/** The server when it answers, or why it does not. */
async function launched({ home, port, uiPort, cli }: TemporalPlace): Promise<RunningProcess | string> {
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)]
  args.push('--namespace', 'default', '--db-filename', database(home), '--log-level', 'error', ...pollsPerSecond)
  const child = withLog(home, 'temporal', (log) => spawn(cli, args, { detached: true, stdio: ['ignore', log, log] }))
  const server = await startedChild(child)
  replaceFile(record(home), `${server.pid} ${port} ${uiPort}`)
  const ended = server.ended.then((how) => ({ how }))
  for (const begun = Date.now(); Date.now() - begun < readyWithin;) {
    if (await answers(uiPort)) return server
    const end = await Promise.race([ended, pause(40, null)])
    if (end !== null) return `it ended with ${end.how}`
  }
  signalProcess(server.pid, 'SIGKILL')
  throw notStarted(home, `it was not ready within ${readyWithin / 1000} s`)
}

function recorded(home: string): number[] {
  return existsSync(record(home)) ? readFileSync(record(home), 'utf8').split(' ').map(Number) : []
}

/** The page server asks the frontend behind it, so this is an answer of the whole. */
async function answers(uiPort: number): Promise<boolean> {
  try {
    const url = `http://127.0.0.1:${uiPort}/api/v1/namespaces/default`
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

const notStarted = (home: string, why: string) =>
  new StartFault(
    `Temporal did not start: ${why}. Its last lines:\n${lastLines(home, 'temporal')}`,
    `The whole log is ${logFile(home, 'temporal')}. If its data are damaged, move them away:\n` +
      `mv ${database(home)} ${database(home)}.broken\nNothing is lost by that: Usher starts every open process anew from its rows.`,
  )
