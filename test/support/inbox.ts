import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, vi } from 'vitest'

export type Mail = { to: string; subject: string; text: string; html: string; messageId: string; arrivedAt: Date }

export type Inbox = {
  port: number
  /** All mails that arrived, oldest first. */
  mails: Mail[]
  /** Waits for a mail to this address whose subject matches. */
  mailTo(to: string, subject: RegExp): Promise<Mail>
  /** While down, every mail is turned away with a temporary code, in words that name its recipient. */
  isDown(down: boolean): void
  /** While silent, it takes connections and says nothing to whoever wants to send a mail. */
  isSilent(silent: boolean): void
}

const WITHIN = { timeout: 60_000, interval: 10 }

/** A real SMTP server that keeps what it gets, has no mailbox `nobody…`, and whose mailboxes `full…` are full. Call it at the top of a test file. */
export async function anInbox(): Promise<Inbox> {
  const mails: Mail[] = []
  let down = false
  let silent = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 50,
    onRcptTo: ({ address }, _session, done) => {
      if (!silent) done(down ? unavailable(address) : refusal(address))
    },
    onData: (stream, _session, done) => {
      simpleParser(stream).then((parsed) => done(null, void mails.push(mailOf(parsed))), done)
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  afterAll(() => new Promise<void>((closed) => server.close(() => closed())))
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    mailTo: (to, subject) =>
      vi.waitFor(() => {
        const mail = mails.find((one) => one.to === to && subject.test(one.subject))
        if (!mail) throw new Error(`no mail to ${to} with the subject ${subject} among ${mails.length}`)
        return mail
      }, WITHIN),
    isDown: (is) => void (down = is),
    isSilent: (is) => void (silent = is),
  }
}

/** `nobody…@` is no mailbox here, and `full…@` takes no more for now. */
function refusal(address: string): Error | undefined {
  if (address.startsWith('nobody'))
    return Object.assign(new Error(`5.1.1 ${address} does not exist`), { responseCode: 550 })
  if (address.startsWith('full')) return Object.assign(new Error(`4.2.2 ${address} is full`), { responseCode: 452 })
  return undefined
}

const unavailable = (address: string): Error =>
  Object.assign(new Error(`4.3.2 ${address} not now`), { responseCode: 421 })

const mailOf = (mail: ParsedMail): Mail => ({
  to: [mail.to ?? []].flat().flatMap((list) => list.value.map((one) => one.address ?? ''))[0] ?? '',
  subject: mail.subject ?? '',
  text: mail.text ?? '',
  html: mail.html || '',
  messageId: mail.messageId ?? '',
  arrivedAt: new Date(),
})
