import { languageOf } from '../domain/words/index.ts'
import type { KeyRing } from '../domain/secrets.ts'
import type { Frame } from '../mail/facts.ts'
import type { Mailer } from '../mail/transport.ts'
import type { Database } from '../store/database.ts'

/** What sending a mail needs of the installation. */
export type MailSettings = {
  db: Database
  keys: KeyRing
  mailer: Mailer
  /** Where the pages are, without a slash at the end. */
  publicUrl: string
  /** Where the platform's people open the portal (R67). */
  entryUrl: string
  /** Right-hand side of Message-IDs. */
  mailDomain: string
  platform: Omit<Frame, 'locale'>
}

/** The frame of a mail in its reader's language. */
export const frameOf = (settings: MailSettings, language: string): Frame => ({
  ...settings.platform,
  locale: languageOf(language),
})
