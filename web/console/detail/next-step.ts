import { reasonText, wordsIn } from '../../../domain/words/index.ts'
import type { Detail } from '../data/api.ts'
import { firstName, isStopped, longIn, turnName, vendorName, who } from '../marks/facts.ts'
import { bounced, bounceReason } from './bounce.ts'
import { fullMoment, shortMoment } from '../../kit/app/dates.ts'
import { words } from '../words/console.ts'

const shared = wordsIn('en')
const { nextSteps, reasons } = words

/** “the passport and your face” from kinds of documents. */
const listed = (parts: readonly string[]): string =>
  parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

const documentName = (kind: string): string =>
  Object.entries(shared.documentKinds).find(([id]) => id === kind)?.[1].the ?? kind

const isAccess = ({ status }: Pick<Detail, 'status'>): boolean => status === 'active' || status === 'suspended'

/** An onboarding stands still in staff's turn; a reported access goes on, marked, until staff lift a suspension. */
const reportWaits = (detail: Detail): boolean => isStopped(detail) || (detail.reported && isAccess(detail))

/** What comes next, in one sentence. */
export function nextStep(detail: Detail): string {
  if (reportWaits(detail)) return nextSteps.reported
  if (bounced(detail)) return nextSteps.bounced
  switch (detail.status) {
    case 'awaiting_confirmation':
      return nextSteps.awaiting
    case 'invited':
      return nextSteps.invited(who(detail))
    case 'accepted':
      return afterAccepting(detail)
    case 'verifying':
      return verifying(detail)
    case 'active':
    case 'suspended':
      return nextSteps.none
    default:
      return nextSteps.ended
  }
}

function afterAccepting(detail: Detail): string {
  const name = firstName(detail)
  if (detail.left === 'about') return nextSteps.about(name)
  if (detail.left === 'login') return nextSteps.login(name)
  if (detail.left === 'legal') return nextSteps.legal(name)
  return detail.exempt ? nextSteps.activates(name) : nextSteps.begins
}

function verifying(detail: Detail): string {
  const name = firstName(detail)
  if (detail.turn === 'vendor') return nextSteps.vendor(vendorName(detail.vendor))
  if (detail.turn === 'staff') return isAfterLast(detail) ? nextSteps.lastTry(name) : nextSteps.review(name)
  if (detail.verificationState === 'approved') return nextSteps.activates(name)
  if (detail.asked.length > 0) return askedAgain(detail, name)
  if (!detail.documentType) return nextSteps.chooseDocument(name)
  if (detail.documentsLeft.length > 0)
    return nextSteps.photos(name, listed(detail.documentsLeft.map((kind) => photoOf(kind))))
  return nextSteps.send(name)
}

const photoOf = (kind: string): string => (kind === 'selfie' ? 'a selfie' : `a photo of ${documentName(kind)}`)

function askedAgain(detail: Detail, name: string): string {
  const photos = detail.asked.filter((item) => item.document !== 'name').map((item) => item.document)
  if (photos.length === 0) return nextSteps.name(name)
  return nextSteps.again(name, listed([...new Set(photos)].map(documentName)))
}

export const isAfterLast = (detail: Pick<Detail, 'attempts' | 'attempt' | 'attemptsAllowed'>): boolean =>
  detail.attempt >= detail.attemptsAllowed && detail.attempts[0]?.state === 'needs_resubmission'

/** Why, in a line under it. */
export function reasonLine(detail: Detail): string {
  if (reportWaits(detail))
    return isAccess(detail) ? reasons.accessReported : detail.acceptedAt ? reasons.stopped : reasons.reported
  const bounce = bounced(detail)
  if (bounce) return words.detail.bounced(bounceReason(bounce.refusedWith))
  if (detail.status === 'invited') return detail.seen ? reasons.seen : reasons.notSeen
  if (detail.status === 'verifying') return verifyingReason(detail)
  if (detail.status === 'active') return reasons.active
  if (detail.status === 'suspended') return reasons.suspended
  return reasons.ended[detail.status] ?? ''
}

function verifyingReason(detail: Detail): string {
  const left = reasons.attemptsLeft(detail.attemptsAllowed - detail.attempt + 1, detail.attemptsAllowed)
  if (detail.turn === 'staff')
    return isAfterLast(detail)
      ? reasons.lastTry(detail.attempt)
      : reasons.review(detail.reviewer ? turnName(detail) : null)
  if (detail.asked.length === 0) return left
  const why = [...new Set(detail.asked.map((item) => reasonText('en', item.reason, item)))].join(' ')
  return `${why} ${left} ${reasons.stoodStill}`
}

export type Limit = { title: string; big: string; small: string; mark: 'late' | null }

/** Deadline or limit in the band at the top (screens, 2.1 and 3.3). */
export function limitOf(detail: Detail, now: Date): Limit {
  const { detail: text } = words
  if (detail.endedAt) return limit(text.ended, shortMoment(new Date(detail.endedAt)), '')
  if (detail.turn === 'staff' && detail.reviewDueAt && detail.status === 'verifying' && !isStopped(detail)) {
    const due = new Date(detail.reviewDueAt)
    const late = due < now
    const span = late ? longIn(now, due).replace(/^in /, '') : longIn(due, now)
    return { title: text.reviewDue, big: late ? `${span} late` : span, small: `${fullMoment(due)}. ${text.standsStill}`, mark: late ? 'late' : null } // prettier-ignore
  }
  if (detail.turn === 'staff') return limit(text.deadline, words.due.standsStill, words.due.whileStaff)
  if (detail.turn === 'vendor')
    return limit(text.deadline, words.due.standsStill, text.whileVendor(vendorName(detail.vendor)))
  if ((detail.turn === 'invitee' || detail.turn === 'holder') && detail.deadline) {
    const deadline = new Date(detail.deadline)
    return limit(text.deadline, longIn(deadline, now), text.thenExpires(fullMoment(deadline)))
  }
  return limit(text.deadline, text.noDeadline, detail.status === 'active' ? text.noDeadlineHint : '')
}

const limit = (title: string, big: string, small: string): Limit => ({ title, big, small, mark: null })
