import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { renderMail } from '../../mail/render.tsx'
import { createMailer, type Mailer, type OutgoingMail } from '../../mail/transport.ts'
import { frame, samples } from './samples.ts'

const { subject, html, text } = renderMail('invitation', samples.invitation, frame)
const outgoing: OutgoingMail = {
  to: 'tomasz.w@kestrel.example',
  subject,
  html,
  text,
  messageId: '<mail-01h@northwind.example>',
  date: new Date('2026-11-21T13:05:00Z'),
}
const FOREIGN = 'no mailbox tomasz.w@kestrel.example here'

const cleanUps: (() => void)[] = []
afterEach(() => cleanUps.splice(0).forEach((cleanUp) => cleanUp()))

describe('an accepted mail', () => {
  it('arrives as it was given, and a retry is the identical message', async () => {
    const { port, raw } = await anInbox()
    const mailer = aMailer(port)
    const listUnsubscribe = 'https://northwind.example/i/EXAMPLE-LINK/no-reminders'
    expect(await mailer.send({ ...outgoing, listUnsubscribe })).toEqual({ outcome: 'accepted' })
    expect(await mailer.send({ ...outgoing, listUnsubscribe })).toEqual({ outcome: 'accepted' })
    expect(raw[1]).toBe(raw[0])

    const mail = await simpleParser(raw[0] ?? '')
    expect(mail.subject).toBe(subject)
    expect(mail.text?.trim()).toBe(text.trim())
    expect(mail.html).toBe(html)
    expect(mail.messageId).toBe(outgoing.messageId)
    expect(mail.date).toEqual(outgoing.date)
    expect(mail.from?.text).toContain('no-reply@northwind.example')
    expect(mail.replyTo?.text).toBe('support@northwind.example')
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(raw[0]).toContain(`List-Unsubscribe: <${listUnsubscribe}>`)
  })

  it('takes no header from a subject', async () => {
    const { port, raw } = await anInbox()
    await aMailer(port).send({ ...outgoing, subject: 'Hello\r\nBcc: all@victim.example\r\n\r\nbody' })
    const mail = await simpleParser(raw[0] ?? '')
    expect(mail.bcc).toBeUndefined()
    expect(mail.html).toBe(html)
  })
})

describe('a mail that is not accepted: a code, and no words of the server [R65]', () => {
  const refusals = [
    ['the recipient is refused for good', { onRcptTo: refuse(550, '5.1.1') }, 'refused_address', 550, '5.1.1'],
    ['the recipient is refused for now', { onRcptTo: refuse(450, '4.2.1') }, 'temporary', 450, '4.2.1'],
    ['the sender is refused', { onMailFrom: refuse(553, '5.7.1') }, 'refused_message', 553, '5.7.1'],
    ['the content is refused', { onData: refuseData(554, '5.6.0') }, 'refused_message', 554, '5.6.0'],
    ['the content is deferred', { onData: refuseData(451, '4.3.0') }, 'temporary', 451, '4.3.0'],
    ['the connection is refused', { onConnect: refuse(421, '4.3.2') }, 'temporary', undefined, undefined],
  ] as const satisfies readonly (readonly [string, SMTPServerOptions, string, number | undefined, string | undefined])[]

  it.each(refusals)('%s', async (_, options, outcome, smtpCode, enhancedCode) => {
    const { port } = await anInbox(options)
    const sent = await aMailer(port).send(outgoing)
    expect(sent).toMatchObject(smtpCode === undefined ? { outcome } : { outcome, smtpCode, enhancedCode })
    expect(JSON.stringify(sent)).not.toContain('kestrel')
  })

  it.each(['a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'Eve <a@b.example>', 'a b@c.example', ''])(
    '%j is no address and nothing is sent',
    async (to) => {
      const { port, raw } = await anInbox()
      expect(await aMailer(port).send({ ...outgoing, to })).toEqual({ outcome: 'refused_address' })
      expect(raw).toEqual([])
    },
  )

  it('nobody listens', async () => {
    const { port, close } = await anInbox()
    await close()
    expect(await aMailer(port).send(outgoing)).toMatchObject({ outcome: 'temporary' })
  })

  it('the server does not greet in time: every waiting mail gives up, and none goes out afterwards', async () => {
    const greetings: (() => void)[] = []
    const { port, raw, close } = await anInbox({ onConnect: (_session, done) => void greetings.push(done) })
    const mailer = aMailer(port, 300)
    const begun = performance.now()
    const sent = await Promise.all(Array.from({ length: 12 }, () => mailer.send(outgoing)))
    expect(sent.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 12 }, () => 'temporary'))
    expect(performance.now() - begun).toBeLessThan(2_000)
    greetings.forEach((greet) => greet())
    await close()
    expect(raw).toEqual([])
  })

  it('the server falls silent after the content', async () => {
    const { port } = await anInbox({ onData: (stream) => void stream.resume() })
    expect(await aMailer(port, 300).send(outgoing)).toMatchObject({ outcome: 'temporary' })
  })
})

function aMailer(port: number, timeoutMs = 5_000): Mailer {
  const from = 'Northwind Exchange <no-reply@northwind.example>'
  const mailer = createMailer({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    from,
    replyTo: 'support@northwind.example',
    timeoutMs,
  })
  cleanUps.push(() => mailer.close())
  return mailer
}

async function anInbox(options: SMTPServerOptions = {}) {
  const raw: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 50,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => done(null, void raw.push(Buffer.concat(chunks).toString())))
    },
    ...options,
  })
  server.on('error', () => undefined)
  const close = () => new Promise<void>((closed) => server.close(() => closed()))
  cleanUps.push(() => void close())
  return { port: await listening(server), raw, close }
}

function listening(server: SMTPServer): Promise<number> {
  return new Promise((ready) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.server.address()
      ready(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** Refuses with words that hold an address, as real servers do. */
function refusal(code: number, enhanced: string): Error {
  return Object.assign(new Error(`${enhanced} ${FOREIGN}`), { responseCode: code })
}

function refuse(code: number, enhanced: string) {
  return (_one: unknown, _two: unknown, done?: (error: Error) => void) => {
    const answer = done ?? _two
    if (typeof answer === 'function') answer(refusal(code, enhanced))
  }
}

function refuseData(code: number, enhanced: string): SMTPServerOptions['onData'] {
  return (stream, _session, done) => {
    stream.resume()
    stream.on('end', () => done(refusal(code, enhanced)))
  }
}
