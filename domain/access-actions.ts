import { RIGHTS, type Right } from './rights.ts'
import type { DestinationKind } from './destinations.ts'

/** Moves of money: what they need depends on where they go to or come from. */
export const TRANSFERS = ['withdraw', 'deposit'] as const
export type Transfer = (typeof TRANSFERS)[number]

/** What a platform may ask about: every right by its own name, and the two moves of money (R47). */
export const ACCESS_ACTIONS = [...RIGHTS, ...TRANSFERS] as const
export type AccessAction = Right | Transfer

/** To a destination that was withdrawn to before, either right will do; to any other only the second (R16). */
export const WITHDRAW_RIGHTS = {
  known: ['withdraw.known', 'withdraw.new'],
  new: ['withdraw.new'],
} as const satisfies Record<string, readonly Right[]>

/** Withdrawals go to the holder's own wallets and bank accounts only (R17). */
export const WITHDRAW_KINDS = ['wallet', 'bank'] as const satisfies readonly DestinationKind[]

/** What a deposit needs, by its source: the first that the policy knows decides. */
export const DEPOSIT_RIGHTS: Readonly<Record<DestinationKind, readonly Right[]>> = {
  wallet: ['deposit.manage', 'deposit.announce'],
  bank: ['deposit.manage', 'deposit.announce'],
  card: ['deposit.card'],
  paypal: ['deposit.paypal'],
}

/** Why the answer is what it is: one closed list (R47). */
export const ACCESS_REASONS = {
  allowed: 'Yes.',
  'unknown-account': 'There is no such account, or the key may not know of it.',
  'unknown-sub-user': 'There is no such sub-user, or the key may not know of it.',
  'not-active': 'The access is not active: the onboarding is not done, or it is over.',
  suspended: 'The access is suspended.',
  'right-missing': 'The right is not among those of the role, or was not given.',
  'destination-not-registered':
    'The destination is not registered as the holder’s own. That means no for everyone, the holder included.',
  'destination-new': 'The destination is the holder’s own, but nothing was withdrawn to it yet, and this access is restricted to known ones.', // prettier-ignore
  'source-not-registered':
    'The source is not registered as the holder’s own. That means no for everyone, the holder included.',
} as const satisfies Record<string, string>
export type AccessReason = keyof typeof ACCESS_REASONS
