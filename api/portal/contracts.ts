import { actingContracts } from './acting/contract.ts'
import { historyContracts } from './history/contract.ts'
import { sessionContracts } from './session/contract.ts'
import { userContracts } from './users/contract.ts'

/** Every route of the portal. */
export const portalContracts = [...sessionContracts, ...historyContracts, ...userContracts, ...actingContracts] as const
