/** Where a withdrawal stands that a sub-user asked for (R18). */
export const WITHDRAWAL_STATUSES = ['waiting', 'approved', 'declined', 'expired', 'ended'] as const
export type WithdrawalStatus = (typeof WITHDRAWAL_STATUSES)[number]

/**
 * Why one that waited ended without a decision: the access changed meanwhile, or, found when it was to be approved, is
 * not enough any more (a destination that is not the holder's now).
 */
export const WITHDRAWAL_ENDS = ['rights_changed', 'suspended', 'deactivated', 'not_allowed'] as const
export type WithdrawalEnd = (typeof WITHDRAWAL_ENDS)[number]

export const HOUR = 3_600_000

/** How long a withdrawal may wait for the holder, in ms: the least and the most; the policy says what is usual (R18). */
export const WITHDRAWAL_OPEN = { minMs: HOUR, maxMs: 7 * 24 * HOUR } as const

/** One that waits counts as expired as soon as its deadline passed, whether or not that is written yet. */
export const withdrawalStatus = (status: WithdrawalStatus, deadline: Date | null, now: Date): WithdrawalStatus =>
  status === 'waiting' && deadline !== null && deadline <= now ? 'expired' : status
