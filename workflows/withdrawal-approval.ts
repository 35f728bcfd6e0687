import { condition, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow'
import type { OnboardingActivities } from '../activities/onboarding.ts'
import type { WithdrawalActivities } from '../activities/withdrawals.ts'
import { OUTSIDE_QUEUE, type WithdrawalInput, type WithdrawalSnapshot } from '../domain/process.ts'
import { nudge } from './onboarding.ts'

const local = proxyLocalActivities<WithdrawalActivities>({
  startToCloseTimeout: '20s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
})
const outside = proxyActivities<Pick<OnboardingActivities, 'deliverMails'>>({
  taskQueue: OUTSIDE_QUEUE,
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '5s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5 minutes' },
})

/**
 * A withdrawal waits for the holder (R18): the mail goes out, then a decision comes, or the access changes, or the deadline
 * passes; whoever asked is told. The database decides each; this only makes them happen in time, and can be started anew
 * at any point (R64).
 */
export async function withdrawalApproval({ withdrawalId }: WithdrawalInput): Promise<void> {
  let nudged = false
  let delivering = false
  setHandler(nudge, () => void (nudged = true))
  const read = (): Promise<WithdrawalSnapshot> => {
    nudged = false // what came before is answered by this reading
    return local.settleWithdrawal(withdrawalId)
  }
  /** Mails that the mail server did not take at once; their end is a reason to read again. */
  const deliverLeftOver = ({ unsentMails }: WithdrawalSnapshot): void => {
    if (unsentMails === 0 || delivering) return
    delivering = true
    void outside.deliverMails(withdrawalId).finally(() => {
      delivering = false
      nudged = true
    })
  }

  let seen = await read()
  while (!seen.done || nudged) {
    deliverLeftOver(seen)
    const inTime = await isNudged(() => nudged, seen.remainingMs)
    seen = inTime ? await read() : await local.expireWithdrawal(withdrawalId)
  }
}

/** Waits for a nudge until the deadline, where there is one; false when the deadline came first. */
async function isNudged(nudged: () => boolean, remainingMs: number | null): Promise<boolean> {
  if (remainingMs !== null) return condition(nudged, remainingMs)
  await condition(nudged)
  return true
}
