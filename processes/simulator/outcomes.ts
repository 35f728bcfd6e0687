import type { VerificationState } from '../../domain/status.ts'
import type { Resubmission } from '../../domain/verification.ts'

/** What somebody at the simulator's page can choose, in the order in which it is offered. */
export const OUTCOMES = {
  approved: 'Approve',
  approved_short: 'Approve a document that ends in 40 days',
  glare: 'Ask again: light on the passport',
  name_differs: 'Ask again: the name differs',
  no_reason: 'Ask again without a reason',
  rejected: 'Reject',
  slow: 'Be slow: check, and decide later',
  cancelled: 'Stop the check',
  nothing: 'Come back without a result',
} as const
export type Outcome = keyof typeof OUTCOMES

export const isOutcome = (text: unknown): text is Outcome => typeof text === 'string' && Object.hasOwn(OUTCOMES, text)

/** The states that a session goes through for an outcome, one after the other. */
export const STATES_OF: Readonly<Record<Outcome, readonly VerificationState[]>> = {
  approved: ['processing', 'approved'],
  approved_short: ['processing', 'approved'],
  glare: ['processing', 'needs_resubmission'],
  name_differs: ['processing', 'needs_resubmission'],
  no_reason: ['processing', 'needs_resubmission'],
  rejected: ['processing', 'rejected'],
  slow: ['processing'],
  cancelled: ['cancelled'],
  nothing: ['in_progress'],
}

/** What is asked for again, by outcome. */
export const ASKED: Partial<Record<Outcome, readonly Resubmission[]>> = {
  glare: [{ document: 'passport_photo', reason: 'glare' }],
  name_differs: [{ document: 'name', reason: 'name_differs' }],
}

/** How many days the document that was shown is still good for, by outcome; others say nothing of it. */
export const GOOD_FOR_DAYS: Partial<Record<Outcome, number>> = { approved_short: 40 }

/** How webhooks go out. */
export const WEBHOOKS = {
  once: 'once, at once',
  twice: 'each one twice',
  late: 'late',
  out_of_order: 'in the wrong order',
  never: 'never',
  wrong_signature: 'with a wrong signature',
} as const
export type Webhooks = keyof typeof WEBHOOKS

export const isWebhooks = (text: unknown): text is Webhooks => typeof text === 'string' && Object.hasOwn(WEBHOOKS, text)

/** How the API answers. */
export const ANSWERS = {
  promptly: 'promptly',
  slowly: 'slowly',
  errors: 'with errors now and then',
  down: 'not at all',
} as const
export type Answers = keyof typeof ANSWERS

export const isAnswers = (text: unknown): text is Answers => typeof text === 'string' && Object.hasOwn(ANSWERS, text)
