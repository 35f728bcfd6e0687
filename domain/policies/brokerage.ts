import type { Right } from '../rights.ts'
import { KEPT_FIVE_YEARS, type Policy } from './policy.ts'

/** What a holder may tick for somebody else, group by group (R26). */
const RIGHTS: readonly Right[] = [
  'own.login',
  'own.two_factor',
  'own.second_user',
  'own.address',
  'positions.view',
  'order.shares',
  'order.bonds',
  'order.derivatives',
  'order.margin',
  'currency.exchange',
  'market_data.live',
  'statements.view',
  'statements.download',
  'tax.download',
  'reports.build',
  'reports.send',
  'transfers.view',
  'deposit.announce',
  'withdraw.known',
  'destination.add',
  'transfer.internal',
  'details.view',
  'details.change',
  'market_data.order',
  'users.manage',
  'permissions.change',
  'account.close',
]

/** The brokerage policy: account type `individual`, rights chosen one by one (R2, section C of the rules). */
export const brokerage: Policy = {
  id: 'brokerage',
  name: 'Brokerage',
  file: 'domain/policies/brokerage.ts',
  rights: 'chosen',
  holderRights: [...RIGHTS, 'withdraw.new'],
  roles: [
    { id: 'individual', name: 'Individual', rights: RIGHTS },
    { id: 'second_user', name: 'Second user', rights: RIGHTS, secondOf: 'sub-user' },
    { id: 'own_second_user', name: 'Second user of the holder', rights: RIGHTS, secondOf: 'holder' },
  ],
  exempt: { readsOnly: true },
  accountTypes: {
    individual: {
      profile: 'standard',
      quotas: {
        individuals: { roles: ['individual'], limit: 5 },
        own_second_users: { roles: ['own_second_user'], limit: 1 },
        second_users: { roles: ['second_user'], limit: null },
      },
    },
  },
  profiles: {
    standard: {
      vendors: ['staff'],
      documents: ['identity', 'selfie'],
      attempts: 3,
      fourEyes: false,
      reviewHours: 4,
      validMonths: 60,
      retentionDays: KEPT_FIVE_YEARS,
    },
  },
  legalTexts: ['terms', 'privacy', 'lpoa'],
  codeBeforeLogin: true,
  fee: { amountMinor: 1450, currency: 'EUR', period: 'month' },
  firstPassword: false,
  approvalHours: 24,
}
