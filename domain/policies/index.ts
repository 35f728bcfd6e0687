import { brokerage } from './brokerage.ts'
import { type Known, type PolicyFault, faultsOf } from './check.ts'
import { exchange } from './exchange.ts'
import type { Policy } from './policy.ts'

export * from './policy.ts'

const SHIPPED: readonly Policy[] = [exchange, brokerage]

/** The policies by id. */
export const policies: ReadonlyMap<string, Policy> = new Map(SHIPPED.map((policy) => [policy.id, policy]))

/** A policy that accounts name; throws only when a row names a policy that was taken away. */
export function policyOf(id: string): Policy {
  const policy = policies.get(id)
  if (!policy) throw new Error(`policy "${id}" is not configured`)
  return policy
}

/** All faults of all policies; the start stops when there is one (R3). */
export const policyFaults = (known: Known): PolicyFault[] => SHIPPED.flatMap((policy) => faultsOf(policy, known))
