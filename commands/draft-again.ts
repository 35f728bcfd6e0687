import { policyOf, roleOf } from '../domain/policies/index.ts'
import { isRelationship } from '../domain/relationships.ts'
import { findPerson } from '../store/persons.ts'
import { findRemark } from '../store/remarks.ts'
import type { SubUserRow } from '../store/sub-users.ts'
import type { Actor } from './actor.ts'
import type { Reference, Work } from './command.ts'
import { type BeginInput, beginIn } from './draft.ts'

/** A new draft with the entries of one that is over; that the person does not work for the holder is confirmed anew (R20). */
export async function beginAgain(
  work: Work,
  actor: Actor,
  before: SubUserRow,
  input: BeginInput,
): Promise<{ subUserId: string } & Reference> {
  const db = { prisma: work.tx }
  const account = await work.tx.account.findUniqueOrThrow({ where: { id: before.accountId }, select: { policy: true } })
  const choosable = roleOf(policyOf(account.policy), before.role)?.rights ?? []
  const person = await findPerson(db, before.personId)
  const given = before.givenNameId ? await findRemark(db, before.givenNameId) : null
  return beginIn(work, actor, {
    ...input,
    firstUserId: before.firstUserId ?? undefined,
    userName: before.userName ?? undefined,
    name: (person?.kind === 'draft' ? person.name : given?.text) ?? undefined,
    relationship: before.relationship && isRelationship(before.relationship) ? before.relationship : undefined,
    rights: choosable.filter((right) => before.rights.includes(right)),
  })
}
