import { nextStage } from '../domain/four-eyes.ts'
import { outside } from '../domain/ids.ts'
import { policyOf } from '../domain/policies/index.ts'
import type { FactsByKind } from '../mail/facts.ts'
import { findStaff } from '../store/staff.ts'
import type { SubUserView } from '../store/sub-users.ts'
import { attemptsOf, reviewsOf } from '../store/verification.ts'
import type { MailSettings } from './mail-settings.ts'

/** What a mail about a review is written from. */
type About = { settings: MailSettings; view: SubUserView; who: string; kept: { dueAt?: string; byId?: string | null } }

const linkTo = ({ settings, view }: About): string =>
  `${settings.publicUrl}/console/reviews/${outside('subUser', view.id)}`

/** The warning that a time limit is near; nothing when the review was decided meanwhile (R59). */
export async function reviewDueFacts(about: About): Promise<FactsByKind['review_due'] | undefined> {
  const { settings, view, who, kept } = about
  const dueAt = kept.dueAt ? new Date(kept.dueAt) : null
  if (view.turn !== 'staff' || !dueAt || view.reviewDueAt?.getTime() !== dueAt.getTime()) return undefined
  const minutes = Math.max(0, Math.round((dueAt.getTime() - view.now.getTime()) / 60_000))
  return { who, dueAt, minutes, stage: await stageOf(settings, view), link: linkTo(about) }
}

async function stageOf({ db }: MailSettings, view: SubUserView) {
  const given = (await reviewsOf(db.prisma, view.id)).filter((review) => review.attempt === view.attempt)
  const last = (await attemptsOf(db.prisma, view.id)).at(-1)
  const afterLast = view.attempt >= view.attemptsAllowed && last?.state === 'needs_resubmission'
  const { policy, verificationProfile } = view.account
  return nextStage({
    fourEyes: policyOf(policy).profiles[verificationProfile]?.fourEyes ?? false,
    afterLast,
    given,
  })
}

/** To the reviewer whose review a manager took over. */
export async function takenOverFacts(about: About): Promise<FactsByKind['review_taken_over'] | undefined> {
  const { settings, who, kept } = about
  const by = kept.byId ? await findStaff(settings.db.prisma, kept.byId) : null
  return by ? { who, by: by.name, link: linkTo(about) } : undefined
}
