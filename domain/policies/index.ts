import { brokerage } from './brokerage.ts'
import { type Known, type PolicyFault, faultsOf } from './check.ts'
import { exchange } from './exchange.ts'
import type { Policy } from './policy.ts'

export * from './policy.ts'

const SHIPPED: readonly Policy[] = [exchange, brokerage]
const known = new Map(SHIPPED.map((policy) => [policy.id, policy]))

/** The policies by id: those that ship, and the platform's own once a process has added them. */
export const policies: ReadonlyMap<string, Policy> = known

/** A policy that accounts name; throws only when a row names a policy that was taken away. */
export function policyOf(id: string): Policy {
  const policy = known.get(id)
  if (!policy) throw new Error(`policy "${id}" is not configured`)
  return policy
}

/**
 * Adds the platform's own policies, once at the start of a process, unless something is wrong with any of them. Returns
 * all faults, those of the shipped ones among them; the start stops when there is one (R3).
 */
export function addPolicies(own: readonly Policy[], names: Known): PolicyFault[] {
  const all = [...SHIPPED, ...own]
  const faults = all.flatMap((policy, i) => [
    ...all
      .slice(0, i)
      .filter(({ id }) => id === policy.id)
      .map(({ file }) => ({ file: policy.file, path: 'id', reason: `"${policy.id}" is the id of ${file} already` })),
    ...faultsOf(policy, names),
  ])
  if (faults.length === 0) for (const policy of own) known.set(policy.id, policy)
  return faults
}

/** Whether a policy comes with Usher: the vendors of its profiles are then a matter of configuration, not of its data. */
export const isShipped = (policy: Policy): boolean => SHIPPED.includes(policy)
