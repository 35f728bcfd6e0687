import { type Policy, roleOf } from './policies/index.ts'
import { isRelationship } from './relationships.ts'
import { fullName, isAddress, linkIn } from './sign-up.ts'
import { type UserNameFault, userNameFault } from './user-names.ts'

/** How long a draft is kept from when it was begun, in ms (R29). */
export const DRAFT_MS = 24 * 3_600_000

/** What is written down about a user before OK. Texts are as typed. */
export type DraftEntries = {
  role: string
  userName: string
  name: string
  email: string
  relationship: string | null
  relationshipConfirmed: boolean
  rights: readonly string[]
  message: string
  /** Whether a first password was typed, which is asked for in one's own second user only. */
  hasPassword: boolean
}

export type DraftFault =
  | { field: 'userName'; code: UserNameFault }
  | { field: 'name'; code: 'empty' | 'wrong' }
  | { field: 'email'; code: 'empty' | 'wrong' | 'holders' }
  | { field: 'relationship'; code: 'empty' }
  | { field: 'relationshipConfirmed'; code: 'missing' }
  | { field: 'rights'; code: 'empty' }
  | { field: 'message'; code: 'link' }
  | { field: 'password'; code: 'missing' }

/** Whose user a role makes: another person's, the holder's second, or the second of somebody who has access. */
export type WhoseUser = 'person' | 'holder' | 'sub-user'
export const whoseUser = (policy: Policy, role: string): WhoseUser => roleOf(policy, role)?.secondOf ?? 'person'

/** What is missing or wrong before OK can be pressed, in the order of the steps; empty when nothing is (R24). */
export function draftFaults(
  entries: DraftEntries,
  whose: WhoseUser,
  isHolders: (email: string) => boolean,
): DraftFault[] {
  const userName = userNameFault(entries.userName.trim())
  return [
    ...(userName ? [{ field: 'userName', code: userName } as const] : []),
    ...(whose === 'person' ? personFaults(entries, isHolders) : []),
    ...(whose === 'holder' && !entries.hasPassword ? [{ field: 'password', code: 'missing' } as const] : []),
    ...(linkIn(entries.message) ? [{ field: 'message', code: 'link' } as const] : []),
    ...(entries.rights.length === 0 ? [{ field: 'rights', code: 'empty' } as const] : []),
  ]
}

function personFaults(
  { name, email, relationship, relationshipConfirmed }: DraftEntries,
  isHolders: (email: string) => boolean,
): DraftFault[] {
  const faults: DraftFault[] = []
  if (name.trim() === '') faults.push({ field: 'name', code: 'empty' })
  else if (!fullName(name)) faults.push({ field: 'name', code: 'wrong' })
  if (!relationship || !isRelationship(relationship)) faults.push({ field: 'relationship', code: 'empty' })
  if (!relationshipConfirmed) faults.push({ field: 'relationshipConfirmed', code: 'missing' })
  const address = email.trim()
  if (address === '') faults.push({ field: 'email', code: 'empty' })
  else if (address.length > 254 || !isAddress(address)) faults.push({ field: 'email', code: 'wrong' })
  else if (isHolders(address)) faults.push({ field: 'email', code: 'holders' })
  return faults
}
