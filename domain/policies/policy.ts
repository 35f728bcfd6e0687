import { type Right, readsOnly } from '../rights.ts'
import type { VendorLimits } from '../vendor-times.ts'

/** How a person is verified: what they show, who checks it, and how often they may try (R6, R44, R45). */
export type VerificationProfile = {
  vendors: readonly string[]
  documents: readonly ('identity' | 'selfie' | 'address')[]
  attempts: number
  /** Two people decide, neither seeing the other's decision. */
  fourEyes: boolean
  /** Office hours within which staff review. */
  reviewHours: number
  /** Months after which an approved check runs out, unless the document does before; null: only the document's end counts (R46). */
  validMonths: number | null
  /** What some vendors may take, in minutes, where it is not the usual (R41, R44). */
  vendorLimits?: Readonly<Record<string, Partial<VendorLimits>>> | undefined
  /** Days for which documents are kept after the access, or the onboarding without one, has ended (R45). */
  retentionDays: number
}

/** Five years in days, leap days included. */
export const KEPT_FIVE_YEARS = 1_826

/** A role with its rights; where the policy's rights are chosen one by one, `rights` are those that may be chosen. */
export type Role = {
  id: string
  name: string
  rights: readonly Right[]
  /** Another user of somebody who has access already: the holder, or the sub-user it is added for (R19, R21). */
  secondOf?: 'holder' | 'sub-user'
}

/** Roles that share seats, and how many seats there are; `null` is no limit (R8). */
export type Quota = { roles: readonly string[]; limit: number | null }

/** What one account type of a policy allows. */
export type AccountType = { profile: string; quotas: Readonly<Record<string, Quota>> }

/** What the platform charges for each active sub-user (R30). Amounts in the currency's minor unit. */
export type Fee = { amountMinor: number; currency: string; period: 'month' | 'year' }

/** Who is never verified (R7): these roles, or whoever has only rights that read. */
export type Exemption = { roles: readonly string[] } | { readsOnly: true }

/** A policy is data: roles, rights, quotas, exemption, verification, legal texts. Checked at start-up (R3). */
export type Policy = {
  id: string
  name: string
  /** Where the data came from, for messages. */
  file: string
  /** `fixed`: a role has its rights. `chosen`: whoever adds a user ticks them one by one, and user names are claimed (R2, R22). */
  rights: 'fixed' | 'chosen'
  roles: readonly Role[]
  exempt: Exemption
  accountTypes: Readonly<Record<string, AccountType>>
  profiles: Readonly<Record<string, VerificationProfile>>
  legalTexts: readonly string[]
  /** Whether a code goes to the invited address before a login is set (R37). */
  codeBeforeLogin: boolean
  holderRights: readonly Right[]
  /** Charged for each added user unless the account has a fee of its own; null: none (R30). */
  fee: Fee | null
  /** Whether the holder may type a first password that has to be replaced at the first sign-in (R24). */
  firstPassword: boolean
  /** How many hours a withdrawal waits for the holder, where approval is required and the request does not say (R18). */
  approvalHours: number
}

/** Days for which an account's documents are kept after the end. */
export const keptDays = (policy: Policy, profile: string): number =>
  policy.profiles[profile]?.retentionDays ?? KEPT_FIVE_YEARS

export const roleOf = (policy: Policy, id: string): Role | undefined => policy.roles.find((role) => role.id === id)

export const accountTypeOf = (policy: Policy, type: string): AccountType | undefined => policy.accountTypes[type]

/** The quota group and limit that a role falls under in an account type, or undefined when the type has none. */
export function quotaFor(policy: Policy, type: string, role: string): ({ group: string } & Quota) | undefined {
  const quotas = accountTypeOf(policy, type)?.quotas ?? {}
  for (const [group, quota] of Object.entries(quotas)) if (quota.roles.includes(role)) return { group, ...quota }
  return undefined
}

/** The rights that a sub-user has by role, or by choice where the policy has them chosen; `chosen` are the row's. */
export const rightsOf = (policy: Policy, { role, rights }: { role: string; rights: readonly string[] }): Right[] => {
  const given: readonly Right[] = roleOf(policy, role)?.rights ?? []
  return policy.rights === 'fixed' ? [...given] : given.filter((right) => rights.includes(right))
}

/** Whether a sub-user is never verified (R7). Second users aren't verified again (R19, R21). */
export function isExempt(policy: Policy, role: string, chosen: readonly string[] = []): boolean {
  if (roleOf(policy, role)?.secondOf) return true
  if ('roles' in policy.exempt) return policy.exempt.roles.includes(role)
  return rightsOf(policy, { role, rights: chosen }).every(readsOnly)
}
