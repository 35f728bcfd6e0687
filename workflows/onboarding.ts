import { proxyActivities, proxyLocalActivities, defineQuery, defineSignal, setHandler } from '@temporalio/workflow'
import type { OnboardingActivities } from '../activities/onboarding.ts'
import { OUTSIDE_QUEUE, type OnboardingInput, type Progress, type Snapshot } from '../domain/process.ts'
import { progressOf } from './progress.ts'
import { verify } from './verify.ts'
import { isStopped, type Process, read, until } from './waiting.ts'

/** Something changed: read again. It carries nothing, so lost, doubled and reordered ones do no harm. */
export const nudge = defineSignal('nudge')
export const progress = defineQuery<Progress | null>('progress')

const local = proxyLocalActivities<OnboardingActivities>({
  startToCloseTimeout: '20s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
})
const { deliverMails } = proxyActivities<OnboardingActivities>({
  taskQueue: OUTSIDE_QUEUE,
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '5s', // so that a worker's end is noticed long before the time for many mails is over
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5 minutes' },
})
const { askVendor } = proxyActivities<OnboardingActivities>({
  taskQueue: OUTSIDE_QUEUE,
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '5s', // a slow vendor may take its time, a worker that ended may not
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
})

/**
 * One onboarding, from invite to access. It begins by reading its row, skips what is done, and ends when nothing is left;
 * so it can be started anew at any step (R64).
 */
export async function onboarding({ subUserId }: OnboardingInput): Promise<void> {
  const process: Process = {
    subUserId,
    local,
    outside: { deliverMails, askVendor },
    nudged: false,
    delivering: false,
    asking: false,
    answered: undefined,
    timer: undefined,
    now: undefined,
  }
  setHandler(nudge, () => void (process.nudged = true))
  setHandler(progress, () => progressOf(process.now))

  let now: Snapshot = await read(process)
  now = await until(process, now, (seen) => seen.status !== 'awaiting_confirmation' && seen.status !== 'invited')
  do {
    now = await until(process, now, (seen) => seen.status !== 'accepted' || (seen.signedUp && !isStopped(seen)))
    if (now.status === 'accepted' && !now.exempt) now = await process.local.beginVerification(subUserId)
    now = await verify(process, now)
    if (mayBeActivated(now)) now = await process.local.activate(subUserId)
  } while (now.status === 'accepted' || now.status === 'verifying') // stopped, or taken back by the vendor, in between
  await until(process, now, (seen) => seen.done && !process.nudged)
}

const mayBeActivated = (now: Snapshot): boolean =>
  (now.status === 'accepted' && now.exempt && now.signedUp) ||
  (now.status === 'verifying' && now.verification === 'approved')
