import { randomBytes } from 'node:crypto'
import type { KeyRing } from '../domain/secrets.ts'
import { findMail } from '../store/mails.ts'
import type { MailSettings } from './mail-settings.ts'
import { writeMail } from './mails.ts'

export type MailPreview = { subject: string; text: string }

/** Secrets of links and codes, as they stand in a mail: never shown to anybody but the one it went to. */
const SECRETS = [/(?<=\/)[\w-]{54}(?=\b|\/|$)/g, /\b\d{3} ?\d{3}\b/g]

/**
 * The words of a mail as staff may read them (R58): links and codes are made with a key that opens nothing, and blotted
 * out besides. Undefined when there is nothing true left to say, as for a code that has run out.
 */
export async function previewMail(settings: MailSettings, id: string): Promise<MailPreview | undefined> {
  const mail = await findMail(settings.db, id)
  const keys: KeyRing = [{ id: 'preview', secret: randomBytes(32) }]
  const letter = mail && (await writeMail({ ...settings, keys }, mail))
  if (!letter) return undefined
  const blotted = (text: string): string => SECRETS.reduce((now, secret) => now.replace(secret, '•••'), text)
  const { subject, text } = letter.rendered
  return { subject: blotted(subject), text: blotted(text) }
}
