import { isExempt, policyOf, roleOf } from '../domain/policies/index.ts'
import { Refusal } from '../domain/refusals.ts'
import type { Right } from '../domain/rights.ts'
import { type SubUserRow, findSubUser, updateSubUser } from '../store/sub-users.ts'
import { type PortalActor, eventActor, lockFor } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { type Proof, type SentNumber, type ToConfirm, checkNumber, requestConfirmation, spend } from './confirmation.ts'
import { requireRights } from './draft-fields.ts'
import { lockSecond } from './second-users.ts'
import { endWithdrawals } from './withdrawal-ends.ts'

export type RightsInput = { subUserId: string; rights: readonly Right[] }

const toConfirm = (actor: PortalActor, { subUserId, rights }: RightsInput): ToConfirm => ({
  actor,
  purpose: 'change_rights',
  subject: subUserId,
  content: { rights: [...rights].toSorted() },
})

/** Mails a confirmation number for exactly these rights (R28). Refused: `not-found`, `too-many`. */
export async function requestRightsNumber(
  context: Context,
  actor: PortalActor,
  input: RightsInput,
): Promise<SentNumber> {
  if (!(await findSubUser(context.db, input.subUserId, [actor.accountId]))) throw new Refusal('not-found')
  return requestConfirmation(context, toConfirm(actor, input))
}

/**
 * Changes the rights of a user where they are chosen one by one. Taking rights works at once and needs no number, and
 * takes them from the second user too (R21, R47); giving more is confirmed as adding a user is (R28). Where the new
 * rights need an identity check that was never made, the way is to delete the user and add the person again (R11).
 * Refused: `not-in-this-state`, `unknown-right`, `right-missing`, `check-needed`, `number-needed`, `number-wrong`, `number-over`.
 */
export async function changeRights(
  context: Context,
  actor: PortalActor,
  input: RightsInput & { number?: string | undefined },
): Promise<{ subUserId: string }> {
  const seen = await findSubUser(context.db, input.subUserId, [actor.accountId])
  if (!seen) throw new Refusal('not-found')
  const proof = adds(seen, input.rights) ? await checkNumber(context, toConfirm(actor, input), input.number) : undefined
  return execute(context, (work) => changeIn(work, actor, input, proof))
}

const adds = ({ rights }: { rights: readonly string[] }, wanted: readonly string[]): boolean =>
  wanted.some((right) => !rights.includes(right))

async function changeIn(work: Work, actor: PortalActor, input: RightsInput, proof: Proof | undefined) {
  const { firstUserId } = await work.tx.subUser.findUniqueOrThrow({
    where: { id: input.subUserId },
    select: { firstUserId: true },
  })
  const first = firstUserId ? (await lockFor(work, actor, 'change_rights', firstUserId)).subUser : undefined
  const { subUser, now } = await lockFor(work, actor, 'change_rights', input.subUserId)
  const rights = await requireChange(work, actor, subUser, first, input.rights)
  if (adds(subUser, rights)) {
    if (!proof) throw new Refusal('number-needed')
    await spend(work, toConfirm(actor, input), proof, now)
  }
  await write(work, actor, subUser, rights, now)
  const second = await lockSecond(work, subUser)
  if (second)
    await write(
      work,
      actor,
      second,
      second.rights.filter((right) => has(rights, right)),
      now,
    )
  return { subUserId: subUser.id }
}

const has = (rights: readonly string[], right: string): boolean => rights.includes(right)

/** The new set in the catalogue's order, if it may be given to this user by this actor. */
async function requireChange(
  work: Work,
  actor: PortalActor,
  subUser: SubUserRow,
  first: SubUserRow | undefined,
  wanted: readonly Right[],
): Promise<string[]> {
  const account = await work.tx.account.findUniqueOrThrow({
    where: { id: subUser.accountId },
    select: { policy: true },
  })
  const policy = policyOf(account.policy)
  if (policy.rights === 'fixed')
    throw new Refusal('not-in-this-state', 'A role can’t be changed.', { status: subUser.status })
  await requireRights(work, actor, { policy, role: subUser.role, rights: wanted, before: subUser.rights })
  const beyondFirst = first && wanted.find((right) => !has(first.rights, right))
  if (beyondFirst)
    throw new Refusal('unknown-right', 'A second user has at most the rights of the first.', { right: beyondFirst })
  const rights = (roleOf(policy, subUser.role)?.rights ?? []).filter((right) => wanted.includes(right))
  if (subUser.exempt && !isExempt(policy, subUser.role, rights))
    throw new Refusal('check-needed', 'These rights need an identity check. Delete the user and add the person again.')
  if (rights.length === 0)
    throw new Refusal('input-invalid', 'Leave at least one right, or delete the user.', { field: 'rights' })
  return rights
}

async function write(work: Work, actor: PortalActor, subUser: SubUserRow, rights: readonly string[], now: Date) {
  const given = rights.filter((right) => !has(subUser.rights, right))
  const taken = subUser.rights.filter((right) => !has(rights, right))
  if (given.length === 0 && taken.length === 0) return
  const type = 'sub_user.rights_changed'
  await updateSubUser(work.tx, subUser.id, { rights: [...rights], changedAt: now, lastEvent: type })
  await endWithdrawals(work, actor, subUser.id, 'rights_changed', now)
  const actorOf = eventActor(actor)
  await record(work, {
    chain: subUser.accountId,
    type,
    subject: subUser.id,
    actor: actorOf,
    at: now,
    data: { given, taken },
  })
}
