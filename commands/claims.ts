import { type Policy, quotaFor } from '../domain/policies/index.ts'
import { Refusal } from '../domain/refusals.ts'
import { addressKey } from '../domain/sign-up.ts'
import { userNameKey } from '../domain/user-names.ts'
import { findSecondUser, lockUserName, personForInvite, takenUserNames } from '../store/drafts.ts'
import { lockPerson } from '../store/persons.ts'
import { takeSeat } from '../store/seats.ts'
import { type SubUserRow, findPlace } from '../store/sub-users.ts'
import type { Work } from './command.ts'
import type { DraftRead } from './draft-view.ts'
import { alreadyInvited } from './invite.ts'
import { seatTaken } from './seat-refusal.ts'
import { freeUserNames } from './user-names.ts'

/** What OK has claimed: the person behind the user, the rights, and the group whose seat is held (null: no limit). */
export type Claims = { personId: string; rights: readonly string[]; quotaGroup: string | null }

/**
 * Claims user name, place and seat for a draft, in this order of locks (R10, R22, R29). A second user is of the same
 * person as the first and has at most the first's rights (R21).
 * Refused: `user-name-taken`, `already-invited`, `holders-address`, `seat-taken`.
 */
export async function claimAll(
  work: Work,
  draft: DraftRead,
  first: SubUserRow | undefined,
  now: Date,
): Promise<Claims> {
  await claimUserName(work, draft)
  const personId = await claimPlace(work, draft, first, now)
  const rights = draft.subUser.rights.filter((right) => !first || first.rights.includes(right))
  const quotaGroup = await claimSeat(work, draft.policy, draft)
  return { personId, rights, quotaGroup }
}

async function claimUserName(work: Work, { entries }: DraftRead): Promise<void> {
  const key = userNameKey(entries.userName)
  await lockUserName(work.tx, key)
  if (!(await takenUserNames({ prisma: work.tx }, [key])).has(key)) return
  const free = await freeUserNames({ prisma: work.tx }, entries.userName, entries.name)
  throw new Refusal('user-name-taken', `The user name "${entries.userName}" was taken a moment ago. Choose another.`, {
    userName: entries.userName,
    free,
  })
}

async function claimPlace(work: Work, draft: DraftRead, first: SubUserRow | undefined, now: Date): Promise<string> {
  if (draft.whose === 'sub-user') {
    if (!first) throw new Refusal('not-found')
    if (await findSecondUser({ prisma: work.tx }, first.id))
      throw new Refusal('already-invited', 'This user has a second user already.')
    return first.personId
  }
  const { account, entries } = draft
  const address = entries.email.trim()
  const person =
    draft.whose === 'holder'
      ? await lockPerson(work.tx, account.holderId)
      : await personForInvite(work.tx, { address, addressKey: addressKey(address), at: now })
  if (await findPlace(work.tx, account.id, person.id)) throw await alreadyInvited(work, account.id, person.id)
  return person.id
}

async function claimSeat(work: Work, policy: Policy, { subUser, account }: DraftRead): Promise<string | null> {
  const quota = quotaFor(policy, account.type, subUser.role)
  if (!quota) throw new Refusal('unknown-role')
  if (quota.limit === null) return null
  const { group, limit } = quota
  if (await takeSeat(work.tx, account.id, { group, limit })) return group
  throw await seatTaken(work.tx, { accountId: account.id, quota: group, limit, mine: subUser.id })
}
