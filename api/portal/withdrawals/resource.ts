import type { ConfirmationState, SentNumber } from '../../../commands/confirmation.ts'
import { accessText } from '../../../domain/access.ts'
import { endingOf } from '../../../domain/destinations.ts'
import { outside } from '../../../domain/ids.ts'
import type { WithdrawalFacts } from '../../../store/withdrawal-facts.ts'
import type { WithdrawalView } from '../../../store/withdrawal-views.ts'
import { timeText } from '../../http/fields.ts'
import type { WithdrawalRowShown, WithdrawalShown } from './contract.ts'

/** The first characters of an address that people compare. */
const SHOWN_FIRST = 12

export const sentNumberShown = ({ sentTo, worksUntil, triesLeft }: SentNumber) => ({
  sentTo,
  worksUntil: worksUntil.toISOString(),
  triesLeft,
})

export const confirmationShown = (state: ConfirmationState) => ({
  needed: state.needed,
  sent: state.sent && sentNumberShown(state.sent),
})

/** A line of the list. */
export function withdrawalRow(one: WithdrawalView): WithdrawalRowShown {
  const { destination: to, asks } = one
  const over = one.status !== 'waiting'
  return {
    id: outside('withdrawal', one.id),
    who: { subUser: outside('subUser', asks.id), name: asks.name, email: asks.address },
    amount: { value: one.amount, currency: one.currency },
    to: { kind: to.kind === 'bank' ? 'bank' : 'wallet', label: to.label, ending: endingOf(to.address) },
    status: one.status,
    endedBecause: one.endedBecause,
    askedAt: one.createdAt.toISOString(),
    deadline: timeText(one.deadline),
    decidedAt: timeText(over ? (one.decidedAt ?? one.deadline ?? one.createdAt) : null),
    clockAheadMs: one.now.getTime() - Date.now(),
  }
}

/** The whole item. */
export function withdrawalShown(
  one: WithdrawalView,
  facts: WithdrawalFacts,
  state: ConfirmationState | null,
): WithdrawalShown {
  const { destination: to, asks, account } = one
  const role = accessText('en', { policy: account.policy, role: asks.role, rights: asks.rights }, '').name
  const { completed, refused, larger, last } = facts
  return {
    ...withdrawalRow(one),
    balanceAfter: one.balanceAfter,
    valueBeside: one.valueBeside,
    place: { network: to.network, address: shortened(to.address) },
    registeredAt: timeText(to.removedAt ? null : to.registeredAt),
    times: to.withdrawals,
    last: last && { value: last.value, currency: last.currency, at: last.at.toISOString(), by: last.by?.name ?? null },
    larger: larger && { value: larger.value, at: larger.at.toISOString() },
    asks: { role, since: timeText(asks.activatedAt), completed, refused },
    reason: one.reason,
    confirmation: state && confirmationShown(state),
  }
}

/** “bc1q exam ple0 … 7k2m”: enough to compare, never the whole number. */
function shortened(address: string): string {
  const groups = (text: string): string => text.match(/.{1,4}/g)?.join(' ') ?? ''
  return address.length <= SHOWN_FIRST + 4
    ? `… ${endingOf(address)}`
    : `${groups(address.slice(0, SHOWN_FIRST))} … ${endingOf(address)}`
}
