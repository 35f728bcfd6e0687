import { accountContracts } from './accounts/contract.ts'
import { actionContracts } from './actions/contract.ts'
import { onboardingContracts } from './onboardings/contract.ts'
import { reviewContracts } from './reviews/contract.ts'
import { viewContracts } from './views/contract.ts'
import { sessionContracts } from './session/contract.ts'

/** Every route of the console. */
export const consoleContracts = [
  ...sessionContracts,
  ...onboardingContracts,
  ...actionContracts,
  ...reviewContracts,
  ...accountContracts,
  ...viewContracts,
] as const
