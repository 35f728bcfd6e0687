/** Who a mail is for. `invitee` is the person of the onboarding, before and after activation. */
export type Audience = 'invitee' | 'holder' | 'staff'

type Kind = {
  audience: Audience
  /** Whether a reminder waits until 12 h after this mail (R33): true for all that reaches the person. */
  delaysReminders: boolean
}

const toInvitee = { audience: 'invitee', delaysReminders: true } as const satisfies Kind
const toHolder = { audience: 'holder', delaysReminders: false } as const satisfies Kind
const toStaff = { audience: 'staff', delaysReminders: false } as const satisfies Kind

/** Every mail that Usher sends, and to whom. A mail row's `kind` is a key of this table. */
export const MAIL_KINDS = {
  invitation: toInvitee,
  new_link: toInvitee,
  reminder_invited_day3: toInvitee,
  reminder_invited_24h: toInvitee,
  reminder_accepted_day3: toInvitee,
  reminder_accepted_24h: toInvitee,
  code: toInvitee,
  sign_in_link: toInvitee,
  password_link: toInvitee,
  password_changed: toInvitee,
  deadline_moved: toInvitee,
  revoked: toInvitee,
  expired_invitee: toInvitee,
  welcome: toInvitee,
  resubmission: toInvitee,
  taking_longer: toInvitee,
  check_again: toInvitee,
  renewal: toInvitee,
  active_person: toInvitee,
  rejected_person: toInvitee,
  suspended: toInvitee,
  reactivated: toInvitee,
  deactivated: toInvitee,
  user_added: toHolder,
  draft_waits: toHolder,
  expired_holder: toHolder,
  asked_again: toHolder,
  accepted_holder: toHolder,
  declined_holder: toHolder,
  active_holder: toHolder,
  rejected_holder: toHolder,
  left_holder: toHolder,
  confirmation_number: toHolder,
  withdrawal_waits: toHolder,
  withdrawal_result: toInvitee,
  reported: toStaff,
  approval_withdrawn: toStaff,
  review_due: toStaff,
  review_taken_over: toStaff,
  staff_setup: toStaff,
  staff_password: toStaff,
} as const satisfies Record<string, Kind>

export type MailKind = keyof typeof MAIL_KINDS

export const isMailKind = (text: string): text is MailKind => Object.hasOwn(MAIL_KINDS, text)
