import { outside } from '../../domain/ids.ts'
import type { WithdrawalView } from '../../store/withdrawal-views.ts'
import { timeText } from '../http/fields.ts'
import type { WithdrawalResource } from './contract.ts'

/** A withdrawal as the API shows it. */
export function withdrawalResource(one: WithdrawalView): WithdrawalResource {
  const { kind, network, address, bankCode, tag, label } = one.destination
  const over = one.status !== 'waiting'
  return {
    id: outside('withdrawal', one.id),
    account: { id: outside('account', one.account.id), reference: one.account.reference },
    subUser: outside('subUser', one.subUserId),
    reference: one.reference,
    amount: { value: one.amount, currency: one.currency },
    destination: { kind, network, address, bankCode, tag, label },
    status: one.status,
    approvalNeeded: one.approval,
    deadline: timeText(one.deadline),
    decidedAt: timeText(over ? (one.decidedAt ?? one.deadline ?? one.createdAt) : null),
    endedBecause: one.endedBecause,
    reason: one.reason,
    createdAt: one.createdAt.toISOString(),
  }
}
