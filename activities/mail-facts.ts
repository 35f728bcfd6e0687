import type { Access } from '../domain/access.ts'
import { REMINDERS, deadlineRuns, nextReminder } from '../domain/deadlines.ts'
import { feeOf } from '../domain/fees.ts'
import { keptDays, policyOf } from '../domain/policies/index.ts'
import { codeDigits, linkToken } from '../domain/secrets.ts'
import { isRenewing } from '../domain/renewal.ts'
import { outside } from '../domain/ids.ts'
import { entryTo } from '../domain/portal.ts'
import type { FactsByKind, FreedSeat, OpenUntil } from '../mail/facts.ts'
import type { MailKind } from '../mail/kinds.ts'
import { accountName } from '../store/accounts.ts'
import { currentInvitationLink } from '../store/links.ts'
import type { MailRow } from '../store/mails.ts'
import { findRemark } from '../store/remarks.ts'
import type { SubUserView } from '../store/sub-users.ts'
import { namesOfSubUsers } from '../store/user-facts.ts'
import { approvalWithdrawn, checkAgain, nextThing, reported, resubmission, takingLonger } from './check-mail-facts.ts'
import type { MailSettings } from './mail-settings.ts'
import type { Kept, Writing } from './mail-writing.ts'
import { reviewDueFacts, takenOverFacts } from './review-mail-facts.ts'

const DAY = 86_400_000
/** How long a person may object to a rejection, in days. */
const OBJECT_DAYS = 30

/** How long renewing an identity check takes, in minutes. */
const RENEWAL_MINUTES = 3

/** How long accepting takes, in minutes, as people are told. */
const minutesFor = (exempt: boolean): number => (exempt ? 3 : 6)

type Builder<K extends MailKind> = (w: Writing) => Promise<FactsByKind[K] | undefined> | FactsByKind[K] | undefined
/** The kinds that are about an onboarding or an access. */
export type OnboardingMail = Exclude<
  MailKind,
  | 'staff_setup'
  | 'staff_password'
  | 'password_link'
  | 'password_changed'
  | 'confirmation_number'
  | 'withdrawal_waits'
  | 'withdrawal_result'
>

/**
 * What one mail says, read from the rows at the moment of sending. Undefined: there is nothing true left to say (a
 * reminder for an onboarding that ended, a code that ran out), and the mail is dropped.
 */
export async function onboardingFacts<K extends OnboardingMail>(
  kind: K,
  settings: MailSettings,
  view: SubUserView,
  mail: MailRow,
): Promise<FactsByKind[K] | undefined> {
  return BUILDERS[kind]({
    settings,
    view,
    mail,
    kept: mail.facts as Kept,
    account: accountName(view.account),
    invitationUrl: () => invitationUrl(settings, view.id),
  })
}

async function invitationUrl({ db, keys, publicUrl }: MailSettings, subUserId: string): Promise<string> {
  const link = await currentInvitationLink(db, subUserId)
  return link ? `${publicUrl}/i/${linkToken(keys, link.id)}` : publicUrl
}

/** The name once given, else the address; as it was when the mail was planned, so that a repeated mail says the same. */
const who = ({ view, mail }: Writing): string =>
  view.namedAt && view.namedAt > mail.createdAt && !view.givenNameId
    ? view.person.address
    : (view.shownName ?? view.person.address)
const accessOf = ({ view }: Writing): Access => ({
  policy: view.account.policy,
  role: view.role,
  rights: view.rights,
})
/** Where the holder manages users: the platform's entry, which comes back to that page (R67). */
const usersUrl = ({ settings }: Writing): string => entryTo(settings.entryUrl, '/users')
/** The inviter as the person knows them: the holder or an Administrator by name, else the platform. */
const inviter = ({ view, settings }: Writing): string => view.inviterName ?? settings.platform.platformName
const openUntil = ({ view }: Writing): OpenUntil =>
  view.deadline && deadlineRuns(view.status, view.turn) ? view.deadline : 'stands_still'
/** Until when it is the person's turn: a renewal has the end of its check (R46). */
const deadline = ({ view }: Writing): Date => (isRenewing(view) ? view.verifiedUntil : view.deadline) ?? view.createdAt
const freed = ({ view }: Writing): { seatFreed?: FreedSeat } =>
  view.quotaGroup === 'traders' || view.quotaGroup === 'administrators' ? { seatFreed: view.quotaGroup } : {}
const signInUrl = ({ settings }: Writing): string => `${settings.publicUrl}/me`

async function reason({ settings, kept }: Writing): Promise<{ reason?: string }> {
  const remark = kept.remarkId ? await findRemark(settings.db, kept.remarkId) : null
  return remark ? { reason: remark.text } : {}
}

/** The page that stops reminders, while they are on. */
const quietLink = ({ view }: Writing, link: string): { noRemindersLink?: string } =>
  view.remindersOff ? {} : { noRemindersLink: `${link}/no-reminders` }

const byWhom = (w: Writing): Promise<string> => nameOf(w, w.kept.by, w.kept.byId)

/** Whoever did something, as the person knows them: themself, the holder or an Administrator by name, else the platform. */
async function nameOf(w: Writing, kind: string | undefined, id: string | null | undefined): Promise<string> {
  const { settings, view } = w
  if (kind === 'person') return who(w)
  const name =
    kind === 'holder'
      ? view.account.holder.name
      : kind === 'administrator' && id && (await namesOfSubUsers(settings.db, [id])).get(id)
  return name || settings.platform.platformName
}

async function invited(w: Writing): Promise<FactsByKind['new_link'] | undefined> {
  if (w.view.status !== 'invited') return undefined
  const link = await w.invitationUrl()
  return { account: w.account, by: inviter(w), openUntil: deadline(w), link, ...quietLink(w, link) }
}

async function invitation(w: Writing): Promise<FactsByKind['invitation'] | undefined> {
  const facts = await invited(w)
  if (!facts) return undefined
  const { view } = w
  const remark = view.messageId ? await findRemark(w.settings.db, view.messageId) : null
  const since = view.invitedAt ?? view.createdAt
  const at = { since, deadline: deadline(w), lastMailAt: since, off: view.remindersOff }
  const first = nextReminder({ ...at, sent: [] })
  const second = first?.reminder === 'day3' ? nextReminder({ ...at, sent: [REMINDERS[0]] }) : undefined
  return {
    ...facts,
    access: accessOf(w),
    ...(remark && { message: remark.text }),
    sentTo: view.person.address,
    minutes: minutesFor(view.exempt),
    identityCheck: !view.exempt,
    reminders: [first, second].flatMap((planned) => (planned ? [planned.at] : [])),
    reportLink: `${facts.link}/report`,
  }
}

async function acceptedReminder(w: Writing): Promise<FactsByKind['reminder_accepted_day3'] | undefined> {
  if ((w.view.status !== 'accepted' && w.view.status !== 'verifying') || w.view.turn !== 'invitee') return undefined
  return {
    account: w.account,
    next: await nextThing(w),
    openUntil: deadline(w),
    link: signInUrl(w),
    ...quietLink(w, await w.invitationUrl()),
  }
}

async function accessChange(w: Writing): Promise<FactsByKind['suspended']> {
  return { account: w.account, at: w.mail.createdAt, by: await byWhom(w), ...(await reason(w)) }
}

async function code(w: Writing): Promise<FactsByKind['code'] | undefined> {
  const row = w.kept.codeId ? await w.settings.db.prisma.code.findUnique({ where: { id: w.kept.codeId } }) : null
  if (!row || row.usedAt || row.endedAt || row.expiresAt <= w.view.now) return undefined
  const digits = codeDigits(w.settings.keys, row.id)
  const minutes = Math.round((row.expiresAt.getTime() - row.createdAt.getTime()) / 60_000)
  return {
    account: w.account,
    code: digits,
    minutes,
    openUntil: openUntil(w),
    tellLink: `${await w.invitationUrl()}/report`,
  }
}

async function signInLink(w: Writing): Promise<FactsByKind['sign_in_link'] | undefined> {
  const row = w.kept.linkId ? await w.settings.db.prisma.link.findUnique({ where: { id: w.kept.linkId } }) : null
  if (!row?.expiresAt || row.usedAt || row.endedAt || row.expiresAt <= w.view.now) return undefined
  const token = linkToken(w.settings.keys, row.id)
  return {
    account: w.account,
    link: `${w.settings.publicUrl}/i/go/${token}`,
    worksUntil: row.expiresAt,
    ...(w.kept.askedBy !== 'person' && { askedBy: await nameOf(w, w.kept.askedBy, w.kept.askedById) }),
    openUntil: openUntil(w),
    tellLink: `${w.settings.publicUrl}/me/stop/${token}`,
  }
}

const identity = ({ view }: Writing) => ({ identityCheck: !view.exempt })
const user = (w: Writing) => ({ account: w.account, who: who(w) })

const BUILDERS: { [K in OnboardingMail]: Builder<K> } = {
  invitation,
  new_link: invited,
  reminder_invited_day3: async (w) => {
    const facts = await invited(w)
    return facts && { ...facts, invitedAt: w.view.invitedAt ?? w.view.createdAt }
  },
  reminder_invited_24h: async (w) => {
    const facts = await invited(w)
    return facts && { ...facts, writtenAt: w.mail.createdAt }
  },
  reminder_accepted_day3: acceptedReminder,
  reminder_accepted_24h: async (w) => {
    const facts = await acceptedReminder(w)
    return facts && { ...facts, writtenAt: w.mail.createdAt }
  },
  code,
  sign_in_link: signInLink,
  welcome: (w) => ({
    account: w.account,
    steps: w.view.exempt ? ['about', 'login', 'legal'] : ['about', 'login', 'legal', 'identity'],
    minutes: minutesFor(w.view.exempt),
    openUntil: deadline(w),
    link: signInUrl(w),
  }),
  deadline_moved: async (w) =>
    deadlineRuns(w.view.status, w.view.turn)
      ? {
          account: w.account,
          by: await byWhom(w),
          openUntil: deadline(w),
          stage: w.view.status === 'invited' ? 'invited' : 'accepted',
        }
      : undefined,
  resubmission,
  taking_longer: takingLonger,
  check_again: checkAgain,
  revoked: accessChange,
  expired_invitee: async (w) => ({
    account: w.account,
    openUntil: deadline(w),
    stage: w.view.acceptedAt ? 'accepted' : 'invited',
    link: await w.invitationUrl(),
  }),
  active_person: (w) => ({ account: w.account, access: accessOf(w) }),
  rejected_person: async (w) => ({
    account: w.account,
    ...(await reason(w)),
    objectUntil: new Date(w.mail.createdAt.getTime() + OBJECT_DAYS * DAY),
    deletedOn: new Date(
      w.mail.createdAt.getTime() + keptDays(policyOf(w.view.account.policy), w.view.account.verificationProfile) * DAY,
    ),
  }),
  suspended: async (w) => ({
    ...(await accessChange(w)),
    ...(w.view.suspendedCause === 'renewal' && { renewLink: signInUrl(w) }),
  }),
  renewal: (w) =>
    isRenewing(w.view) && w.view.verifiedUntil
      ? { account: w.account, until: w.view.verifiedUntil, minutes: RENEWAL_MINUTES, link: signInUrl(w) }
      : undefined,
  reactivated: accessChange,
  deactivated: accessChange,
  user_added: (w) => ({
    ...user(w),
    by: inviter(w),
    access: accessOf(w),
    at: w.view.invitedAt ?? w.view.createdAt,
    openUntil: deadline(w),
    link: usersUrl(w),
  }),
  draft_waits: (w) =>
    w.view.status === 'awaiting_confirmation'
      ? {
          account: w.account,
          by: w.settings.platform.platformName,
          reference: w.view.account.reference,
          fee: feeOf(policyOf(w.view.account.policy), w.view.account) !== null,
          openUntil: deadline(w),
          link: entryTo(w.settings.entryUrl, `/drafts/${outside('subUser', w.view.id)}/person`),
        }
      : undefined,
  accepted_holder: (w) => ({ ...user(w), ...identity(w), openUntil: deadline(w) }),
  declined_holder: async (w) => ({ ...user(w), ...freed(w), ...(await reason(w)) }),
  expired_holder: (w) => ({
    ...user(w),
    ...freed(w),
    seen: w.view.acceptedAt ? 'accepted' : w.view.seenAt ? 'opened' : 'never',
    link: usersUrl(w),
  }),
  asked_again: (w) =>
    w.view.status === 'expired' || w.view.status === 'revoked' || w.view.status === 'declined'
      ? { ...user(w), ended: w.view.status, endedAt: w.view.endedAt ?? w.mail.createdAt, link: usersUrl(w) }
      : undefined,
  active_holder: (w) => ({ ...user(w), at: w.view.activatedAt ?? w.mail.createdAt, link: usersUrl(w) }),
  rejected_holder: (w) => ({ ...user(w), ...freed(w) }),
  left_holder: (w) => ({ ...user(w), ...freed(w), at: w.view.endedAt ?? w.mail.createdAt, link: usersUrl(w) }),
  reported,
  approval_withdrawn: approvalWithdrawn,
  review_due: (w) => reviewDueFacts({ ...w, who: who(w) }),
  review_taken_over: (w) => takenOverFacts({ ...w, who: who(w) }),
}

export const isOnboardingMail = (kind: MailKind): kind is OnboardingMail => Object.hasOwn(BUILDERS, kind)
