import { spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** A process of another program: one that we started, or one that a former start left running. */
export interface RunningProcess {
  pid: number
  /** Settles when the process is gone, with the way it ended in words. */
  ended: Promise<string>
}

/** @throws when the program could not be started at all */
export async function startedChild(child: ChildProcess): Promise<RunningProcess> {
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `code ${code}`))
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  if (child.pid === undefined) throw new Error('the process has no id')
  return { pid: child.pid, ended }
}

/** A process that is not our child: watched by asking twice a second. */
export function adoptedProcess(pid: number): RunningProcess {
  const ended = new Promise<string>((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(pid)) return
      clearInterval(timer)
      resolve('unknown reason')
    }, 500)
    timer.unref()
  })
  return { pid, ended }
}

/** True while a process with this id runs; a dead one that nobody has collected counts as gone. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return linuxState(pid)?.[0] !== 'Z'
}

/** The command line of a process, or null where the system does not tell. */
export function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return stdout?.trim() || null
  }
}

/** Tells a process from a later one with the same id; null where the system does not tell. */
export function birthOf(pid: number): string | null {
  const birth = linuxState(pid)?.[19]
  if (birth !== undefined) return birth
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout?.trim() || null
}

/** Sends `signal`, waits up to `patience` ms, then kills. Resolves when the process is gone. */
export async function endProcess(
  running: RunningProcess,
  signal: NodeJS.Signals,
  patience: number,
  last: NodeJS.Signals,
) {
  signalProcess(running.pid, signal)
  const late = new AbortController()
  const gone = running.ended.then(() => true)
  const inTime = await Promise.race([gone, pause(patience, false, { signal: late.signal }).catch(() => true)])
  late.abort()
  if (inTime) return
  signalProcess(running.pid, last)
  await gone
}

/** Sends a signal; a process that is already gone is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Fields of /proc/<pid>/stat from the state on (the name before it may hold spaces), or null off Linux. */
function linuxState(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}
