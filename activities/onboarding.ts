import { heartbeat } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import type { Reminder } from '../domain/deadlines.ts'
import type { Snapshot } from '../domain/process.ts'
import { Refusal } from '../domain/refusals.ts'
import type { Context } from '../commands/command.ts'
import { expire } from '../commands/expire.ts'
import { activate, beginVerification, remindWhenDue, settle } from '../commands/process.ts'
import { askVendor } from './ask-vendor.ts'
import type { MailSettings } from './mail-settings.ts'
import { deliverMails, sendMails } from './mails.ts'

/** What the workflow of an onboarding may do to the world. Each may be repeated, and each ends by reading where things stand. */
export function onboardingActivities(context: Context, mails: MailSettings) {
  /** Runs one step, sends what it planned, and reads; faults leave as closed codes only (R65). */
  const step = async (subUserId: string, change?: () => Promise<void>): Promise<Snapshot> => {
    try {
      await change?.()
      return await sendAndSettle(context, mails, subUserId)
    } catch (error) {
      if (error instanceof Refusal) throw ApplicationFailure.nonRetryable(error.code, error.code)
      throw ApplicationFailure.retryable('database-unavailable', 'database-unavailable')
    }
  }
  return {
    /** Sends the mails that wait, and reads where the onboarding stands. */
    settle: (subUserId: string) => step(subUserId),
    remind: (subUserId: string, reminder: Reminder) =>
      step(subUserId, () => remindWhenDue(context, subUserId, reminder)),
    expire: (subUserId: string) => step(subUserId, () => expire(context, subUserId)),
    beginVerification: (subUserId: string) => step(subUserId, () => beginVerification(context, subUserId)),
    activate: (subUserId: string) => step(subUserId, () => activate(context, subUserId)),
    /** Remote: asks the vendor what is due, and writes down what it says. Reads as the others do. */
    askVendor: (subUserId: string) => whileBeating(async () => (await askVendor(context, subUserId), step(subUserId))),
    /** Remote, with long retries. */
    deliverMails: async (subUserId: string): Promise<void> => {
      try {
        await whileBeating(() => deliverMails(mails, subUserId))
      } catch (error) {
        if (error instanceof ApplicationFailure) throw error
        throw ApplicationFailure.retryable('database-unavailable', 'database-unavailable')
      }
    },
  }
}

/** Tells Temporal every second that this worker is still at it, so that its end is noticed in seconds. */
async function whileBeating<T>(work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(), 1_000)
  try {
    return await work()
  } finally {
    clearInterval(beat)
  }
}

/** Looks this often for mails that a command planned while others were being sent. */
const LOOKS = 3

/** Sends what waits and reads. Mails that are left in the answer are those that the mail server did not take. */
async function sendAndSettle(context: Context, mails: MailSettings, subUserId: string): Promise<Snapshot> {
  for (let look = 1; ; look++) {
    const delivery = await sendMails(mails, subUserId)
    const snapshot = await settle(context, subUserId)
    if (snapshot.unsentMails === 0 || delivery !== 'settled' || look === LOOKS) return snapshot
  }
}

export type OnboardingActivities = ReturnType<typeof onboardingActivities>
