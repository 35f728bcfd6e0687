import { accessCheckContracts } from './access-checks/contract.ts'
import { accountContracts } from './accounts/contract.ts'
import { actionContracts } from './actions/contract.ts'
import { destinationContracts } from './destinations/contract.ts'
import { policyContracts } from './policies/contract.ts'
import { portalSessionContracts } from './portal-sessions/contract.ts'
import { subUserContracts } from './sub-users/contract.ts'
import { withdrawalContracts } from './withdrawals/contract.ts'

/** Every route of the API for callers. */
export const apiContracts = [
  ...accountContracts,
  ...policyContracts,
  ...subUserContracts,
  ...accessCheckContracts,
  ...portalSessionContracts,
  ...destinationContracts,
  ...actionContracts,
  ...withdrawalContracts,
] as const

export const API_TAGS = [
  {
    name: 'Sub-users',
    description: 'People who are invited to an account, from the invitation to the end of their access.',
  },
  { name: 'Accounts', description: 'Accounts of the platform’s customers, and their seats.' },
  { name: 'Access', description: 'Whether somebody may do something now.' },
  { name: 'Portal', description: 'Leads account holders to the pages where they manage their users.' },
  {
    name: 'Destinations',
    description: 'Bank accounts and wallets of the holder: where money may come from and go to.',
  },
  { name: 'Actions', description: 'What holders and sub-users did: reported by the platform, read as a history.' },
  { name: 'Withdrawals', description: 'Withdrawals that sub-users ask for, and the holder’s approval of them.' },
  { name: 'Policies', description: 'Roles, rights and quotas.' },
] as const

export const API_DESCRIPTION = `Invites people to accounts as sub-users, follows their onboarding, and ends their access.

Send an API key as \`Authorization: Bearer usk_…\`. Every refusal is a problem document with a stable \`code\`; see [Errors](/errors).
Any POST may carry an \`Idempotency-Key\`: sent again with the same request, it gives the same answer and acts once.`
