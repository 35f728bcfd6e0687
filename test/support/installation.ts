import { spawn, execFile, type ChildProcess } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '../../processes/configuration-variables.ts'
import { readRunFile, type RunningInstance } from '../../processes/embedded/run-file.ts'
import { signalProcess } from '../../processes/embedded/running-process.ts'

/** The program as it ships; `npm test` has built it. */
const CLI = path.join(projectRoot, 'dist', 'cli.js')
const READY_WITHIN_MS = 120_000

/** What other processes need to know of an installation; plain data, so that test files can share one. */
export type Place = {
  home: string
  /** Variables that were set besides; its other commands need them, too. */
  given: Record<string, string>
  /** As run.json says it. */
  addresses: RunningInstance['addresses']
  databaseUrl: string
  inboxUrl: string
  /** The key of the demo data: all scopes, all accounts. */
  apiKey: string
  /** Sets up the sign-in of the demo data's manager; works once. */
  staffLink: string
}

export type Installation = Place & {
  /** Process ids as run.json says them now; a part that was started again has a new one. */
  processes(): RunningInstance['processes']
  /** What `usher start` has printed so far. */
  printed(): string
  stop(): Promise<void>
}

/** How a command of the program ended. */
export type Ended = { code: number | null; out: string; err: string }

/**
 * A whole installation as `npm start` gives it: real processes, data in a new folder, free ports. Variables in `given`
 * are added, so real services can stand in for embedded parts. The folder goes with `stop`.
 */
export async function startInstallation(given: Record<string, string> = {}): Promise<Installation> {
  const home = mkdtempSync(path.join(process.env['USHER_TEST_HOME'] ?? os.tmpdir(), 'usher-whole-'))
  chmodSync(home, 0o711) // run by root, PostgreSQL runs as nobody and has to come through
  const child = spawn(process.execPath, [CLI, 'start'], { env: environmentOf(home, given), stdio: 'pipe' })
  noteProcesses([child.pid])
  const kill = (): void => void child.kill('SIGTERM')
  process.once('exit', kill)
  const text = await untilReady(child)
  const instance = readRunFile(home)
  if (!instance) throw new Error('run.json can’t be read')
  noteProcesses([instance.processes.postgres, instance.processes.temporal])
  return {
    ...placeOf(home, given, instance, text()),
    processes: () => readRunFile(home)?.processes ?? instance.processes,
    printed: text,
    async stop() {
      process.off('exit', kill)
      await stopped(child)
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Only what a user's shell has anyhow: no settings of the machine that runs the tests. */
function environmentOf(home: string, given: Record<string, string>): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMPORAL_CLI', 'XDG_CACHE_HOME', 'LANG']
  const env = Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
  return { ...env, USHER_HOME: home, PORT: '0', ...given }
}

function untilReady(child: ChildProcess): Promise<() => string> {
  let text = ''
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${text}`)), READY_WITHIN_MS)
    const heard = (chunk: Buffer): void => {
      text += chunk.toString()
      if (!text.includes('Ctrl-C stops everything')) return
      clearTimeout(late)
      resolve(() => text)
    }
    child.stdout?.on('data', heard)
    child.stderr?.on('data', heard)
    child.once('exit', (code) => reject(new Error(`usher start ended with ${code}:\n${text}`)))
  })
}

function placeOf(home: string, given: Place['given'], { addresses }: RunningInstance, text: string): Place {
  const apiKey = /usk_(?:test|live)_\w+/.exec(text)?.[0]
  const staffLink = /http\S+\/console\/set-up\S+/.exec(text)?.[0]
  if (!apiKey || !staffLink) throw new Error(`the start shows no key and no link:\n${text}`)
  return {
    home,
    given,
    addresses,
    databaseUrl: addresses.databaseUrl ?? '',
    inboxUrl: addresses.inbox ?? '',
    apiKey,
    staffLink,
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  const late = new AbortController()
  await Promise.race([
    gone,
    pause(30_000, undefined, { signal: late.signal }).then(
      () => child.kill('SIGKILL'),
      () => undefined,
    ),
  ])
  late.abort()
  await gone
}

/** When the tests themselves are killed, the runner ends what is in this list. */
function noteProcesses(pids: readonly (number | undefined)[]): void {
  const list = process.env['USHER_TEST_PROCESSES']
  if (list) appendFileSync(list, pids.map((pid) => (pid ? `${pid}\n` : '')).join(''))
}

/** Runs a command of the program beside an installation. */
export function usher({ home, given }: Pick<Place, 'home' | 'given'>, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [CLI, ...args],
      { env: environmentOf(home, given), timeout: 60_000 },
      (error, out, err) => {
        const code = error ? (typeof error.code === 'number' ? error.code : null) : 0
        resolve({ code, out, err })
      },
    )
  })
}

/** Everything that an installation has written to its logs. */
export function logsOf(home: string): string {
  const folder = path.join(home, 'logs')
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n')
}

/** Ends a process of an installation at once, as a power cut would. */
export const killNow = (pid: number | undefined): void => {
  if (pid) signalProcess(pid, 'SIGKILL')
}
