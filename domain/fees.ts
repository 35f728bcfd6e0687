import type { Fee, Policy } from './policies/policy.ts'

/** A fee as a row keeps it, or null when it holds none. Amounts in the currency's minor unit. */
export function readFee(kept: unknown): Fee | null {
  if (typeof kept !== 'object' || kept === null) return null
  const { amountMinor, currency, period }: Partial<Record<keyof Fee, unknown>> = kept
  if (typeof amountMinor !== 'number' || typeof currency !== 'string') return null
  return period === 'month' || period === 'year' ? { amountMinor, currency, period } : null
}

/** What each added user costs: the account's own fee, else the policy's; null: nothing (R30). */
export function feeOf(policy: Policy, account: { fee: unknown }): Fee | null {
  const fee = readFee(account.fee) ?? policy.fee
  return fee && fee.amountMinor > 0 ? fee : null
}
