import type { Reminder } from './deadlines.ts'
import type { Status, Turn, VerificationState } from './status.ts'
import type { WithdrawalStatus } from './withdrawals.ts'

/** Raise it with every change of workflow code that old histories can't replay; rows of older revisions start anew. */
export const PROCESS_REVISION = 1

/** What a workflow drives: the onboarding of a sub-user, or the approval of a withdrawal. */
export type ProcessKind = 'onboarding' | 'withdrawal'
/** One process: its kind, and the id of the row that says where it stands. */
export type ProcessOf = { process: ProcessKind; subject: string }

/** Whose workflow a nudge that comes with an event of this type is for. */
export const processToldOf = (eventType: string): ProcessKind =>
  eventType.startsWith('withdrawal.') ? 'withdrawal' : 'onboarding'

/** Where onboardings and approvals run; the revision is in the name, so that no old worker takes a new workflow. */
export const ONBOARDING_QUEUE = `usher-onboarding-r${PROCESS_REVISION}`
/** Where calls to vendors and slow mail servers run. */
export const OUTSIDE_QUEUE = `usher-outside-r${PROCESS_REVISION}`

/** The workflow that drives one process. */
export const workflowIdOf = (subject: string, process: ProcessKind = 'onboarding'): string => `${process}-${subject}`

/** What a workflow is started with: an opaque id. */
export type OnboardingInput = { subUserId: string }
export type WithdrawalInput = { withdrawalId: string }

/** What a workflow reads after each nudge: states and durations only (R65). */
export type Snapshot = {
  status: Status
  turn: Turn
  exempt: boolean
  /** Name, login and legal texts are done. */
  signedUp: boolean
  verification: VerificationState | null
  attempt: number
  attemptsAllowed: number
  /** Time until the deadline runs out, in ms; null while it stands still. */
  remainingMs: number | null
  /** ISO time of the deadline on the account's clock. */
  until: string | null
  reminder: { kind: Reminder; inMs: number } | null
  /** Time until the vendor is to be asked, in ms; 0 is now, null is never. Older histories don't have it. */
  vendorInMs?: number | null
  /** Mails that could not be sent yet. */
  unsentMails: number
  /** Nothing is left to do. */
  done: boolean
}

/** What the workflow of an approval reads after each nudge (R65). */
export type WithdrawalSnapshot = {
  status: WithdrawalStatus
  /** Time until the deadline runs out, in ms; null when it waits no more. */
  remainingMs: number | null
  unsentMails: number
  done: boolean
}

/** What the query `progress` answers. */
export type Progress = {
  waitsFor: 'invitee' | 'holder' | 'staff' | 'vendor' | 'mail' | 'nobody'
  status: Status
  until: string | null
  nextReminder: { kind: Reminder; at: string } | null
  attempt: number
  attemptsAllowed: number
}
