import { Refusal } from '../domain/refusals.ts'
import type { WithdrawalEnd } from '../domain/withdrawals.ts'
import { planMail } from '../store/mails.ts'
import { type WithdrawalRow, lockWaiting, lockWithdrawal, updateWithdrawal } from '../store/withdrawals.ts'
import { type Actor, eventActor } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { voidConfirmations } from './confirmation.ts'

/**
 * Ends what waits of a sub-user whose access changes, in the transaction of that change (R18): nothing is sent that was
 * asked for with rights that are gone. Appends events, so it comes after every other lock; the sub-user is locked already.
 */
export async function endWithdrawals(
  work: Work,
  actor: Actor,
  subUserId: string,
  because: WithdrawalEnd,
  at: Date,
): Promise<void> {
  for (const one of await lockWaiting(work.tx, subUserId, at)) await endWithdrawal(work, actor, one, because, at)
}

/** Ends one that waits, without a decision. */
export async function endWithdrawal(
  work: Work,
  actor: Actor,
  one: WithdrawalRow,
  because: WithdrawalEnd,
  at: Date,
): Promise<void> {
  await updateWithdrawal(work.tx, one.id, { status: 'ended', endedBecause: because, decidedAt: at, changedAt: at })
  await voidConfirmations(work, 'approve_withdrawal', one.id, at)
  await planMail(work.tx, { subject: one.id, kind: 'withdrawal_result', audience: 'invitee', at })
  await record(work, {
    chain: one.accountId,
    type: 'withdrawal.ended',
    subject: one.id,
    actor: eventActor(actor),
    at,
    data: { subUserId: one.subUserId, because },
    nudge: true,
  })
}

/** Writes the expiry of one that waited, if its deadline has passed; otherwise changes nothing. Called by its workflow. */
export function expireWithdrawal(context: Context, id: string): Promise<void> {
  return execute(context, async (work) => {
    const locked = await lockWithdrawal(work.tx, id)
    if (!locked) throw new Refusal('not-found')
    const { withdrawal: one, now } = locked
    if (one.status !== 'expired' || one.decidedAt) return
    const deadline = one.deadline ?? now
    await updateWithdrawal(work.tx, id, { status: 'expired', decidedAt: deadline, changedAt: now })
    await voidConfirmations(work, 'approve_withdrawal', id, now)
    await planMail(work.tx, { subject: id, kind: 'withdrawal_result', audience: 'invitee', at: now })
    const data = { subUserId: one.subUserId, deadline: deadline.toISOString() }
    await record(work, {
      chain: one.accountId,
      type: 'withdrawal.expired',
      subject: id,
      actor: { kind: 'usher', id: null },
      at: now,
      data,
    })
  })
}
