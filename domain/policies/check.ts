import { isRight } from '../rights.ts'
import { WITHDRAWAL_OPEN, HOUR } from '../withdrawals.ts'
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
    role.rights.forEach((right, j) => {
      if (isRight(right) && !policy.holderRights.includes(right))
        fault(`roles[${i}].rights[${j}]`, `the holder does not have "${right}", so nobody can be given it`)
    })
    checkSecond(policy, role, `roles[${i}]`, fault)
    if (policy.roles.findIndex((other) => other.id === role.id) !== i)
      fault(`roles[${i}].id`, `role "${role.id}" stands twice`)
  })
  if (policy.roles.length === 0) fault('roles', 'at least one role is needed')
  policy.holderRights.forEach((right, i) => {
    if (!isRight(right)) fault(`holderRights[${i}]`, `unknown right "${String(right)}"`)
  })
  checkChosen(policy, fault)
  checkFee(policy, fault)
  checkApproval(policy, fault)
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
    if (profile.fourEyes && profile.vendors.some((vendor) => vendor !== 'staff'))
      fault(`profiles.${name}.fourEyes`, 'only staff decide in pairs; name no other vendor')
    for (const [field, number] of [
      ['reviewHours', profile.reviewHours],
      ['validMonths', profile.validMonths],
      ['retentionDays', profile.retentionDays],
    ] as const)
      if (number !== null && (!Number.isInteger(number) || number < 1))
        fault(`profiles.${name}.${field}`, `${number} is no whole number from 1`)
    for (const [vendor, limits] of Object.entries(profile.vendorLimits ?? {})) {
      if (!known.vendors.includes(vendor)) fault(`profiles.${name}.vendorLimits.${vendor}`, `no vendor "${vendor}"`)
      for (const [limit, minutes] of Object.entries(limits))
        if (!(minutes > 0)) fault(`profiles.${name}.vendorLimits.${vendor}.${limit}`, 'more than 0 minutes are needed')
    }
    if (profile.documents.length === 0) fault(`profiles.${name}.documents`, 'at least one document is needed')
  }
  if (Object.keys(policy.accountTypes).length === 0) fault('accountTypes', 'at least one account type is needed')
  policy.legalTexts.forEach((text, i) => {
    if (!known.legalTexts.includes(text)) fault(`legalTexts[${i}]`, `no legal text "${text}"`)
  })
  return faults
}

type Fault = (path: string, reason: string) => void

/** Second users are added by choosing rights, and are no first users themselves (R19, R21). */
function checkSecond(policy: Policy, { secondOf, rights }: Policy['roles'][number], at: string, fault: Fault): void {
  if (secondOf === undefined) return
  if (policy.rights === 'fixed') fault(`${at}.secondOf`, 'only where rights are chosen can there be second users')
  const first = policy.roles.filter((other) => other.secondOf === undefined).flatMap((other) => other.rights)
  const beyond = secondOf === 'sub-user' ? rights.find((right) => !first.includes(right)) : undefined
  if (beyond) fault(`${at}.rights`, `"${beyond}" is no right that a first user can have`)
}

/** Where rights are chosen, somebody beside a second user can be added, and whoever only reads is told by the rights. */
function checkChosen(policy: Policy, fault: Fault): void {
  if (policy.rights === 'fixed') {
    if (policy.firstPassword) fault('firstPassword', 'only where rights are chosen can a first password be typed')
    return
  }
  if (policy.roles.every(({ secondOf }) => secondOf !== undefined))
    fault('roles', 'a role that is nobody’s second user is needed')
}

function checkFee({ fee }: Policy, fault: Fault): void {
  if (!fee) return
  if (!Number.isInteger(fee.amountMinor) || fee.amountMinor < 0)
    fault('fee.amountMinor', `${fee.amountMinor} is no amount; use a whole number of the currency’s minor unit`)
  if (!/^[A-Z]{3}$/.test(fee.currency)) fault('fee.currency', `"${fee.currency}" is no currency like EUR`)
}

function checkApproval({ approvalHours: hours }: Policy, fault: Fault): void {
  const [least, most] = [WITHDRAWAL_OPEN.minMs / HOUR, WITHDRAWAL_OPEN.maxMs / HOUR]
  if (!Number.isInteger(hours) || hours < least || hours > most)
    fault('approvalHours', `${hours} is no whole number from ${least} to ${most}`)
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
