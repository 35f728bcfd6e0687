import type { Context } from '../commands/command.ts'
import type { MailSettings } from './mail-settings.ts'
import { onboardingActivities } from './onboarding.ts'
import { withdrawalActivities } from './withdrawals.ts'

/** All that workflows may do to the world; what a worker is started with. */
export const allActivities = (context: Context, mails: MailSettings) => ({
  ...onboardingActivities(context, mails),
  ...withdrawalActivities(context, mails),
})
