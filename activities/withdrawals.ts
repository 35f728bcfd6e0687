import { ApplicationFailure } from '@temporalio/common'
import type { Context } from '../commands/command.ts'
import { expireWithdrawal } from '../commands/withdrawal-ends.ts'
import { settleWithdrawal } from '../commands/withdrawal-process.ts'
import type { WithdrawalSnapshot } from '../domain/process.ts'
import { Refusal } from '../domain/refusals.ts'
import type { MailSettings } from './mail-settings.ts'
import { sendMails } from './mails.ts'

/** What the workflow of an approval may do to the world. Each may be repeated, and each ends by reading where things stand. */
export function withdrawalActivities(context: Context, mails: MailSettings) {
  /** Runs one step, sends what it planned, and reads; faults leave as closed codes only (R65). */
  const step = async (id: string, change?: () => Promise<void>): Promise<WithdrawalSnapshot> => {
    try {
      await change?.()
      await sendMails(mails, id)
      return await settleWithdrawal(context, id)
    } catch (error) {
      if (error instanceof Refusal) throw ApplicationFailure.nonRetryable(error.code, error.code)
      throw ApplicationFailure.retryable('database-unavailable', 'database-unavailable')
    }
  }
  return {
    settleWithdrawal: (id: string) => step(id),
    expireWithdrawal: (id: string) => step(id, () => expireWithdrawal(context, id)),
  }
}

export type WithdrawalActivities = ReturnType<typeof withdrawalActivities>
