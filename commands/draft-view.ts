import { createHash } from 'node:crypto'
import { type Content, digestOf } from '../domain/confirmation.ts'
import { type DraftEntries, type DraftFault, type WhoseUser, draftFaults, whoseUser } from '../domain/drafts.ts'
import { feeOf } from '../domain/fees.ts'
import { type Fee, type Policy, policyOf } from '../domain/policies/index.ts'
import { addressKey } from '../domain/sign-up.ts'
import { type AccountRow, findAccount } from '../store/accounts.ts'
import type { Reading } from '../store/database.ts'
import { type PersonRow, findPerson } from '../store/persons.ts'
import { findRemark } from '../store/remarks.ts'
import type { SubUserRow } from '../store/sub-users.ts'

/** A draft with everything that OK depends on. */
export type DraftRead = {
  subUser: SubUserRow
  account: AccountRow
  policy: Policy
  whose: WhoseUser
  /** The row that belongs to the draft alone. */
  person: PersonRow
  entries: DraftEntries
  faults: DraftFault[]
  /** What the user costs, or null (R30). */
  fee: Fee | null
}

/** Reads what a draft holds beside its row; undefined when the row is no draft any more. */
export async function readDraft(db: Reading, subUser: SubUserRow): Promise<DraftRead | undefined> {
  const account = await findAccount(db, subUser.accountId)
  const person = await findPerson(db, subUser.personId)
  if (!account || person?.kind !== 'draft') return undefined
  const message = subUser.messageId ? await findRemark(db, subUser.messageId) : null
  const policy = policyOf(account.policy)
  const whose = whoseUser(policy, subUser.role)
  const entries: DraftEntries = {
    role: subUser.role,
    userName: subUser.userName ?? '',
    name: person.name ?? '',
    email: person.address,
    relationship: subUser.relationship,
    relationshipConfirmed: subUser.relationshipConfirmedAt !== null,
    rights: subUser.rights,
    message: message?.text ?? '',
    hasPassword: person.passwordHash !== null,
  }
  const faults = draftFaults(entries, whose, (email) => addressKey(email) === account.holder.addressKey)
  return { subUser, account, policy, whose, person, entries, faults, fee: feeOf(policy, account) }
}

/** A mark of exactly what the draft holds: it differs as soon as anything in it does. */
export const draftMark = (draft: DraftRead): string => Buffer.from(digestOf(draftContent(draft))).toString('base64url')

/** Exactly what OK agrees to: any change of it voids a number (R28). */
export const draftContent = ({ subUser, entries, person, fee }: DraftRead): Content => ({
  ...entries,
  rights: [...entries.rights].toSorted(),
  language: subUser.language,
  openForMs: Number(subUser.openForMs),
  firstUser: subUser.firstUserId,
  password: createHash('sha256')
    .update(person.passwordHash ?? '')
    .digest('base64url'),
  fee,
})
