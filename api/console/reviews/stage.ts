import { type GivenDecision, type ReviewStage, isShown, nextStage } from '../../../domain/four-eyes.ts'
import { policyOf } from '../../../domain/policies/index.ts'
import type { SubUserView } from '../../../store/sub-users.ts'
import type { AttemptRow, ReviewRow } from '../../../store/verification.ts'

/** Whether an account's profile asks for two decisions. */
export const fourEyesOf = (account: { policy: string; verificationProfile: string }): boolean =>
  policyOf(account.policy).profiles[account.verificationProfile]?.fourEyes ?? false

/** All tries are used, and the last was not good enough (R44). */
export const isAfterLast = (found: SubUserView, attempts: readonly AttemptRow[]): boolean =>
  found.attempt >= found.attemptsAllowed && attempts.at(-1)?.state === 'needs_resubmission'

export type Standing = { stage: ReviewStage; given: readonly ReviewRow[]; shown: readonly ReviewRow[] }

/** Where an attempt stands between its reviewers. `shown`: decisions that lead nobody any more (R45). */
export function standingOf(
  found: SubUserView,
  attempts: readonly AttemptRow[],
  reviews: readonly ReviewRow[],
): Standing {
  const given = reviews.filter((review) => review.attempt === found.attempt)
  const stage = nextStage({ fourEyes: fourEyesOf(found.account), afterLast: isAfterLast(found, attempts), given })
  return { stage, given, shown: given.filter((one: GivenDecision) => isShown(one, given)) }
}

/** What the one who asks may know of the decisions on an attempt: of a first one only that it was given, and by whom. */
export function decisionsOf(
  { stage, given, shown }: Standing,
  names: ReadonlyMap<string, string>,
  reader: { id: string },
) {
  const named = (one: ReviewRow) => ({
    by: names.get(one.reviewerId) ?? '',
    mine: one.reviewerId === reader.id,
    at: one.at.toISOString(),
  })
  const first = given.find((one) => one.stage === 'first')
  return {
    stage,
    decided: (stage === 'second' || stage === 'manager') && given.some((one) => one.reviewerId === reader.id),
    first: first && stage === 'second' ? named(first) : null,
    decisions: shown.map((one) => ({ ...named(one), stage: one.stage, decision: one.decision })),
  }
}
