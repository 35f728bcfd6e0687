import type { AccessReason } from './access-actions.ts'

/** The kinds by which an action history is filtered (R15). */
export const ACTION_KINDS = ['sign_in', 'order', 'withdrawal', 'deposit', 'setting', 'user'] as const
export type ActionKind = (typeof ACTION_KINDS)[number]

/** What a platform reports (R48), and under which kind people find it. */
export const ACTION_TYPES = {
  signed_in: 'sign_in',
  signed_out: 'sign_in',
  'order.placed': 'order',
  'order.changed': 'order',
  'order.cancelled': 'order',
  'order.filled': 'order',
  'withdrawal.requested': 'withdrawal',
  'withdrawal.cancelled': 'withdrawal',
  'withdrawal.completed': 'withdrawal',
  'deposit.announced': 'deposit',
  'deposit.completed': 'deposit',
  'setting.changed': 'setting',
  'password.changed': 'setting',
  'two_factor.changed': 'setting',
  'destination.added': 'setting',
  'destination.removed': 'setting',
  'user.changed': 'user',
} as const satisfies Record<string, ActionKind>
export type ActionType = keyof typeof ACTION_TYPES

/** Which have a destination, and which a source. */
export const HAS_DESTINATION: readonly ActionType[] = ['withdrawal.requested', 'withdrawal.cancelled', 'withdrawal.completed', 'destination.added', 'destination.removed'] // prettier-ignore
export const HAS_SOURCE: readonly ActionType[] = ['deposit.announced', 'deposit.completed']

export const ACTION_RESULTS = ['done', 'refused'] as const
export type ActionResult = (typeof ACTION_RESULTS)[number]

/** Why the platform refused: what an access check answered, or a reason of the platform's own. */
export const REFUSED_BECAUSE = [
  ...(['right-missing', 'suspended', 'not-active'] satisfies AccessReason[]),
  ...(['destination-new', 'destination-not-registered', 'source-not-registered'] satisfies AccessReason[]),
  'approval-declined',
  'approval-expired',
  'insufficient-funds',
  'limit-exceeded',
  'market-closed',
  'wrong-credentials',
  'other',
] as const
export type RefusedBecause = (typeof REFUSED_BECAUSE)[number]
export const SIGN_IN_METHODS = ['password', 'passkey', 'two_factor', 'single_sign_on', 'api_key'] as const

export type Amount = { value: string; currency: string }

/** What was done, in closed fields: no text that people wrote, no address. */
export type ActionDetails = {
  instrument?: string | undefined
  side?: 'buy' | 'sell' | undefined
  amount?: Amount | undefined
  price?: Amount | undefined
  leverage?: string | undefined
  method?: (typeof SIGN_IN_METHODS)[number] | undefined
  setting?: string | undefined
}

/** What became of one reported action: one closed list. */
export const REPORT_OUTCOMES = {
  recorded: 'It was not known yet and is recorded.',
  repeated: 'It was recorded before, just like this. Nothing changed.',
  conflict: 'It was recorded before with another content. That stays; this one was not recorded.',
  'unknown-account': 'There is no such account, or the key may not know of it. Not recorded.',
  'unknown-sub-user': 'There is no such sub-user, or the key may not know of it. Not recorded.',
  'destination-invalid': 'The source or destination can’t be a bank account, wallet, card or PayPal account. Not recorded.', // prettier-ignore
  'in-the-future': 'Its time is more than 5 minutes ahead of the account’s clock. Not recorded.',
} as const satisfies Record<string, string>
export type ReportOutcome = keyof typeof REPORT_OUTCOMES

/** How far the clocks of platform and Usher may differ, in ms. */
export const CLOCKS_DIFFER_MS = 5 * 60_000

/** Makes its destination a known one (R16). */
export const isCompletedWithdrawal = ({ type, result }: { type: ActionType; result: ActionResult }): boolean =>
  type === 'withdrawal.completed' && result === 'done'
