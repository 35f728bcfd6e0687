import { sessionContracts } from './session/contract.ts'

/** Every route of the portal. */
export const portalContracts = [...sessionContracts] as const
