import type { Right } from '../rights.ts'

/** How a person is verified: what they show, who checks it, and how often they may try (R6, R44, R45). */
export type VerificationProfile = {
  vendors: readonly string[]
  documents: readonly ('identity' | 'selfie' | 'address')[]
  attempts: number
  fourEyes: boolean
  /** Hours within which staff review. */
  reviewHours: number
}

export type Role = {
  id: string
  name: string
  rights: readonly Right[]
}

/** Roles that share seats, and how many seats there are; `null` is no limit (R8). */
export type Quota = { roles: readonly string[]; limit: number | null }

/** What one account type of a policy allows. */
export type AccountType = { profile: string; quotas: Readonly<Record<string, Quota>> }

/** A policy is data: roles, rights, quotas, exemption, verification, legal texts. Checked at start-up (R3). */
export type Policy = {
  id: string
  name: string
  /** Where the data came from, for messages. */
  file: string
  roles: readonly Role[]
  /** Roles that are never verified (R7). */
  exemptRoles: readonly string[]
  accountTypes: Readonly<Record<string, AccountType>>
  profiles: Readonly<Record<string, VerificationProfile>>
  legalTexts: readonly string[]
  /** Whether a code goes to the invited address before a login is set (R37). */
  codeBeforeLogin: boolean
  holderRights: readonly Right[]
}

export const roleOf = (policy: Policy, id: string): Role | undefined => policy.roles.find((role) => role.id === id)

export const accountTypeOf = (policy: Policy, type: string): AccountType | undefined => policy.accountTypes[type]

/** The quota group and limit that a role falls under in an account type, or undefined when the type has none. */
export function quotaFor(policy: Policy, type: string, role: string): ({ group: string } & Quota) | undefined {
  const quotas = accountTypeOf(policy, type)?.quotas ?? {}
  for (const [group, quota] of Object.entries(quotas)) if (quota.roles.includes(role)) return { group, ...quota }
  return undefined
}

export const isExempt = (policy: Policy, role: string): boolean => policy.exemptRoles.includes(role)
