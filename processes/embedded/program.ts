import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { projectRoot } from '../configuration-variables.ts'
import { lastLines, logFile, withLog } from './log-file.ts'
import { commandOf, isAlive, signalProcess, startedChild, type RunningProcess } from './running-process.ts'
import { StartFault } from './start-fault.ts'

export const programSignals = { ask: 'SIGTERM', force: 'SIGKILL' } as const

export type Program = 'api' | 'worker' | 'simulator'

const readyWithin = 60_000
const readyLine = z.object({ ready: z.record(z.string(), z.unknown()) })
const cli = path.join(projectRoot, 'dist', 'cli.js')
/** Room for what short requests leave behind, in MB: with Node's own size a busy API spends a tenth of its time collecting it. */
const ROOM_FOR_REQUESTS = '--max-semi-space-size=32'

/**
 * Starts `usher api`, `usher worker` or `usher simulator` as a process of its own and waits for its ready line. Its output goes to the
 * log of that name. It ends by itself when this process is gone.
 * @throws StartFault with the end of its log
 */
export async function startProgram(name: Program, home: string, env: NodeJS.ProcessEnv): Promise<RunningProcess> {
  const child = withLog(home, name, (log) =>
    spawn(process.execPath, ['--enable-source-maps', ROOM_FOR_REQUESTS, cli, name], {
      env,
      cwd: projectRoot,
      detached: true, // so that Ctrl-C in the terminal reaches us only, and we end things in order
      stdio: ['ignore', 'pipe', log, 'ipc'],
    }),
  )
  const running = await startedChild(child)
  const limit = new AbortController()
  const outcome = await Promise.race([
    becomesReady(child, logFile(home, name)).then(() => 'ready' as const),
    running.ended.then((how) => `it ended with ${how}`),
    pause(readyWithin, `it was not ready within ${readyWithin / 1000} s`, { signal: limit.signal }),
  ])
  limit.abort()
  if (outcome === 'ready') return running
  signalProcess(running.pid, 'SIGKILL')
  throw new StartFault(
    `The program \`usher ${name}\` did not start: ${outcome}. Its last lines:\n${lastLines(home, name)}`,
    `The whole log is ${logFile(home, name)}.`,
  )
}

/** Programs of a former start that was killed end by themselves; waits for it, and helps after 5 s. */
export async function awaitOrphans(pids: number[]): Promise<void> {
  const orphans = pids.filter((pid) => isAlive(pid) && commandOf(pid)?.includes(cli))
  for (const begun = Date.now(); orphans.some(isAlive) && Date.now() - begun < 5_000;) await pause(50)
  for (const pid of orphans.filter(isAlive)) signalProcess(pid, 'SIGKILL')
}

function becomesReady(child: ChildProcess, file: string): Promise<void> {
  const log = createWriteStream(file, { flags: 'a' })
  return new Promise((resolve) => {
    if (child.stdout === null) return
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      if (isReady(line)) resolve()
      else log.write(`${line}\n`)
    })
    lines.once('close', () => log.end())
  })
}

function isReady(line: string): boolean {
  if (!line.startsWith('{"ready":')) return false
  return readyLine.safeParse(JSON.parse(line)).success
}
