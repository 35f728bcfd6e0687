// A mail server that takes everything, in a process of its own. It tells its parent what a person would do with a mail:
// the link of the invitation and the digits of the code.
import { buffer } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What the parent hears: the port once, then each link and code with the address that got it. */
export type SinkMessage = { port: number } | { to: string; link?: string; code?: string }

const tell = (message: SinkMessage): void => void process.send?.(message)

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  onData(stream, session, done) {
    const to = session.envelope.rcptTo[0]?.address ?? ''
    buffer(stream).then((raw) => {
      done()
      const text = raw.toString().replaceAll('=\r\n', '')
      const link = /\/i\/([\w-]{40,})/.exec(text)?.[1]
      const code = /^Subject: Your code: (\d{3} \d{3})/m.exec(text)?.[1]
      if (link ?? code) tell({ to, ...(link && { link }), ...(code && { code }) })
    }, done)
  },
})
server.on('error', () => undefined) // a client that hangs up
server.listen(0, '127.0.0.1', () => tell({ port: (server.server.address() as AddressInfo).port }))
process.once('disconnect', () => process.exit())
