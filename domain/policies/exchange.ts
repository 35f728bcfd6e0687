import type { Right } from '../rights.ts'
import { KEPT_FIVE_YEARS, type Policy, type VerificationProfile } from './policy.ts'

/** The rights of this policy, as section B of the rules lists them. */
const RIGHTS: readonly Right[] = [
  'account.view',
  'order.place',
  'order.leverage',
  'withdraw.known',
  'withdraw.new',
  'destination.add',
  'deposit.manage',
  'deposit.card',
  'deposit.paypal',
  'users.manage',
  'account.change',
]
const ALONE_HOLDERS: readonly Right[] = ['order.leverage', 'deposit.card', 'deposit.paypal']

const TRADERS = ['trader', 'trader_restricted_withdrawals', 'trader_withdrawals'] as const

const STANDARD: VerificationProfile = {
  vendors: ['staff'],
  documents: ['identity', 'selfie'],
  attempts: 3,
  fourEyes: false,
  reviewHours: 4,
  validMonths: 60,
  retentionDays: KEPT_FIVE_YEARS,
}

/** The exchange policy: account types `personal` and `company`, five fixed roles (R1, section B of the rules). */
export const exchange: Policy = {
  id: 'exchange',
  name: 'Exchange',
  file: 'domain/policies/exchange.ts',
  rights: 'fixed',
  holderRights: RIGHTS,
  roles: [
    { id: 'viewer', name: 'Viewer', rights: ['account.view'] },
    { id: 'trader', name: 'Trader', rights: ['account.view', 'order.place'] },
    {
      id: 'trader_restricted_withdrawals',
      name: 'Trader with restricted withdrawals',
      rights: ['account.view', 'order.place', 'withdraw.known'],
    },
    {
      id: 'trader_withdrawals',
      name: 'Trader with withdrawals',
      rights: ['account.view', 'order.place', 'withdraw.known', 'destination.add', 'withdraw.new'],
    },
    {
      id: 'administrator',
      name: 'Administrator',
      rights: RIGHTS.filter((right) => !ALONE_HOLDERS.includes(right)),
    },
  ],
  exempt: { roles: ['viewer'] },
  accountTypes: {
    personal: {
      profile: 'standard',
      quotas: {
        viewers: { roles: ['viewer'], limit: null },
        traders: { roles: TRADERS, limit: 1 },
        administrators: { roles: ['administrator'], limit: 1 },
      },
    },
    company: {
      profile: 'standard',
      quotas: {
        viewers: { roles: ['viewer'], limit: null },
        traders: { roles: TRADERS, limit: 2 },
        administrators: { roles: ['administrator'], limit: 2 },
      },
    },
  },
  profiles: {
    standard: STANDARD,
    standard_with_address: { ...STANDARD, documents: ['identity', 'selfie', 'address'] },
    four_eyes: { ...STANDARD, fourEyes: true },
  },
  legalTexts: ['terms', 'privacy'],
  codeBeforeLogin: true,
  fee: null,
  firstPassword: false,
  approvalHours: 24,
}
