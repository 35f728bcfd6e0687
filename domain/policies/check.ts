import { isRight } from '../rights.ts'
import type { Policy } from './policy.ts'

/** What a policy may name that is not its own. */
export type Known = { vendors: readonly string[]; legalTexts: readonly string[] }

export type PolicyFault = { file: string; path: string; reason: string }

/** Every fault of a policy, each naming file, path and reason; empty when the policy is sound (R3). */
export function faultsOf(policy: Policy, known: Known): PolicyFault[] {
  const faults: PolicyFault[] = []
  const fault = (path: string, reason: string) => faults.push({ file: policy.file, path, reason })
  const roles = new Set(policy.roles.map((role) => role.id))

  policy.roles.forEach((role, i) => {
    role.rights.forEach((right, j) => {
      if (!isRight(right)) fault(`roles[${i}].rights[${j}]`, `unknown right "${String(right)}"`)
    })
    if (policy.roles.findIndex((other) => other.id === role.id) !== i)
      fault(`roles[${i}].id`, `role "${role.id}" stands twice`)
  })
  if ('roles' in policy.exempt)
    policy.exempt.roles.forEach((role, i) => {
      if (!roles.has(role)) fault(`exempt.roles[${i}]`, `no role "${role}"`)
    })
  for (const [name, type] of Object.entries(policy.accountTypes)) checkType(policy, name, type, roles, fault)
  for (const [name, profile] of Object.entries(policy.profiles)) {
    if (!Number.isInteger(profile.attempts) || profile.attempts < 1)
      fault(`profiles.${name}.attempts`, 'at least one attempt is needed')
    if (profile.vendors.length === 0) fault(`profiles.${name}.vendors`, 'at least one vendor is needed')
    profile.vendors.forEach((vendor, i) => {
      if (!known.vendors.includes(vendor)) fault(`profiles.${name}.vendors[${i}]`, `no vendor "${vendor}"`)
    })
    if (profile.documents.length === 0) fault(`profiles.${name}.documents`, 'at least one document is needed')
  }
  policy.legalTexts.forEach((text, i) => {
    if (!known.legalTexts.includes(text)) fault(`legalTexts[${i}]`, `no legal text "${text}"`)
  })
  return faults
}

function checkType(
  policy: Policy,
  name: string,
  type: Policy['accountTypes'][string],
  known: ReadonlySet<string>,
  fault: (path: string, reason: string) => void,
): void {
  const at = `accountTypes.${name}`
  if (!policy.profiles[type.profile]) fault(`${at}.profile`, `no verification profile "${type.profile}"`)
  const placed = new Map<string, string>()
  for (const [group, quota] of Object.entries(type.quotas)) {
    if (quota.limit !== null && (!Number.isInteger(quota.limit) || quota.limit < 0))
      fault(`${at}.quotas.${group}.limit`, `${quota.limit} is no limit; use a whole number from 0, or null`)
    quota.roles.forEach((role, i) => {
      const path = `${at}.quotas.${group}.roles[${i}]`
      if (!known.has(role)) fault(path, `no role "${role}"`)
      const other = placed.get(role)
      if (other) fault(path, `role "${role}" already falls under "${other}"`)
      placed.set(role, group)
    })
  }
  for (const role of known) if (!placed.has(role)) fault(`${at}.quotas`, `role "${role}" falls under no quota`)
}
