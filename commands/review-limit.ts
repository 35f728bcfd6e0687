import { afterOfficeMinutes } from '../domain/office-hours.ts'
import type { SubUserChange } from '../store/sub-users.ts'
import type { Work } from './command.ts'

/** Reviewers are warned when this much of the limit is left, in minutes (R59). */
const WARNED_MINUTES = 45

/** The time limit of a review that begins now, in office hours, and when it is warned of (R59). */
export function reviewLimit({ office }: Pick<Work, 'office'>, hours: number, now: Date): ReviewLimit {
  const reviewDueAt = afterOfficeMinutes(office, now, hours * 60)
  const before = hours * 60 - WARNED_MINUTES
  const reviewWarnAt = before > 0 ? afterOfficeMinutes(office, now, before) : null
  return { reviewDueAt, dueAt: reviewDueAt, reviewWarnAt }
}

type ReviewLimit = Required<Pick<SubUserChange, 'dueAt' | 'reviewWarnAt'>> & { reviewDueAt: Date }
