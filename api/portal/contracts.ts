import { accessRightsContracts } from './access-rights/contract.ts'
import { actingContracts } from './acting/contract.ts'
import { draftContracts } from './drafts/contract.ts'
import { historyContracts } from './history/contract.ts'
import { sessionContracts } from './session/contract.ts'
import { templateContracts } from './templates/contract.ts'
import { userContracts } from './users/contract.ts'
import { withdrawalContracts } from './withdrawals/contract.ts'

/** Every route of the portal. */
export const portalContracts = [
  ...sessionContracts,
  ...historyContracts,
  ...userContracts,
  ...actingContracts,
  ...draftContracts,
  ...templateContracts,
  ...accessRightsContracts,
  ...withdrawalContracts,
] as const
