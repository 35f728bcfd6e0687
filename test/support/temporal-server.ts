import { spawn } from 'node:child_process'
import { Connection } from '@temporalio/client'
import { startedChild, type RunningProcess } from '../../processes/embedded/running-process.ts'
import { temporalCli } from '../../processes/embedded/temporal-cli.ts'

/** Namespaces that a test server is born with; each world with a worker takes one for itself. */
export const NAMESPACES = Array.from({ length: 32 }, (_, number) => `world-${number + 1}`)

const READY_WITHIN_MS = 60_000

/** A real Temporal server without pages; it keeps everything in memory unless given a file. `ready` resolves when it answers. */
export async function startTemporalServer(
  port: number,
  file?: string,
): Promise<{ server: RunningProcess; address: string; ready: Promise<void> }> {
  const fast = ['transferProcessor', 'timerProcessor', 'visibilityProcessor'].flatMap((queue) => [
    '--dynamic-config-value',
    `history.${queue}MaxPollRPS=2000`,
  ])
  const namespaces = NAMESPACES.flatMap((name) => ['--namespace', name])
  const args = [
    'server',
    'start-dev',
    '--headless',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--log-level',
    'never',
    ...(file === undefined ? [] : ['--db-filename', file]),
  ]
  const child = spawn(await temporalCli(), [...args, ...namespaces, ...fast], { detached: true, stdio: 'ignore' })
  const server = await startedChild(child)
  const address = `127.0.0.1:${port}`
  return { server, address, ready: answers(address, server) }
}

async function answers(address: string, server: RunningProcess): Promise<void> {
  let over: string | undefined
  void server.ended.then((how) => (over = how))
  for (const begun = Date.now(); Date.now() - begun < READY_WITHIN_MS && over === undefined;) {
    const connection = await Connection.connect({ address, connectTimeout: 500 }).catch(() => undefined)
    const last = NAMESPACES.at(-1) ?? 'default'
    const there = await connection?.workflowService.describeNamespace({ namespace: last }).catch(() => undefined)
    await connection?.close()
    if (there) return
  }
  throw new Error(
    `Temporal did not start: ${over === undefined ? 'it was not ready in time' : `it ended with ${over}`}`,
  )
}
