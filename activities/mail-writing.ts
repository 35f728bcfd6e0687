import type { FactsByKind } from '../mail/facts.ts'
import type { SubUserView } from '../store/sub-users.ts'
import type { MailRow } from '../store/mails.ts'
import type { MailSettings } from './mail-settings.ts'

/** What planned mails keep: ids, codes and times. */
export type Kept = {
  linkId?: string
  codeId?: string
  remarkId?: string | null
  by?: string
  byId?: string | null
  askedBy?: string
  askedById?: string | null
  attempt?: number
  moved?: boolean
  dueAt?: string
  writeBy?: string
  why?: FactsByKind['check_again']['why']
  vendor?: string
}

/** One mail about an onboarding, with all that its builders read. */
export type Writing = {
  settings: MailSettings
  view: SubUserView
  mail: MailRow
  kept: Kept
  account: string
  /** The page of the invitation, by the link that works now. */
  invitationUrl(): Promise<string>
}
