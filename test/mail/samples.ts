import type { FactsByKind, Frame, Mail } from '../../mail/facts.ts'
import { MAIL_KINDS, type MailKind } from '../../mail/kinds.ts'

export const frame: Frame = {
  platformName: 'Northwind Exchange',
  platformUrl: 'https://northwind.example',
  timeZone: 'Europe/Warsaw',
  locale: 'en',
  helpUrl: 'https://northwind.example/help',
  supportLine: '+48 22 555 01 20, Mon to Fri, 9 to 17',
  brand: '#0f4f58',
}

const at = (time: string): Date => new Date(`${time}:00+01:00`)
const openUntil = at('2026-11-28T14:05')
const acceptedUntil = at('2026-12-22T19:12')
const account = 'Kestrel Joinery'
const by = 'Oskar Lindgard'
const link = 'https://northwind.example/i/EXAMPLE-LINK'
const signIn = 'https://northwind.example/me/sign-in'
const users = 'https://northwind.example/users'
const tellLink = 'https://northwind.example/i/not-me'
const invited = { account, by, openUntil, link, noRemindersLink: `${link}/no-reminders` }

/** One mail of each kind from the world of screens.md. */
export const samples: FactsByKind = {
  invitation: {
    ...invited,
    access: { policy: 'exchange', role: 'trader_restricted_withdrawals', rights: [] },
    message: 'This is the access for the December orders. Call me at the workshop if anything is unclear.',
    sentTo: 'tomasz.w@kestrel.example',
    minutes: 6,
    identityCheck: true,
    reminders: [at('2026-11-24T14:05'), at('2026-11-27T14:05')],
    reportLink: `${link}/report`,
  },
  new_link: invited,
  reminder_invited_day3: { ...invited, invitedAt: at('2026-11-21T14:05') },
  reminder_invited_24h: { ...invited, writtenAt: at('2026-11-27T14:05') },
  reminder_accepted_day3: { account, next: 'passport_photo', openUntil: acceptedUntil, link: signIn },
  reminder_accepted_24h: {
    account,
    next: 'legal',
    openUntil: acceptedUntil,
    link: signIn,
    writtenAt: at('2026-12-21T19:12'),
  },
  code: { account, code: '490713', minutes: 15, openUntil, tellLink },
  sign_in_link: {
    account,
    link: 'https://northwind.example/me/go-on/EXAMPLE',
    worksUntil: at('2026-11-24T10:57'),
    askedBy: by,
    openUntil: 'stands_still',
    tellLink,
  },
  password_link: {
    link: 'https://northwind.example/me/password/EXAMPLE',
    worksUntil: at('2026-11-24T11:12'),
    openUntil,
  },
  password_changed: { at: at('2026-11-24T10:51'), tellLink },
  welcome: {
    account,
    steps: ['about', 'login', 'legal', 'identity'],
    minutes: 6,
    openUntil: acceptedUntil,
    link: signIn,
  },
  deadline_moved: { account, by, openUntil: at('2026-12-03T14:05'), stage: 'invited' },
  resubmission: {
    account,
    items: [{ document: 'passport_photo', reason: 'glare', part: 'last_line' }],
    openUntil: acceptedUntil,
    moved: true,
    link: signIn,
  },
  check_again: {
    account,
    why: 'unfinished',
    openUntil: at('2026-12-22T19:12'),
    moved: true,
    link: 'https://northwind.example/me',
  },
  taking_longer: { account, writeBy: at('2026-11-25T17:00'), standsStill: true },
  revoked: { account, at: at('2026-11-23T11:20'), by, reason: 'The orders were cancelled.' },
  expired_invitee: { account, openUntil, stage: 'invited', link },
  active_person: { account, access: { policy: 'exchange', role: 'trader_restricted_withdrawals', rights: [] } },
  rejected_person: {
    account,
    reason: 'The document is not genuine.',
    objectUntil: at('2026-12-24T12:00'),
    deletedOn: at('2027-02-24T12:00'),
  },
  suspended: { account, at: at('2026-11-24T10:42'), by, reason: 'Holidays until January.' },
  reactivated: { account, at: at('2026-11-24T10:42'), by },
  deactivated: { account, at: at('2026-11-24T10:42'), by: 'Northwind Exchange', reason: 'The company closed.' },
  user_added: {
    account,
    by: 'Petra Ohlendorf',
    who: 'books@achterberg.example',
    access: { policy: 'exchange', role: 'viewer', rights: [] },
    at: at('2026-11-23T09:30'),
    openUntil,
    link: users,
  },
  draft_waits: {
    account,
    by: 'Saltmarsh Brokerage',
    reference: 'SB-40127',
    fee: true,
    openUntil,
    link: users,
  },
  accepted_holder: { account, who: 'tomasz.w@kestrel.example', identityCheck: true, openUntil: acceptedUntil },
  declined_holder: { account, who: 'tomasz.w@kestrel.example', reason: 'I have left the trade.', seatFreed: 'traders' },
  expired_holder: { account, who: 'tomasz.w@kestrel.example', seen: 'never', seatFreed: 'traders', link: users },
  asked_again: { account, who: 'tomasz.w@kestrel.example', ended: 'expired', endedAt: openUntil, link: users },
  active_holder: { account, who: 'Tomasz Wierzbnik', at: at('2026-11-24T10:42'), link: users },
  rejected_holder: { account, who: 'Tomasz Wierzbnik', seatFreed: 'traders' },
  left_holder: {
    account,
    who: 'Tomasz Wierzbnik',
    at: at('2026-11-24T10:42'),
    seatFreed: 'administrators',
    link: users,
  },
  confirmation_number: {
    account,
    code: '490713',
    confirms: { is: 'add_user', who: 'Ada Brunswijk' },
    worksUntil: at('2026-11-24T11:00'),
    tellLink: 'https://northwind.example/help',
  },
  withdrawal_waits: {
    account,
    who: 'Petra Ohlendorf',
    amount: '0.850 BTC',
    to: { label: 'Cold wallet 2' },
    times: 6,
    openUntil,
    writtenAt: at('2026-11-27T14:05'),
    link: `${users}/withdrawals/EXAMPLE`,
  },
  withdrawal_result: {
    account,
    amount: '0.850 BTC',
    to: { kind: 'wallet', ending: '7k2m' },
    outcome: { is: 'declined', by, at: at('2026-11-24T10:44'), reason: 'Not before the audit.' },
  },
  approval_withdrawn: {
    account,
    vendor: 'Larkcheck',
    link: 'https://northwind.example/console/onboardings/sub_01h',
  },
  renewal: { account, until: at('2031-03-14T23:59'), minutes: 3, link: signIn },
  reported: { account, stage: 'invited', link: 'https://northwind.example/console/onboardings/sub_01h' },
  review_due: {
    who: 'Lena Okarsdal',
    stage: 'second',
    minutes: 45,
    dueAt: at('2026-11-24T11:20'),
    link: 'https://northwind.example/console/reviews/sub_01h',
  },
  review_taken_over: {
    who: 'Lena Okarsdal',
    by: 'Marta Quillon',
    link: 'https://northwind.example/console/reviews/sub_01h',
  },
  staff_setup: {
    role: 'reviewer',
    link: 'https://northwind.example/console/setup/EXAMPLE',
    worksUntil: at('2026-11-27T10:42'),
  },
  staff_password: { link: 'https://northwind.example/console/password/EXAMPLE', worksUntil: at('2026-11-24T11:12') },
}

export const kinds = Object.keys(MAIL_KINDS).filter((kind): kind is MailKind => kind in samples)

export const sampleOf = (kind: MailKind): Mail['facts'] => samples[kind]
