import { isOpen } from '../../../domain/status.ts'
import { wordsIn } from '../../../domain/words/index.ts'
import { type Look, statusLooks, type Tone, turnTones, verificationLooks } from '../../kit/looks.ts'
import type { OnboardingRow } from '../data/api.ts'
import { clock, day, longSpan, shortMoment, span } from '../../kit/app/dates.ts'
import { words } from '../words/console.ts'

const shared = wordsIn('en')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** A near limit stands in bold: staff's within 45 minutes, everybody else's within a day. */
const SOON_STAFF_MS = 45 * MINUTE
const SOON_MS = 24 * HOUR

/** The name once given, else the address. */
export const who = (row: Pick<OnboardingRow, 'name' | 'email'>): string => row.name ?? row.email
/** The first name once given, else the address. */
export const firstName = (row: Pick<OnboardingRow, 'name' | 'email'>): string => row.name?.split(' ')[0] ?? row.email
/** “Jonas F.” */
export function shortName(name: string): string {
  const [first = name, ...rest] = name.split(' ')
  const last = rest.at(-1)
  return last ? `${first} ${last.charAt(0)}.` : first
}
export const vendorName = (vendor: string | null): string =>
  words.vendors[vendor ?? ''] ?? (vendor ? vendor.charAt(0).toUpperCase() + vendor.slice(1) : words.turns.vendor)

/** “Passport, photo page”. */
export const documentName = (kind: string): string =>
  Object.entries(shared.documentKinds).find(([id]) => id === kind)?.[1].name ?? kind

/** “Passport”, “ID card, front”, “Selfie”. */
export const shortDocument = (kind: string): string => documentName(kind).replace(', photo page', '')

/** Icon and colour of a state. */
export function lookOf(row: Pick<OnboardingRow, 'status' | 'verificationState' | 'turn'>): Look {
  const state = row.status === 'verifying' && row.verificationState
  const look = state ? verificationLooks[state] : statusLooks[row.status]
  return row.turn === 'staff' ? { ...look, tone: 'staff' } : look
}

/** Stopped by a report: nothing goes on until staff have looked. */
export const isStopped = (row: Pick<OnboardingRow, 'reported' | 'status'>): boolean =>
  row.reported && isOpen(row.status)

export const statusLabel = (row: Pick<OnboardingRow, 'status'>): string => shared.statuses[row.status].label

/** What stands behind the state in a list. */
export function statusDetail(row: OnboardingRow): string | null {
  if (isStopped(row)) return words.list.reported
  switch (row.status) {
    case 'invited':
      return row.seen ? words.list.seen : words.list.nobodySeen
    case 'accepted':
      return words.list.left[row.left]
    case 'verifying':
      return row.turn === 'staff' ? reviewerDetail(row) : verificationDetail(row)
    case 'active':
    case 'suspended':
      return row.reported ? words.list.reported : null
    case 'expired':
      return row.seen ? null : words.list.neverSeen
    default:
      return null
  }
}

function reviewerDetail(row: OnboardingRow): string {
  if (!row.reviewer) return words.list.unassigned
  return row.reviewer.mine ? words.list.assignedToYou : words.list.assigned
}

/** The verification's own state, behind “Verifying”. */
export function verificationDetail(row: Pick<OnboardingRow, 'verificationState' | 'vendor'>): string | null {
  if (!row.verificationState) return null
  const label = shared.verification[row.verificationState].label
  return row.verificationState === 'processing' ? `with ${vendorName(row.vendor)}` : label
}

export const turnTone = (row: Pick<OnboardingRow, 'turn' | 'status'>): Tone =>
  row.turn === 'nobody' && row.status === 'active' ? 'done' : turnTones[row.turn]

/** Who has to act, by name where there is one. */
export function turnName(row: OnboardingRow): string {
  if (row.turn === 'invitee') return row.name ? firstName(row) : words.turns.invitee
  if (row.turn === 'vendor') return vendorName(row.vendor)
  if (row.turn !== 'staff' || !row.reviewer || isStopped(row)) return words.turns[row.turn]
  return row.reviewer.mine
    ? `${shortName(row.reviewer.name).split(' ')[0]} (${words.you})`
    : shortName(row.reviewer.name)
}

export type Due = { mark: 'late' | 'soon' | null; text: string; detail: string }

/** Deadline or limit as a list shows it (screens, 2.1). */
export function dueOf(row: OnboardingRow, now: Date): Due {
  if (row.endedAt) return { mark: null, text: words.due.ended, detail: shortMoment(new Date(row.endedAt)) }
  if (row.turn === 'staff' && row.reviewDueAt && row.status === 'verifying' && !isStopped(row))
    return reviewDue(new Date(row.reviewDueAt), now)
  if (row.turn === 'staff') return { mark: null, text: words.due.standsStill, detail: words.due.whileStaff }
  if (row.turn === 'vendor')
    return { mark: null, text: words.due.standsStill, detail: words.due.whileVendor(vendorName(row.vendor)) }
  if ((row.turn === 'invitee' || row.turn === 'holder') && row.deadline) return deadlineDue(new Date(row.deadline), now)
  if (row.status === 'active' && row.verifiedUntil)
    return { mark: null, text: words.due.validUntil, detail: day(new Date(row.verifiedUntil)) }
  if (row.activatedAt)
    return { mark: null, text: words.due.activeSince, detail: shortMoment(new Date(row.activatedAt)) }
  return { mark: null, text: words.due.standsStill, detail: '' }
}

function deadlineDue(deadline: Date, now: Date): Due {
  const left = deadline.getTime() - now.getTime()
  return { mark: left < SOON_MS ? 'soon' : null, text: words.due.in(span(left)), detail: shortMoment(deadline) }
}

function reviewDue(due: Date, now: Date): Due {
  const left = due.getTime() - now.getTime()
  const far = Math.abs(left) > 12 * HOUR
  const time = far ? shortMoment(due) : clock(due)
  if (left < 0) return { mark: 'late', text: words.due.late(span(-left)), detail: words.due.reviewWasDue(time) }
  return {
    mark: left < SOON_STAFF_MS ? 'soon' : null,
    text: words.due.in(span(left)),
    detail: words.due.reviewDue(time),
  }
}

export const longIn = (date: Date, now: Date): string => words.due.in(longSpan(date.getTime() - now.getTime()))

/** The four parts of the progress rail: done, now, green, not needed, ended, open. */
export type RailPart = 'd' | 'c' | 'g' | 'n' | 'e' | 'o'

export function railOf(row: Pick<OnboardingRow, 'status' | 'exempt' | 'acceptedAt'>): {
  parts: RailPart[]
  step: number
} {
  const rest: RailPart = row.exempt ? 'n' : 'o'
  switch (row.status) {
    case 'awaiting_confirmation':
      return { parts: ['c', 'o', rest, 'o'], step: 1 }
    case 'invited':
      return { parts: ['d', 'c', rest, 'o'], step: 2 }
    case 'accepted':
      return { parts: ['d', 'c', rest, 'o'], step: 2 }
    case 'verifying':
      return { parts: ['d', 'd', 'c', 'o'], step: 3 }
    case 'active':
      return { parts: ['g', 'g', row.exempt ? 'n' : 'g', 'g'], step: 4 }
    case 'suspended':
      return { parts: ['d', 'd', row.exempt ? 'n' : 'd', 'd'], step: 4 }
    case 'deactivated':
      return { parts: ['d', 'd', row.exempt ? 'n' : 'd', 'e'], step: 4 }
    default:
      return endedRail(row.acceptedAt ? 2 : 1)
  }
}

const endedRail = (reached: number): { parts: RailPart[]; step: number } => ({
  parts: [0, 1, 2, 3].map((part) => (part < reached ? 'd' : 'e')),
  step: reached,
})
