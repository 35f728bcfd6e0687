import { endingOf } from '../domain/destinations.ts'
import { outside } from '../domain/ids.ts'
import { entryTo } from '../domain/portal.ts'
import { moneyText } from '../domain/words/money.ts'
import type { FactsByKind, MoneyTo, WithdrawalOutcome } from '../mail/facts.ts'
import { type RenderedMail, renderMail } from '../mail/render.tsx'
import { accountName } from '../store/accounts.ts'
import type { MailRow } from '../store/mails.ts'
import { type WithdrawalView, findWithdrawal } from '../store/withdrawal-views.ts'
import { type MailSettings, frameOf } from './mail-settings.ts'

/** A mail about a withdrawal, and whom it goes to; undefined when there is nothing true left to say (R18). */
export async function withdrawalMail(
  settings: MailSettings,
  mail: MailRow,
  kind: 'withdrawal_waits' | 'withdrawal_result',
): Promise<{ to: string; rendered: RenderedMail } | undefined> {
  const view = await findWithdrawal(settings.db, mail.subject)
  if (!view) return undefined
  if (kind === 'withdrawal_waits') {
    const facts = waits(settings, view, mail)
    const frame = frameOf(settings, view.account.language)
    return facts && { to: view.account.holder.address, rendered: renderMail(kind, facts, frame) }
  }
  const facts = result(settings, view)
  return facts && { to: view.asks.address, rendered: renderMail(kind, facts, frameOf(settings, view.asks.language)) }
}

function waits(
  settings: MailSettings,
  view: WithdrawalView,
  mail: MailRow,
): FactsByKind['withdrawal_waits'] | undefined {
  if (view.status !== 'waiting' || !view.deadline) return undefined
  return {
    account: accountName(view.account),
    who: view.asks.name ?? view.asks.address,
    amount: amountOf(view),
    to: moneyTo(view),
    times: view.destination.withdrawals,
    openUntil: view.deadline,
    writtenAt: mail.createdAt,
    link: entryTo(settings.entryUrl, `/withdrawals/${outside('withdrawal', view.id)}`),
  }
}

function result(settings: MailSettings, view: WithdrawalView): FactsByKind['withdrawal_result'] | undefined {
  const outcome = outcomeOf(settings, view)
  return outcome && { account: accountName(view.account), amount: amountOf(view), to: moneyTo(view), outcome }
}

function outcomeOf({ platform }: MailSettings, view: WithdrawalView): WithdrawalOutcome | undefined {
  const { status: is, reason, decidedAt, deadline } = view
  const at = decidedAt ?? deadline ?? view.changedAt
  if (is === 'waiting') return undefined
  if (is === 'expired' || is === 'ended') return { is, at }
  return { is, at, by: view.account.holder.name ?? platform.platformName, ...(reason !== null && { reason }) }
}

export const amountOf = ({ amount, currency }: Pick<WithdrawalView, 'amount' | 'currency'>): string =>
  moneyText({ value: amount, currency })

const moneyTo = ({ destination }: WithdrawalView): MoneyTo =>
  destination.label === null
    ? { kind: destination.kind === 'bank' ? 'bank' : 'wallet', ending: endingOf(destination.address) }
    : { label: destination.label }
