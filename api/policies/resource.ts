import { isExempt, type Policy } from '../../domain/policies/policy.ts'

/** A policy as the API shows it. */
export const policyResource = (policy: Policy) => ({
  id: policy.id,
  name: policy.name,
  rights: policy.rights,
  fee: policy.fee,
  roles: policy.roles.map(({ id, name, rights, secondOf }) => ({
    id,
    name,
    rights: [...rights],
    secondOf: secondOf ?? null,
    verified: !isExempt(policy, id, rights),
  })),
  accountTypes: Object.entries(policy.accountTypes).map(([id, { profile, quotas }]) => ({
    id,
    verificationProfile: profile,
    quotas: Object.entries(quotas).map(([quota, { roles, limit }]) => ({ id: quota, roles: [...roles], limit })),
  })),
  verificationProfiles: Object.entries(policy.profiles).map(([id, { documents, attempts, fourEyes }]) => ({
    id,
    documents: [...documents],
    attempts,
    fourEyes,
  })),
  legalTexts: [...policy.legalTexts],
})
