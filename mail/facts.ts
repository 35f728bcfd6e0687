import type { Access } from '../domain/access.ts'
import type { StepId } from '../domain/words/shape.ts'
import type { ReviewStage } from '../domain/four-eyes.ts'
import type { DocumentKind, Resubmission } from '../domain/verification.ts'
import type { MailKind } from './kinds.ts'

/** Until when something is open for the person, or that its date stands still while staff or a vendor check (R33). */
export type OpenUntil = Date | 'stands_still'

/** The quota group whose seat is free again; left out where the group has no limit (R9). */
export type FreedSeat = 'traders' | 'administrators'

/** What is next after accepting: a step, or the one photo that is left. */
export type NextThing = StepId | DocumentKind

/** One thing asked for again; `date`: when it ran out, where that is known. */
export type AskedAgain = Resubmission & { date?: Date | undefined }

/** The account's name as people know it, never its number. */
type Account = { account: string }

type Reminded = {
  /** Page that stops reminders; left out when they are stopped already or none will come. */
  noRemindersLink?: string
}

/** An invitation that waits. `by` is the inviter's name, or the platform's. */
type Invited = Account & Reminded & { by: string; openUntil: Date; link: string }

type AboutUser = Account & {
  /** The person's name once given, else the address. */
  who: string
}

type Ended = AboutUser & { seatFreed?: FreedSeat }

/** A review of somebody: nothing personal beyond the name. */
type Reviewed = { who: string; link: string }

/** A change of access: since when, by whom (a name or the platform's), and the reason as that person wrote it. */
type AccessChange = Account & { at: Date; by: string; reason?: string }

/** What a confirmation number is for, in the words of the one who confirms (R28). */
export type Confirmed =
  | { is: 'add_user' | 'change_rights'; who: string }
  | { is: 'approve_withdrawal'; who: string; amount: string }
  | { is: 'stop_approvals' }

/** Where money goes: the platform's name of it, else what it is and its last characters; never a whole number. */
export type MoneyTo = { label: string } | { kind: 'wallet' | 'bank'; ending: string }

/** How a withdrawal ended, and who decided; `by` is a name. */
export type WithdrawalOutcome =
  | { is: 'approved' | 'declined'; by: string; at: Date; reason?: string }
  | { is: 'expired'; at: Date }
  | { is: 'ended'; at: Date }

/** What each mail must know. All names, messages and reasons are plain text from people; all links are whole addresses. */
export type FactsByKind = {
  invitation: Invited & {
    access: Access
    /** The inviter's own words (R62). */
    message?: string
    /** The invited address, as typed. */
    sentTo: string
    /** How long accepting takes, in minutes. */
    minutes: number
    identityCheck: boolean
    /** When reminders will come; at most two. */
    reminders: readonly Date[]
    reportLink: string
  }
  new_link: Invited
  reminder_invited_day3: Invited & { invitedAt: Date }
  /** `writtenAt` decides between “today”, “tomorrow” and the date. */
  reminder_invited_24h: Invited & { writtenAt: Date }
  /** `link` leads to the sign-in page and signs nobody in. */
  reminder_accepted_day3: Account & Reminded & { next: NextThing; openUntil: Date; link: string }
  reminder_accepted_24h: Account & Reminded & { next: NextThing; openUntil: Date; link: string; writtenAt: Date }
  /** Six digits. */
  code: Account & { code: string; minutes: number; openUntil: OpenUntil; tellLink: string }
  /** `askedBy` is left out when the person asked. */
  sign_in_link: Account & { link: string; worksUntil: Date; askedBy?: string; openUntil: OpenUntil; tellLink: string }
  /** `openUntil` is left out when the person has nothing open. */
  password_link: { link: string; worksUntil: Date; openUntil?: OpenUntil }
  password_changed: { at: Date; tellLink: string; openUntil?: OpenUntil }
  welcome: Account & { steps: readonly StepId[]; minutes: number; openUntil: Date; link: string }
  deadline_moved: Account & { by: string; openUntil: Date; stage: 'invited' | 'accepted' }
  /** `moved`: less than 72 h were left, so the date is a new one. */
  resubmission: Account & { items: readonly AskedAgain[]; openUntil: Date; moved: boolean; link: string }
  /** `writeBy`: by then there is a next step for certain; null while staff look. A renewal's end does not stand still. */
  taking_longer: Account & { writeBy: Date | null; standsStill: boolean }
  /** The whole check once more: it could not be finished, or it was not good enough and nobody says why. */
  check_again: Account & { why: 'unfinished' | 'not_good_enough'; openUntil: Date; moved: boolean; link: string }
  /** The check runs out at `until`; access stays until then (R46). */
  renewal: Account & { until: Date; minutes: number; link: string }
  /** `by` wrote the reason. */
  revoked: Account & { at: Date; by: string; reason?: string }
  expired_invitee: Account & { openUntil: Date; stage: 'invited' | 'accepted'; link: string }
  active_person: Account & { access: Access }
  rejected_person: Account & { reason?: string; objectUntil: Date; deletedOn: Date }
  /** `renewLink`: the identity check ran out, and this is where it is renewed. */
  suspended: AccessChange & { renewLink?: string }
  reactivated: AccessChange
  deactivated: AccessChange
  /** `by` is who added the user: an Administrator's name, or the platform's. */
  user_added: AboutUser & { by: string; access: Access; at: Date; openUntil: Date; link: string }
  /** `by` began it; `reference` is the platform's own name of the account. */
  draft_waits: Account & { by: string; reference: string; fee: boolean; openUntil: Date; link: string }
  accepted_holder: AboutUser & { identityCheck: boolean; openUntil: Date }
  declined_holder: Ended & { reason?: string }
  /** `seen`: how far it went; a page opened without a button pressed is not seen (R60). */
  expired_holder: Ended & { seen: 'never' | 'opened' | 'accepted'; link: string }
  asked_again: AboutUser & { ended: 'expired' | 'revoked' | 'declined'; endedAt: Date; link: string }
  active_holder: AboutUser & { at: Date; link: string }
  rejected_holder: Ended
  left_holder: Ended & { at: Date; link: string }
  /** To the holder, or to the Administrator who confirms. `worksUntil` is when the six digits stop working. */
  confirmation_number: Account & { code: string; confirms: Confirmed; worksUntil: Date; tellLink: string }
  /** `amount` is in what is sent. `times`: how often money went there before. `writtenAt` decides between “today” and “tomorrow”. */
  withdrawal_waits: AboutUser & {
    amount: string
    to: MoneyTo
    times: number
    openUntil: Date
    writtenAt: Date
    link: string
  }
  withdrawal_result: Account & { amount: string; to: MoneyTo; outcome: WithdrawalOutcome }
  /** `invited`, `accepted`: it stands still, and goes on by a new link or by a sign-in link; `access`: of somebody who is active. */
  reported: Account & { stage: 'invited' | 'accepted' | 'access'; link: string }
  /** Names the vendor, and no person. */
  approval_withdrawn: Account & { vendor: string; link: string }
  /** `stage`: which decision is left (R59). */
  review_due: Reviewed & { stage: ReviewStage; minutes: number; dueAt: Date }
  /** `by` is the manager who took over. */
  review_taken_over: Reviewed & { by: string }
  staff_setup: { role: 'viewer' | 'reviewer' | 'manager'; link: string; worksUntil: Date }
  staff_password: { link: string; worksUntil: Date }
}

/** A mail as data: its kind and what it must know. */
export type Mail = { [K in MailKind]: { kind: K; facts: FactsByKind[K] } }[MailKind]

/** What is the same for all mails of an installation, and the reader's language. */
export type Frame = {
  platformName: string
  platformUrl: string
  /** IANA name, like `Europe/Warsaw`. */
  timeZone: string
  locale: 'en' | 'de'
  helpUrl: string
  /** How to reach support: phone, hours; empty for none. */
  supportLine: string
  /** The platform's colour, `#rrggbb`, at least 4.5:1 on white (checked at start-up). */
  brand: string
}
