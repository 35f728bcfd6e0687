import { codeDigits } from '../domain/secrets.ts'
import type { Confirmed, FactsByKind } from '../mail/facts.ts'
import { accountName, accountNow, findAccount } from '../store/accounts.ts'
import { type ConfirmationRow, findNumber } from '../store/confirmation-numbers.ts'
import type { MailRow } from '../store/mails.ts'
import { findSubUser } from '../store/sub-users.ts'
import { findWithdrawal } from '../store/withdrawal-views.ts'
import type { MailSettings } from './mail-settings.ts'
import { amountOf } from './withdrawal-mail.ts'

export type NumberMail = { to: string; language: string; facts: FactsByKind['confirmation_number'] }

/** The mail with a confirmation number, to the one who confirms; undefined when the number is void by now (R28). */
export async function confirmationMail(settings: MailSettings, mail: MailRow): Promise<NumberMail | undefined> {
  const { db, keys, platform } = settings
  const { numberId } = mail.facts as { numberId?: string }
  const number = numberId ? await findNumber(db, numberId) : null
  const account = number && (await findAccount(db, number.accountId))
  if (!number || !account || number.usedAt || number.endedAt) return undefined
  if (number.expiresAt <= (await accountNow(db.prisma, account.id))) return undefined
  const admin = number.actorKind === 'administrator' ? await findSubUser(db, number.actorId) : undefined
  const confirms = await confirmed(settings, number)
  if (!confirms || (number.actorKind === 'administrator' && !admin)) return undefined
  return {
    to: admin?.person.address ?? account.holder.address,
    language: admin?.language ?? account.language,
    facts: {
      account: accountName(account),
      code: codeDigits(keys, number.id),
      confirms,
      worksUntil: number.expiresAt,
      tellLink: platform.helpUrl,
    },
  }
}

async function confirmed({ db }: MailSettings, { purpose, subject }: ConfirmationRow): Promise<Confirmed | undefined> {
  if (purpose === 'stop_approvals') return { is: purpose }
  if (purpose === 'approve_withdrawal') {
    const one = await findWithdrawal(db, subject)
    return one && { is: purpose, who: one.asks.name ?? one.asks.address, amount: amountOf(one) }
  }
  if (purpose !== 'add_user' && purpose !== 'change_rights') return undefined
  const user = await findSubUser(db, subject)
  return user && { is: purpose, who: user.shownName ?? (user.person.address || user.userName || '') }
}
