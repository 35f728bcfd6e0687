import { ApplicationFailure } from '@temporalio/common'
import { recordBounce } from '../commands/bounces.ts'
import { outside } from '../domain/ids.ts'
import { linkToken } from '../domain/secrets.ts'
import { type MailKind, isMailKind } from '../mail/kinds.ts'
import { type RenderedMail, renderMail } from '../mail/render.tsx'
import { type MailRow, claimMail, releaseMail, settleMail, unsettledMails } from '../store/mails.ts'
import { findPerson } from '../store/persons.ts'
import { findStaff } from '../store/staff.ts'
import { findSubUser } from '../store/sub-users.ts'
import { confirmationMail } from './confirmation-mail.ts'
import { isOnboardingMail, onboardingFacts } from './mail-facts.ts'
import { type MailSettings, frameOf } from './mail-settings.ts'
import { withdrawalMail } from './withdrawal-mail.ts'

/** Whether the mail has found its end (sent, refused for good, or nothing left to say), or has to be tried again. */
export type Delivery = 'settled' | 'later'

/**
 * Sends one mail if nobody has: claimed in its row, rendered from the rows, recorded as soon as the mail server has
 * answered. A retry repeats the identical message with the same Message-ID (design, section 3). Never throws a foreign message.
 */
export async function sendMail(settings: MailSettings, id: string): Promise<Delivery> {
  const mail = await claimMail(settings.db, id)
  if (!mail)
    return (await settings.db.prisma.mail.findUnique({ where: { id }, select: { settledAt: true } }))?.settledAt
      ? 'settled'
      : 'later'
  const letter = await writeMail(settings, mail)
  if (!letter) {
    await settleMail(settings.db, id, 'dropped', new Date())
    return 'settled'
  }
  const sent = await settings.mailer.send({
    ...letter.rendered,
    to: letter.to,
    messageId: `<${outside('mail', id)}@${settings.mailDomain}>`,
    date: mail.createdAt,
  })
  if (sent.outcome === 'temporary') {
    await releaseMail(settings.db, id)
    return 'later'
  }
  if (sent.outcome === 'accepted') await settleMail(settings.db, id, 'accepted', new Date())
  else await recordBounce(settings.db, mail, sent.enhancedCode)
  return 'settled'
}

/** Tries each mail of a subject that has not left yet, oldest first; stops at the first that has to wait. */
export async function sendMails(settings: MailSettings, subject: string): Promise<Delivery> {
  for (const { id } of await unsettledMails(settings.db, subject))
    if ((await sendMail(settings, id)) === 'later') return 'later'
  return 'settled'
}

/** The remote activity with long retries, for mails that the mail server did not take at once. */
export async function deliverMails(settings: MailSettings, subject: string): Promise<void> {
  if ((await sendMails(settings, subject)) === 'later')
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
