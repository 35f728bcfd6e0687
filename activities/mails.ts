import { ApplicationFailure } from '@temporalio/common'
import { recordBounce } from '../commands/bounces.ts'
import { outside } from '../domain/ids.ts'
import { linkToken } from '../domain/secrets.ts'
import { type MailKind, isMailKind } from '../mail/kinds.ts'
import { type RenderedMail, renderMail } from '../mail/render.tsx'
import { LONGEST_MS, type Sent } from '../mail/transport.ts'
import { type MailRow, claimMail, findMail, keepMail, releaseMail, settleMail, unsettledMails } from '../store/mails.ts'
import { findPerson } from '../store/persons.ts'
import { findStaff } from '../store/staff.ts'
import { findSubUser } from '../store/sub-users.ts'
import { confirmationMail } from './confirmation-mail.ts'
import { isOnboardingMail, onboardingFacts } from './mail-facts.ts'
import { type MailSettings, frameOf } from './mail-settings.ts'
import { withdrawalMail } from './withdrawal-mail.ts'

/**
 * Whether the mail has found its end (sent, refused for good, or nothing left to say), or has to be tried again: because
 * of its address alone (the mail server said so), or because nobody answered.
 */
export type Delivery = 'settled' | 'address_waits' | 'later'

/** How long the relay lets the mail server take for a mail that a person waits for, in ms. */
export const RELAY_MS = 30_000
/** A mail server that says "not now" for so long, in ms, means no. */
const GIVE_UP_MS = 5 * 86_400_000
/** How often a mail that is being sent is kept from the others, in ms: well within the 15 s of a claim. */
const KEEP_MS = 5_000

/**
 * Sends one mail if nobody has: claimed in its row, rendered from the rows, recorded as soon as the mail server has
 * answered. A retry repeats the identical message with the same Message-ID (design, section 3). Takes `withinMs` at most,
 * else as long as a try may take while somebody waits. Never throws a foreign message.
 */
export async function sendMail(settings: MailSettings, id: string, withinMs?: number): Promise<Delivery> {
  const mail = await claimMail(settings.db, id)
  if (!mail) return (await findMail(settings.db, id))?.settledAt ? 'settled' : 'later'
  const letter = await writeMail(settings, mail)
  if (!letter) {
    await settleMail(settings.db, id, 'dropped', new Date())
    return 'settled'
  }
  const message = {
    ...letter.rendered,
    to: letter.to,
    messageId: `<${outside('mail', id)}@${settings.mailDomain}>`,
    date: mail.createdAt,
  }
  return recordSent(settings, mail, await whileKept(settings, id, () => settings.mailer.send(message, withinMs)))
}

async function recordSent({ db }: MailSettings, mail: MailRow, sent: Sent): Promise<Delivery> {
  if (sent.outcome === 'temporary') {
    const isAnswered = sent.smtpCode !== undefined
    const age = Date.now() - (mail.plannedAt ?? mail.createdAt).getTime()
    if (!isAnswered || age < GIVE_UP_MS) {
      await releaseMail(db, mail.id)
      return isAnswered ? 'address_waits' : 'later'
    }
  }
  if (sent.outcome === 'accepted') await settleMail(db, mail.id, 'accepted', new Date())
  else await recordBounce(db, mail, sent.enhancedCode)
  return 'settled'
}

/** Others leave the mail alone until the mail server has answered; when this process ends, for 15 s at most. */
async function whileKept<T>({ db }: MailSettings, id: string, work: () => Promise<T>): Promise<T> {
  const keeping = setInterval(() => void keepMail(db, id).catch(() => undefined), KEEP_MS)
  try {
    return await work()
  } finally {
    clearInterval(keeping)
  }
}

/**
 * Tries each mail of a subject that has not left yet, oldest first; stops when the mail server does not answer. One address
 * that has to wait holds up nobody else's.
 */
export async function sendMails(settings: MailSettings, subject: string, withinMs?: number): Promise<Delivery> {
  const waiting = new Set<string>()
  for (const { id, audience } of await unsettledMails(settings.db, subject)) {
    if (waiting.has(audience)) continue
    const delivery = await sendMail(settings, id, withinMs)
    if (delivery === 'later') return 'later'
    if (delivery === 'address_waits') waiting.add(audience)
  }
  return waiting.size > 0 ? 'later' : 'settled'
}

/** The remote activity with long retries, for mails that the mail server did not take at once; it may take its time. */
export async function deliverMails(settings: MailSettings, subject: string): Promise<void> {
  if ((await sendMails(settings, subject, LONGEST_MS)) === 'later')
    throw ApplicationFailure.retryable('mail-server-unavailable', 'mail-server-unavailable')
}

type Letter = { to: string; rendered: RenderedMail }

/** A mail's address and words, from the rows as they are now; undefined when there is nothing true left to say. */
export async function writeMail(settings: MailSettings, mail: MailRow): Promise<Letter | undefined> {
  if (!isMailKind(mail.kind)) return undefined
  if (mail.kind === 'password_link' || mail.kind === 'password_changed') return writeToPerson(settings, mail, mail.kind)
  if (mail.kind === 'confirmation_number') return writeNumber(settings, mail)
  if (mail.kind === 'withdrawal_waits' || mail.kind === 'withdrawal_result')
    return withdrawalMail(settings, mail, mail.kind)
  if (!isOnboardingMail(mail.kind)) return undefined
  const view = await findSubUser(settings.db, mail.subject)
  if (!view) return undefined
  const facts = await onboardingFacts(mail.kind, settings, view, mail)
  const to = await addressOf(settings, mail, view.person.address, view.account.holder.address)
  if (!facts || !to) return undefined
  const language = mail.audience === 'invitee' ? view.language : view.account.language
  return { to, rendered: renderMail(mail.kind, facts, frameOf(settings, language)) }
}

async function writeNumber(settings: MailSettings, mail: MailRow): Promise<Letter | undefined> {
  const letter = await confirmationMail(settings, mail)
  if (!letter) return undefined
  const { to, language, facts } = letter
  return { to, rendered: renderMail('confirmation_number', facts, frameOf(settings, language)) }
}

async function addressOf(
  settings: MailSettings,
  mail: MailRow,
  invitee: string,
  holder: string,
): Promise<string | undefined> {
  if (mail.audience === 'invitee') return invitee
  if (mail.audience === 'holder') return holder
  const { staffId } = mail.facts as { staffId?: string }
  return staffId ? (await findStaff(settings.db.prisma, staffId))?.email : undefined
}

async function writeToPerson(
  settings: MailSettings,
  mail: MailRow,
  kind: Extract<MailKind, 'password_link' | 'password_changed'>,
): Promise<Letter | undefined> {
  const person = await findPerson(settings.db, mail.subject)
  if (!person) return undefined
  const personFrame = frameOf(settings, person.language ?? 'en')
  if (kind === 'password_changed')
    return {
      to: person.address,
      rendered: renderMail(kind, { at: mail.createdAt, tellLink: settings.platform.helpUrl }, personFrame),
    }
  const { linkId } = mail.facts as { linkId?: string }
  const link = linkId ? await settings.db.prisma.link.findUnique({ where: { id: linkId } }) : null
  if (!link?.expiresAt || link.usedAt || link.endedAt) return undefined
  const facts = {
    link: `${settings.publicUrl}/me/password/${linkToken(settings.keys, link.id)}`,
    worksUntil: link.expiresAt,
  }
  return { to: person.address, rendered: renderMail(kind, facts, personFrame) }
}
