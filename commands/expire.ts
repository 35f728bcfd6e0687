import { Refusal } from '../domain/refusals.ts'
import { endPending } from './end.ts'
import { type SubUserRow, lockOverdue, lockSubUser, withExpiry } from '../store/sub-users.ts'
import { planMail } from '../store/mails.ts'
import { freeSeat } from '../store/seats.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { pauseIn } from './validity.ts'

/** Writes the expiry of all overdue rows of an account, in a command that needs a seat or a place (design, section 4). */
export async function expireOverdue(work: Work, accountId: string): Promise<void> {
  for (const { now, ...subUser } of await lockOverdue(work.tx, accountId)) await writeExpiry(work, subUser, now, true)
}

/**
 * Expires one onboarding if its deadline has passed, and pauses one access whose check has run out (R46); otherwise changes
 * nothing. Called by its workflow.
 */
export function expire(context: Context, subUserId: string): Promise<void> {
  return execute(context, async (work) => {
    const locked = await lockSubUser(work.tx, subUserId)
    if (!locked) throw new Refusal('not-found')
    if (await pauseIn(work, locked.subUser, locked.now)) return
    const { now, ...effective } = withExpiry({ ...locked.subUser, now: locked.now })
    if (effective.status === 'expired' && locked.subUser.status !== 'expired')
      await writeExpiry(work, locked.subUser, now, false)
  })
}

async function writeExpiry(work: Work, subUser: SubUserRow, now: Date, nudge: boolean): Promise<void> {
  const at = subUser.deadline ?? now
  await endPending(work, subUser, { status: 'expired', type: 'sub_user.expired', at: now, endedAt: at })
  if (subUser.status !== 'awaiting_confirmation') {
    await planMail(work.tx, { subject: subUser.id, kind: 'expired_invitee', audience: 'invitee', at: now })
    await planMail(work.tx, { subject: subUser.id, kind: 'expired_holder', audience: 'holder', at: now })
  }
  await freeSeat(work.tx, subUser.accountId, subUser.quotaGroup)
  await record(work, {
    chain: subUser.accountId,
    type: 'sub_user.expired',
    subject: subUser.id,
    actor: { kind: 'usher', id: null },
    at: now,
    data: { from: subUser.status, deadline: at.toISOString(), seen: subUser.seenAt !== null },
    nudge,
  })
}
