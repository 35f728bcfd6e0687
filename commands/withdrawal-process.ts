import type { WithdrawalSnapshot } from '../domain/process.ts'
import { Refusal } from '../domain/refusals.ts'
import { unsettledMails } from '../store/mails.ts'
import { lockWithdrawal, readWithdrawal, updateWithdrawal } from '../store/withdrawals.ts'
import { type Context, execute } from './command.ts'

/** Timers are never armed for less, in ms. */
const LEAST_TIMER_MS = 250

/**
 * Where a withdrawal stands, for its workflow. Closes the process when nothing is left: it waits no more, and all mails
 * are settled. Only the closing takes a transaction.
 */
export async function settleWithdrawal(context: Context, id: string): Promise<WithdrawalSnapshot> {
  const seen = await readWithdrawal(context.db, id)
  if (!seen) throw new Refusal('not-found')
  const { stored: status, deadline, doneAt, now, unsent: unsentMails } = seen
  if (status === 'waiting' && deadline)
    return {
      status,
      remainingMs: Math.max(LEAST_TIMER_MS, deadline.getTime() - now.getTime()),
      unsentMails,
      done: false,
    }
  if (unsentMails > 0 || doneAt) return { status, remainingMs: null, unsentMails, done: unsentMails === 0 }
  return close(context, id)
}

/** The end of a process, decided under the lock: what came meanwhile keeps it open. */
function close(context: Context, id: string): Promise<WithdrawalSnapshot> {
  return execute(context, async (work) => {
    const locked = await lockWithdrawal(work.tx, id)
    if (!locked) throw new Refusal('not-found')
    const { withdrawal, now } = locked
    const unsentMails = (await unsettledMails({ prisma: work.tx }, id)).length
    const done = unsentMails === 0
    if (done && !withdrawal.processDoneAt) await updateWithdrawal(work.tx, id, { processDoneAt: now })
    return { status: withdrawal.status, remainingMs: null, unsentMails, done }
  })
}
