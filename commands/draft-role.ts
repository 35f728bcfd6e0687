import type { WhoseUser } from '../domain/drafts.ts'
import { type Policy, quotaFor } from '../domain/policies/index.ts'
import { Refusal } from '../domain/refusals.ts'

/** The wanted role, or the first one of the kind that is asked for. A second user of a sub-user is never of another kind. */
export function roleFor(policy: Policy, accountType: string, wanted: string | undefined, kind?: WhoseUser): string {
  const fits = policy.roles.filter(({ id, secondOf }) => {
    const ofSubUser = secondOf === 'sub-user'
    return quotaFor(policy, accountType, id) !== undefined && ofSubUser === (kind === 'sub-user')
  })
  const role = wanted === undefined ? fits[0] : fits.find(({ id }) => id === wanted)
  if (!role)
    throw new Refusal('unknown-role', `The policy "${policy.id}" has no role "${wanted ?? ''}" that can be given here.`)
  return role.id
}
