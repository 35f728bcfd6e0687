import { EventEmitter } from 'node:events'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { simpleParser, type ParsedMail } from 'mailparser'

/** One mail as the inbox's JSON shows it. */
export interface InboxMail {
  id: string
  /** Addresses of the envelope, lower-cased. */
  to: string[]
  from: string
  subject: string
  text: string
  /** null when the mail has no HTML part. */
  html: string | null
  messageId: string | null
  headers: Record<string, string>
  /** ISO 8601, UTC. */
  receivedAt: string
}

/** The mails of one folder: an .eml file each, named by the time it arrived. Newest first. */
export interface InboxMails {
  keep(raw: Buffer, recipients: string[]): Promise<void>
  /** All mails, or those to one address; waits until the files of earlier starts are read. */
  list(to?: string): Promise<InboxMail[]>
  find(id: string): Promise<InboxMail | null>
  /** The mail as it arrived, with one Delivered-To line for each recipient before it. */
  source(id: string): Promise<Buffer>
  clear(): Promise<void>
  /** Calls back after each change, until the function returned is called. */
  onChange(listener: () => void): () => void
}

const fileName = /^\d{8}T\d{9}Z-[0-9a-f]{8}\.eml$/

export function inboxMails(folder: string): InboxMails {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const mails = new Map<string, InboxMail>()
  const changes = new EventEmitter().setMaxListeners(0)
  const fileOf = (id: string) => path.join(folder, `${id}.eml`)
  const read = readKept(folder, mails)

  return {
    async keep(raw, recipients) {
      const id = newId(new Date())
      const delivered = recipients.map((address) => `Delivered-To: ${address}\r\n`).join('')
      const whole = Buffer.concat([Buffer.from(delivered), raw])
      const mail = await parse(id, whole)
      await writeFile(`${fileOf(id)}.new`, whole, { mode: 0o600 })
      await rename(`${fileOf(id)}.new`, fileOf(id))
      mails.set(id, mail)
      changes.emit('change')
    },
    async list(to) {
      await read
      const wanted = to?.trim().toLowerCase()
      const all = [...mails.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1))
      return wanted ? all.filter((mail) => mail.to.includes(wanted)) : all
    },
    async find(id) {
      await read
      return mails.get(id) ?? null
    },
    source: (id) => readFile(fileOf(id)),
    async clear() {
      await read
      for (const id of mails.keys()) rmSync(fileOf(id), { force: true })
      mails.clear()
      changes.emit('change')
    },
    onChange(listener) {
      changes.on('change', listener)
      return () => changes.off('change', listener)
    },
  }
}

async function readKept(folder: string, mails: Map<string, InboxMail>): Promise<void> {
  for (const name of readdirSync(folder).filter((entry) => fileName.test(entry))) {
    const id = name.slice(0, -'.eml'.length)
    const mail = await parse(id, await readFile(path.join(folder, name))).catch(() => null)
    if (mail !== null) mails.set(id, mail)
  }
}

let latest = 0

/** Sorts by arrival, also within one millisecond: the count goes up by itself when the clock does not. */
function newId(now: Date): string {
  latest = Math.max(now.getTime(), latest + 1)
  const stamp = new Date(latest).toISOString().replace(/[-:.]/g, '')
  return `${stamp}-${randomBytes(4).toString('hex')}`
}

async function parse(id: string, raw: Buffer): Promise<InboxMail> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true })
  return {
    id,
    to: recipientsOf(mail),
    from: mail.from?.text ?? '',
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || null,
    messageId: mail.messageId ?? null,
    headers: Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, line.slice(key.length + 1).trim()])),
    receivedAt: id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z'),
  }
}

function recipientsOf(mail: ParsedMail): string[] {
  const delivered = mail.headerLines
    .filter(({ key }) => key === 'delivered-to')
    .map(({ line }) => line.slice(13).trim())
  const named = [mail.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''))
  return [...new Set((delivered.length > 0 ? delivered : named).map((address) => address.toLowerCase()))]
}
