import type { VerificationProfile } from './policies/policy.ts'
import type { VerificationState } from './status.ts'

/** How long a vendor may take, in minutes (R41, R44). */
export type VendorLimits = {
  /** Checking takes this long: the person is told that it takes longer. */
  slowMinutes: number
  /** Checking takes this long: the next vendor takes over. */
  silentMinutes: number
  /** The vendor does not answer for this long: the next vendor takes over. */
  downMinutes: number
}

/** What holds where a profile says nothing else. */
export const VENDOR_LIMITS: VendorLimits = { slowMinutes: 15, silentMinutes: 24 * 60, downMinutes: 30 }

/** After so many pages in a row that end without a result, the next vendor takes over. */
export const ENDS_MOST = 3

export const limitsOf = (profile: VerificationProfile | undefined, vendor: string): VendorLimits => ({
  ...VENDOR_LIMITS,
  ...profile?.vendorLimits?.[vendor],
})

const SECOND = 1_000
export const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The shortest and the longest pause between two looks, in ms; between them, half the time since the state began. */
const PAUSES: Partial<Record<VerificationState, { least: number; most: number }>> = {
  in_progress: { least: 10 * SECOND, most: 12 * HOUR },
  processing: { least: 5 * SECOND, most: 30 * MINUTE },
  approved: { least: DAY, most: 30 * DAY },
}

/**
 * When the vendor is asked again without having said a word, so that a lost webhook delays and never loses (R43): at
 * growing intervals while the person is there and while it checks, and after an approval, which it may withdraw.
 * Null: a state in which nothing is awaited.
 */
export function nextPoll(state: VerificationState, since: Date, now: Date): Date | null {
  const pause = PAUSES[state]
  if (!pause) return null
  const half = (now.getTime() - since.getTime()) / 2
  return new Date(now.getTime() + Math.min(pause.most, Math.max(pause.least, half)))
}

/** The last looks at a page where the person was come so long before the deadline, in ms: in time for the relay to wake a workflow that sleeps. */
const LAST_LOOKS = [2 * MINUTE, 30 * SECOND]

/**
 * The next look, but none of the last ones left out: what was shown to the vendor in time is heard of before the deadline
 * (R33), also when no word comes. `end`: what runs out meanwhile, or null.
 */
export function lookInTime(next: Date, end: Date | null, now: Date): Date {
  if (!end) return next
  const last = LAST_LOOKS.map((ms) => new Date(end.getTime() - ms)).find((at) => at > now)
  return last && last < next ? last : next
}

/** After a look that failed when nobody waits for it, the next one comes in this time, in ms. */
export const LOOK_AGAIN_MS = HOUR
