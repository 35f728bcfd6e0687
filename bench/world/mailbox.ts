import { fork } from 'node:child_process'
import path from 'node:path'
import { projectRoot } from '../../processes/configuration.ts'
import { type RunningProcess, startedChild } from '../../processes/embedded/running-process.ts'
import type { SinkMessage } from './sink.ts'

/** What the people of the bench read of their mails. */
export type Mailbox = {
  smtpUrl: string
  /** The secret of the invitation's link; waits for the mail. */
  linkFor(address: string): Promise<string>
  /** The digits of the code; waits for the mail. */
  codeFor(address: string): Promise<string>
}

/** Starts the mail server of `sink.ts` as a process of its own. */
export async function startMailbox(started: (server: RunningProcess) => void): Promise<Mailbox> {
  const child = fork(path.join(projectRoot, 'dist', 'bench-sink.js'))
  started(await startedChild(child))
  const links = new Letters()
  const codes = new Letters()
  const port = await new Promise<number>((ready) =>
    child.on('message', (message: SinkMessage) => {
      if ('port' in message) return ready(message.port)
      if (message.link) links.arrived(message.to, message.link)
      if (message.code) codes.arrived(message.to, message.code)
    }),
  )
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    linkFor: (address) => links.wait(address),
    codeFor: (address) => codes.wait(address),
  }
}

/** The first thing of a kind that arrives for each address. */
class Letters {
  readonly #here = new Map<string, string>()
  readonly #awaited = new Map<string, (text: string) => void>()

  arrived(address: string, text: string): void {
    this.#here.set(address, text)
    this.#awaited.get(address)?.(text)
  }

  wait(address: string): Promise<string> {
    const here = this.#here.get(address)
    return here === undefined ? new Promise((read) => this.#awaited.set(address, read)) : Promise.resolve(here)
  }
}
