import { whoseUser } from '../domain/drafts.ts'
import { type Policy, roleOf } from '../domain/policies/index.ts'
import { Refusal } from '../domain/refusals.ts'
import type { Relationship } from '../domain/relationships.ts'
import type { Right } from '../domain/rights.ts'
import { addressKey, passwordFault } from '../domain/sign-up.ts'
import { updateDraftPerson } from '../store/drafts.ts'
import { insertRemark } from '../store/remarks.ts'
import { type SubUserChange, type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import { type Actor, eventActor, mayGrant } from './actor.ts'
import type { Work } from './command.ts'
import { roleFor } from './draft-role.ts'
import { hashPassword } from './passwords.ts'

/** What the wizard asks for (R24–R26); each may be given on its own. */
export type DraftFields = {
  /** Another person's user, or one's own second. */
  role?: string | undefined
  userName?: string | undefined
  name?: string | undefined
  relationship?: Relationship | null | undefined
  /** The box "does not work for me". */
  relationshipConfirmed?: boolean | undefined
  email?: string | undefined
  rights?: readonly Right[] | undefined
  message?: string | undefined
  language?: string | undefined
  openForMs?: number | undefined
  /** Of the holder's own second user, or a first one where the policy has it (R24). */
  password?: string | undefined
}

/** The hash of a typed first password. Refused: `input-invalid` when it can't be used. */
export async function passwordOf({ password }: DraftFields): Promise<string | undefined> {
  if (password === undefined) return undefined
  const fault = passwordFault(password)
  if (fault) throw new Refusal('input-invalid', undefined, { field: 'password', code: fault.code, ...fault.values })
  return hashPassword(password)
}

type Writing = { subUser: SubUserRow; policy: Policy; fields: DraftFields; passwordHash: string | undefined }

/** Writes what is given and differs; returns the names of the fields that changed. */
export async function writeFields(work: Work, actor: Actor, writing: Writing, now: Date): Promise<string[]> {
  const { subUser, fields, policy } = writing
  if (fields.role !== undefined && fields.role !== subUser.role) await requireRole(work, actor, writing)
  const role = fields.role ?? subUser.role
  if (fields.rights) await requireRights(work, actor, { policy, role, rights: fields.rights, before: subUser.rights })
  const inPerson = await writePerson(work, writing, role)
  const inRow = rowChange(writing, role, now)
  const message = await writeMessage(work, actor, writing, now)
  const changed = [...inPerson, ...Object.keys(inRow), ...(message === undefined ? [] : ['message'])]
  if (changed.length === 0) return []
  await updateSubUser(work.tx, subUser.id, {
    ...inRow,
    ...(message !== undefined && { messageId: message }),
    changedAt: now,
    ...(subUser.lastEvent !== 'sub_user.drafted' && { lastEvent: 'sub_user.draft_saved' }),
  })
  return changed
}

async function requireRole(work: Work, actor: Actor, { subUser, fields, policy }: Writing): Promise<void> {
  const { type } = await work.tx.account.findUniqueOrThrow({ where: { id: subUser.accountId }, select: { type: true } })
  const kind = subUser.firstUserId ? 'sub-user' : undefined
  const role = roleFor(policy, type, fields.role, kind)
  if (whoseUser(policy, role) === 'holder' && actor.kind !== 'holder')
    throw new Refusal('holder-only', 'Only the holder can open a second user in the holder’s own name.')
}

/** Rights that the role may have, and that the actor does not lack (R13). What stood there before is not given anew. */
export async function requireRights(
  work: Work,
  actor: Actor,
  given: { policy: Policy; role: string; rights: readonly Right[]; before: readonly string[] },
): Promise<void> {
  const choosable = roleOf(given.policy, given.role)?.rights ?? []
  const foreign = given.rights.find((right) => !choosable.includes(right))
  if (foreign) throw new Refusal('unknown-right', `The right "${foreign}" can’t be given here.`, { right: foreign })
  const own = await mayGrant(work, actor)
  const beyond = own && given.rights.find((right) => !own.includes(right) && !given.before.includes(right))
  if (beyond) throw new Refusal('right-missing', 'You can’t give a right that you lack.', { right: beyond })
}

async function writePerson(work: Work, { subUser, fields, policy, passwordHash }: Writing, role: string) {
  const person = await work.tx.person.findUniqueOrThrow({ where: { id: subUser.personId } })
  const whose = whoseUser(policy, role)
  const own = whose === 'holder' || (whose === 'person' && policy.firstPassword)
  const change = {
    ...(fields.name !== undefined && fields.name !== (person.name ?? '') && { name: fields.name }),
    ...(fields.email !== undefined &&
      fields.email !== person.address && { address: fields.email, addressKey: addressKey(fields.email) }),
    ...(own && passwordHash !== undefined && { passwordHash }),
    ...(!own && person.passwordHash !== null && { passwordHash: null }),
  }
  const changed = Object.keys(change).filter((field) => field !== 'addressKey')
  if (changed.length > 0) await updateDraftPerson(work.tx, person.id, change)
  return changed.map((field) => (field === 'address' ? 'email' : field === 'passwordHash' ? 'password' : field))
}

function rowChange({ subUser, fields, policy }: Writing, role: string, now: Date): SubUserChange {
  const { userName, relationship, relationshipConfirmed: confirmed, language, openForMs } = fields
  const wanted = fields.rights ?? subUser.rights
  const choosable = roleOf(policy, role)?.rights ?? []
  const rights = choosable.filter((right) => (wanted as readonly string[]).includes(right))
  const sameRights = rights.length === subUser.rights.length && rights.every((right) => subUser.rights.includes(right))
  return {
    ...(role !== subUser.role && { role }),
    ...(userName !== undefined && userName !== (subUser.userName ?? '') && { userName }),
    ...(relationship !== undefined && relationship !== subUser.relationship && { relationship }),
    ...(confirmed !== undefined &&
      confirmed !== (subUser.relationshipConfirmedAt !== null) && { relationshipConfirmedAt: confirmed ? now : null }),
    ...(!sameRights && { rights }),
    ...(language !== undefined && language !== subUser.language && { language }),
    ...(openForMs !== undefined && BigInt(openForMs) !== subUser.openForMs && { openForMs: BigInt(openForMs) }),
  }
}

/** The id of the message's remark, null when it was emptied, undefined when it stayed as it was. */
async function writeMessage(work: Work, actor: Actor, { subUser, fields }: Writing, now: Date) {
  if (fields.message === undefined) return undefined
  const before = subUser.messageId ? await work.tx.remark.findUnique({ where: { id: subUser.messageId } }) : null
  const text = fields.message.trim()
  if (text === (before?.text ?? '')) return undefined
  if (before) await work.tx.remark.delete({ where: { id: before.id } })
  const author = eventActor(actor)
  return insertRemark(work.tx, { subUserId: subUser.id, kind: 'message', text, author, at: now })
}
