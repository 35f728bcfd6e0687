/** The states of an onboarding and of the access it leads to (R32, R39). */
export const STATUSES = [
  'awaiting_confirmation',
  'invited',
  'accepted',
  'verifying',
  'active',
  'suspended',
  'deactivated',
  'declined',
  'expired',
  'revoked',
  'rejected',
] as const
export type Status = (typeof STATUSES)[number]

/** Still on its way to `active`. */
export const OPEN_STATUSES = ['awaiting_confirmation', 'invited', 'accepted', 'verifying'] as const satisfies Status[]
/** Holds a seat and the person's place in the account (R9, R40). */
export const HOLDING_STATUSES = ['invited', 'accepted', 'verifying', 'active', 'suspended'] as const satisfies Status[]
/** Over for good. */
export const ENDED_STATUSES = ['deactivated', 'declined', 'expired', 'revoked', 'rejected'] as const satisfies Status[]

export const isOpen = (status: Status): boolean => (OPEN_STATUSES as readonly Status[]).includes(status)
/** A reported onboarding stands still until staff have looked. A reported access goes on: only they may pause it (R35, R39). */
export const standsStill = ({ reportedAt, status }: { reportedAt: Date | null; status: Status }): boolean =>
  reportedAt !== null && isOpen(status)
export const isEnded = (status: Status): boolean => (ENDED_STATUSES as readonly Status[]).includes(status)

export const TURNS = ['invitee', 'holder', 'staff', 'vendor', 'nobody'] as const
export type Turn = (typeof TURNS)[number]

/** Verification in Usher's words, whatever the vendor (R42). */
export const VERIFICATION_STATES = [
  'created',
  'in_progress',
  'processing',
  'in_review',
  'needs_resubmission',
  'approved',
  'rejected',
  'expired',
  'cancelled',
] as const
export type VerificationState = (typeof VERIFICATION_STATES)[number]

/** Whose turn it is in each verification state. After an end without a result the person begins anew. */
export const TURN_OF_VERIFICATION: Readonly<Record<VerificationState, Turn>> = {
  created: 'invitee',
  in_progress: 'invitee',
  processing: 'vendor',
  in_review: 'staff',
  needs_resubmission: 'invitee',
  approved: 'nobody',
  rejected: 'nobody',
  expired: 'invitee',
  cancelled: 'invitee',
}
