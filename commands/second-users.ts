import { endOnboardingSessions } from '../store/sessions.ts'
import { findSecondUser } from '../store/drafts.ts'
import { type SubUserRow, lockSubUser } from '../store/sub-users.ts'
import { type Actor, eventActor } from './actor.ts'
import { type Work, record } from './command.ts'
import { endPending } from './end.ts'
import { endWithdrawals } from './withdrawal-ends.ts'

/** A second user goes with the first, in the same transaction (R21). Locked after the first. */
export async function endSecondUser(work: Work, actor: Actor, first: SubUserRow, at: Date): Promise<void> {
  const second = await lockSecond(work, first)
  if (!second) return
  const type = 'sub_user.deactivated'
  await endPending(work, second, { status: 'deactivated', type, at })
  await endWithdrawals(work, actor, second.id, 'deactivated', at)
  const data = { from: second.status, firstUser: first.id }
  await record(work, {
    chain: second.accountId,
    type,
    subject: second.id,
    actor: eventActor(actor),
    at,
    data,
    nudge: true,
  })
}

/** A second user is signed out when the first is suspended, and what it asked for ends; its own row stays, the access says no (R21, R39). */
export async function endSecondSessions(work: Work, actor: Actor, first: SubUserRow, at: Date): Promise<void> {
  const second = await findSecondUser({ prisma: work.tx }, first.id)
  if (!second) return
  await endOnboardingSessions(work.tx, second.id)
  await endWithdrawals(work, actor, second.id, 'suspended', at)
}

/** The second user of somebody whose row is locked, if there is one. */
export async function lockSecond(work: Work, first: SubUserRow): Promise<SubUserRow | undefined> {
  const found = await findSecondUser({ prisma: work.tx }, first.id)
  return found ? (await lockSubUser(work.tx, found.id))?.subUser : undefined
}
