import { oncePerDocument, type Resubmission } from './verification.ts'

/**
 * Which decision on an attempt is meant (R45): the only one; under four eyes the first or the second; a manager's, because
 * the two differ; or the one after the last attempt (R44).
 */
export const REVIEW_STAGES = ['only', 'first', 'second', 'manager', 'last'] as const
export type ReviewStage = (typeof REVIEW_STAGES)[number]

export type ReviewDecision = 'approve' | 'ask_again' | 'reject'
export type GivenDecision = { stage: string; decision: string }

/** Which decision comes next on an attempt. `given`: those on the same attempt. */
export function nextStage(attempt: {
  fourEyes: boolean
  afterLast: boolean
  given: readonly GivenDecision[]
}): ReviewStage {
  if (attempt.afterLast) return 'last'
  const has = (stage: ReviewStage) => attempt.given.some((one) => one.stage === stage)
  if (has('second')) return 'manager'
  if (has('first')) return 'second'
  return attempt.fourEyes ? 'first' : 'only'
}

/** Only managers see and decide these. */
export const isForManagers = (stage: ReviewStage): boolean => stage === 'manager' || stage === 'last'

/** Whether a decision may be shown: a first one only once the second was given, so that it does not lead anybody. */
export const isShown = (one: GivenDecision, given: readonly GivenDecision[]): boolean =>
  one.stage !== 'first' || given.some((other) => other.stage === 'second')

/** What two reviewers who both ask again ask for: all that either named; for a document that both named, the second’s reason. */
export const askedByBoth = (first: readonly Resubmission[], second: readonly Resubmission[]): Resubmission[] =>
  oncePerDocument([...second, ...first])
