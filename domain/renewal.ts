import type { Office } from './office-hours.ts'
import { endOfDay } from './office-hours.ts'
import type { VerificationProfile } from './policies/policy.ts'
import type { Status, VerificationState } from './status.ts'

const DAY = 24 * 3_600_000

/** A renewal is asked for this long before the check runs out, in ms (R46). */
export const RENEWAL_ASKED_MS = 30 * DAY

/** States of a check that somebody still has to do something about. */
const ON_ITS_WAY: readonly VerificationState[] = [
  'created',
  'in_progress',
  'processing',
  'in_review',
  'needs_resubmission',
  'expired',
  'cancelled',
]

type Facts = { status: Status; verificationState: VerificationState | null }

/** Whether the identity check of an access is being renewed (R46). */
export const isRenewing = ({ status, verificationState }: Facts): boolean =>
  (status === 'active' || status === 'suspended') &&
  verificationState !== null &&
  ON_ITS_WAY.includes(verificationState)

/**
 * Until when a check that is approved now counts: to the document's last day or the end of the profile's period, whichever
 * comes first; null when neither says (R46). A day that has passed already doesn't count: the reviewer saw it and decided.
 */
export function validUntil(facts: {
  now: Date
  documentUntil: string | undefined
  validMonths: VerificationProfile['validMonths']
  office: Office
}): Date | null {
  const { now, documentUntil, validMonths, office } = facts
  const ends = [
    ...(documentUntil ? [endOfDay(office, documentUntil)] : []),
    ...(validMonths === null ? [] : [monthsAfter(now, validMonths)]),
  ].filter((end) => end > now)
  return ends.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
}

/** The same day some months later, or the last one of a shorter month. */
function monthsAfter(from: Date, months: number): Date {
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate()
  const to = new Date(from)
  to.setUTCMonth(from.getUTCMonth() + months, Math.min(from.getUTCDate(), last))
  return to
}

/** Whether a check under one profile is also what another asks for (R11). */
export const covers = (had: VerificationProfile, asked: VerificationProfile): boolean =>
  asked.documents.every((document) => had.documents.includes(document)) && (had.fourEyes || !asked.fourEyes)
