/** Every sentence about what happened, by the event's type: in the time line, and as “last change” in lists. */
export const happened: Readonly<Record<string, { line: string; change: string }>> = {
  'sub_user.drafted': { line: 'Draft begun', change: 'Draft begun' },
  'sub_user.draft_saved': { line: 'Draft changed', change: 'Draft changed' },
  'sub_user.rights_changed': { line: 'Rights changed', change: 'Rights changed' },
  'fee.due': { line: 'Fee due from now on', change: 'Fee due' },
  'sub_user.invited': { line: 'Invited', change: 'Invited' },
  'sub_user.seen': { line: 'Invitation seen', change: 'Invitation seen' },
  'sub_user.code_sent': { line: 'Code sent to the invited address', change: 'Code sent' },
  'sub_user.accepted': { line: 'Accepted', change: 'Accepted' },
  'sub_user.declined': { line: 'Declined', change: 'Declined, seat freed' },
  'sub_user.reported': { line: 'Invitation reported', change: 'Reported' },
  'sub_user.named': { line: 'Name given', change: 'Name given' },
  'sub_user.login_set': { line: 'Login set', change: 'Set the login' },
  'sub_user.signed_up': { line: 'Legal texts accepted', change: 'Accepted the legal texts' },
  'sub_user.verifying': { line: 'Verification begun', change: 'Verification begun' },
  'sub_user.resumed': { line: 'Came back by a sign-in link', change: 'Came back' },
  'sub_user.stopped': { line: 'Stopped: it was not them', change: 'Stopped' },
  'sub_user.link_mailed_again': { line: 'Invitation mailed again', change: 'Mailed again' },
  'sub_user.asked_again': { line: 'Asked for a new invitation', change: 'Asked for a new one' },
  'sub_user.resent': { line: 'New link sent', change: 'New link sent' },
  'sub_user.sign_in_link_mailed': { line: 'Sign-in link mailed', change: 'Sign-in link mailed' },
  'sub_user.reminded': { line: 'Reminder', change: 'Reminder sent' },
  'sub_user.reminders_stopped': { line: 'Wants no reminders', change: 'Stopped reminders' },
  'sub_user.extended': { line: 'Deadline extended', change: 'Deadline extended' },
  'sub_user.revoked': { line: 'Revoked', change: 'Revoked, seat freed' },
  'sub_user.expired': { line: 'Expired', change: 'Expired, seat freed' },
  'sub_user.rejected': { line: 'Rejected', change: 'Rejected' },
  'sub_user.activated': { line: 'Active', change: 'Activated by Usher' },
  'sub_user.suspended': { line: 'Suspended', change: 'Suspended' },
  'sub_user.reactivated': { line: 'Reactivated', change: 'Reactivated' },
  'sub_user.deactivated': { line: 'Deactivated', change: 'Deactivated' },
  'mail.bounced': { line: 'A mail bounced', change: 'A mail bounced' },
  'confirmation.sent': { line: 'Confirmation number sent', change: 'Confirmation number sent' },
  'verification.begun': { line: 'Gone to the vendor’s page', change: 'Went to the vendor' },
  'verification.returned': { line: 'The vendor waits for the person again', change: 'Back to the person' },
  'verification.expired': { line: 'The check ran out at the vendor', change: 'Check ran out' },
  'verification.cancelled': { line: 'The check was stopped at the vendor', change: 'Check stopped' },
  'verification.vendor_changed': { line: 'Another vendor takes over', change: 'Vendor changed' },
  'verification.answered_late': { line: 'The vendor answered late, nothing changed', change: 'Late answer' },
  'verification.withdrawn': { line: 'The vendor withdrew its approval', change: 'Approval withdrawn' },
  'verification.photo_added': { line: 'Photo added', change: 'Photo added' },
  'verification.submitted': { line: 'Documents sent in', change: 'Documents sent in' },
  'verification.taken': { line: 'Review taken', change: 'Review taken' },
  'verification.taken_over': { line: 'Review taken over', change: 'Review taken over' },
  'verification.typed': { line: 'Lines of the document typed', change: 'Lines typed' },
  'verification.handed_back': { line: 'Review handed back', change: 'Review handed back' },
  'verification.approved': { line: 'Verification approved', change: 'Approved' },
  'verification.needs_resubmission': { line: 'Needs resubmission', change: 'Asked again' },
  'verification.last_try_used': { line: 'Last try not good enough, a manager decides', change: 'Last try used' },
  'verification.first_decided': { line: 'First decision', change: 'First decision given' },
  'verification.second_decided': { line: 'Second decision', change: 'Second decision given' },
  'verification.disagreed': { line: 'The two decisions differ, a manager decides', change: 'Two decisions differ' },
  'verification.rejected': { line: 'Renewed check rejected', change: 'Renewed check rejected' },
  'verification.renewal_asked': { line: 'Renewal of the verification asked', change: 'Renewal asked' },
  'verification.reused': { line: 'A valid verification is used again', change: 'Verification used again' },
  'verification.documents_deleted': { line: 'Documents deleted', change: 'Documents deleted' },
  'verification.phone_joined': { line: 'Went on with a phone', change: 'Went on with a phone' },
  'verification.one_more_try': { line: 'One more try allowed', change: 'One more try' },
}

/** An event without a sentence of its own reads as its type: “sub_user.some_thing” is “some thing”. */
const plainly = (type: string): string => {
  const words = (type.split('.').at(-1) ?? type).replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export const lineOf = (type: string): string => happened[type]?.line ?? plainly(type)
export const changeOf = (type: string): string => happened[type]?.change ?? plainly(type)

export const timeLineWords = {
  title: 'Time line',
  caption: 'Who, when and why. Newest first.',
  by: 'by',
  you: 'you',
  usher: 'Usher',
  key: (name: string | null) => (name ? `API key “${name}”` : 'an API key'),
  holder: (name: string | null) => (name ? `${name}, holder` : 'the holder'),
  invitee: 'the invited person',
  staff: 'staff',
  times: (n: number) => `${n} times`,
  attempt: (n: number) => `attempt ${n}`,
  newDeadline: (date: string) => `New deadline: ${date}`,
  reminders: { day3: 'day 3', '24h': '24 h before the end', now: 'sent by hand' },
  decisions: { approve: 'approve', ask_again: 'ask again', reject: 'reject' },
  neverSeen: 'No button was ever pressed.',
  openings: (n: number) => `Opened ${n === 1 ? 'once' : `${n} times`}, no button pressed.`,
  earlierOpenings: (n: number) =>
    n === 1
      ? '1 earlier opening without a button doesn’t count.'
      : `${n} earlier openings without a button don’t count.`,
  devices: { phone: 'from a phone', tablet: 'from a tablet', computer: 'from a computer' },
  withMessage: 'with a message',
} as const
