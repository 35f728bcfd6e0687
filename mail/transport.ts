import { createHash } from 'node:crypto'
import { createTransport, type NodemailerError } from 'nodemailer'

export type MailerConfig = {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the start. */
  smtpUrl: string
  /** `Northwind Exchange <no-reply@northwind.example>` */
  from: string
  replyTo?: string
  /** The longest that one send may take in all, waiting for a connection included, in ms, unless `send` is given another. */
  timeoutMs: number
}

export type OutgoingMail = {
  /** One bare address. */
  to: string
  subject: string
  html: string
  text: string
  /** With its angle brackets. Given by the caller, as is the date: a retry repeats the identical message. */
  messageId: string
  date: Date
  /** The page where the person stops reminders; opening it changes nothing, so it is no one-click address. */
  listUnsubscribe?: string
}

/**
 * What became of a send.
 * - `accepted`: the mail server took the message; nobody can know more.
 * - `refused_address`: it refused the recipient for good (5xx): shown as “bounced”.
 * - `refused_message`: it refused the sender or the content for good; a retry would get the same.
 * - `temporary`: nothing answered, too slowly, or with 4xx; try again later. The server may have taken the message when
 *   the connection was lost after its last byte.
 *
 * `smtpCode` and `enhancedCode` (RFC 3463, as `5.1.1`) are the reason in numbers. The server's text never leaves this
 * file: it may hold an address (R65).
 */
export type Sent =
  | { outcome: 'accepted' }
  | { outcome: 'refused_address' | 'refused_message' | 'temporary'; smtpCode?: number; enhancedCode?: string }

export type Mailer = {
  /** `withinMs`: the longest that it may take in all; up to `LONGEST_MS`. */
  send(mail: OutgoingMail, withinMs?: number): Promise<Sent>
  close(): void
}

/** How long a mail server may stay silent, in ms: some look through a message for a while before they take it. */
export const LONGEST_MS = 120_000

/** One address without anything that could make it two, or a header. */
const ONE_ADDRESS = /^[^\s\p{Cc}<>(),:;"\\@[\]]+@[^\s\p{Cc}<>(),:;"\\@[\]]+$/u

/** A pool of SMTP connections, kept open between mails. `send` never throws and never tells the server's words. */
export function createMailer({ smtpUrl, from, replyTo, timeoutMs }: MailerConfig): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    connectionTimeout: LONGEST_MS,
    greetingTimeout: LONGEST_MS,
    socketTimeout: LONGEST_MS,
    dnsTimeout: timeoutMs,
    maxRequeues: 1,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, listUnsubscribe, ...mail }, withinMs = timeoutMs) {
      if (!ONE_ADDRESS.test(to)) return { outcome: 'refused_address' }
      const list = listUnsubscribe === undefined ? {} : { list: { unsubscribe: { url: listUnsubscribe } } }
      const headers = { 'Auto-Submitted': 'auto-generated' }
      const signal = AbortSignal.timeout(withinMs)
      try {
        await transport.sendMail({
          ...mail,
          ...list,
          baseBoundary: boundaryOf(mail.messageId),
          headers,
          from,
          replyTo,
          to: { name: '', address: to },
          signal,
        })
        return { outcome: 'accepted' }
      } catch (error) {
        return refusalOf(error)
      }
    },
    close: () => transport.close(),
  }
}

/** Else each try would draw its own, and the retry would not be the identical message. */
const boundaryOf = (messageId: string): string => createHash('sha256').update(messageId).digest('hex').slice(0, 32)

function refusalOf(error: unknown): Sent {
  if (!(error instanceof Error)) return { outcome: 'temporary' }
  const { code, command, responseCode, response }: NodemailerError = error
  const enhancedCode = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/u.exec(response ?? '')?.[1]
  return { outcome: outcomeOf(code, command, responseCode), smtpCode: responseCode, enhancedCode }
}

/** 503 is about the session, not the message; a login that is refused is ours to mend and the mail waits for it. */
function outcomeOf(code = '', command = '', smtpCode = 0): 'refused_address' | 'refused_message' | 'temporary' {
  const refused = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (!refused || smtpCode < 500 || smtpCode === 503 || smtpCode === 530) return 'temporary'
  return command === 'RCPT TO' ? 'refused_address' : 'refused_message'
}
