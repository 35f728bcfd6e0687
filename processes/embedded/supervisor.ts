import { setTimeout as pause } from 'node:timers/promises'
import { endProcess, signalProcess, type RunningProcess } from './running-process.ts'

export interface Supervised {
  /** The present process id. */
  pid(): number
  /** Ends the process and its supervision. */
  stop(): Promise<void>
  /** Ends the process at once, without waiting. */
  kill(): void
}

export interface Supervision {
  name: string
  start(): Promise<RunningProcess>
  /** The signal that asks for a clean end, and the one that no longer asks. */
  signals: { ask: NodeJS.Signals; force: NodeJS.Signals }
  /** Called after each restart, with the new process in place. */
  onRestart(): void
  report(message: string): void
}

const calm = 30_000
const backoff = [0, 250, 500, 1_000, 2_000, 5_000]
const patience = 10_000

/**
 * Starts a process and starts it again whenever it ends by itself: at once the first time, later with growing pauses
 * (up to 5 s) until it has run for 30 s.
 * @throws what `start` throws the first time; later failures are reported and tried again
 */
export async function supervise(supervision: Supervision): Promise<Supervised> {
  const { name, signals, report } = supervision
  const stopping = new AbortController()
  let present = await supervision.start()
  const watch = watchOver()

  async function watchOver() {
    let quickEnds = 0
    while (!stopping.signal.aborted) {
      const since = Date.now()
      const how = await present.ended
      if (stopping.signal.aborted) return
      quickEnds = Date.now() - since > calm ? 0 : quickEnds
      report(`${name} ended by itself (${how}); starting it again.`)
      quickEnds = await restart(quickEnds)
    }
  }

  async function restart(quickEnds: number): Promise<number> {
    for (let failures = quickEnds; ; failures++) {
      await pause(backoff[failures] ?? backoff.at(-1), null, { signal: stopping.signal }).catch(() => null)
      if (stopping.signal.aborted) return failures
      try {
        present = await supervision.start()
        if (!stopping.signal.aborted) supervision.onRestart()
        return failures + 1
      } catch (error) {
        report(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }

  return {
    pid: () => present.pid,
    async stop() {
      stopping.abort()
      const asked = present
      await endProcess(asked, signals.ask, patience, signals.force)
      await watch
      if (present !== asked) await endProcess(present, signals.ask, patience, signals.force)
    },
    kill() {
      stopping.abort()
      signalProcess(present.pid, signals.force)
    },
  }
}
