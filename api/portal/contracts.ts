import { actingContracts } from './acting/contract.ts'
import { sessionContracts } from './session/contract.ts'
import { userContracts } from './users/contract.ts'

/** Every route of the portal. */
export const portalContracts = [...sessionContracts, ...userContracts, ...actingContracts] as const
