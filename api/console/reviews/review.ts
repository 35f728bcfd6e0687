import * as z from 'zod'
import { isAllowed } from '../../../domain/actions.ts'
import { outside } from '../../../domain/ids.ts'
import { DOCUMENT_KINDS } from '../../../domain/verification.ts'
import { accountName } from '../../../store/accounts.ts'
import type { Database } from '../../../store/database.ts'
import { eventsOf } from '../../../store/events.ts'
import { type LookedAt, lookedAtBy } from '../../../store/reviews.ts'
import { staffNames } from '../../../store/staff.ts'
import type { SubUserView } from '../../../store/sub-users.ts'
import {
  type AttemptRow,
  attemptsOf,
  type DocumentRow,
  documentsOf,
  reviewsOf,
  type ReviewRow,
} from '../../../store/verification.ts'
import { iso, roleName } from '../rows.ts'
import { asked } from '../shapes.ts'
import type { readReview } from './contract.ts'

type Review = z.input<(typeof readReview)['responses'][200]>

/** All that a reviewer sees beside the pictures (R45). */
export async function reviewOf(db: Database, found: SubUserView, reader: { id: string }): Promise<Review> {
  const [attempts, documents, reviews, looked, events] = await Promise.all([
    attemptsOf(db.prisma, found.id),
    documentsOf(db.prisma, found.id, found.attempt),
    reviewsOf(db.prisma, found.id),
    lookedAtBy(db, found.id),
    eventsOf(db, found.id),
  ])
  const staffIds = [
    ...looked.map((one) => one.staffId),
    ...reviews.map((one) => one.reviewerId),
    found.reviewerId ?? reader.id,
  ]
  const names = await staffNames(db.prisma, [...new Set(staffIds)])
  const taken = events.find((event) => event.type === 'verification.taken' || event.type === 'verification.taken_over')
  return {
    ...who(found),
    due: isAllowed('review', found.status, found.turn, 'staff'),
    dueAt: iso(found.reviewDueAt),
    reviewer: found.reviewerId
      ? { name: names.get(found.reviewerId) ?? '', mine: found.reviewerId === reader.id }
      : null,
    takenAt: found.reviewerId ? iso(taken?.at ?? null) : null,
    afterLast: found.attempt >= found.attemptsAllowed && attempts.at(-1)?.state === 'needs_resubmission',
    documents: inOrder(documents).map(({ id, kind, state, createdAt, width, height }) => ({
      id: outside('document', id),
      kind,
      state,
      at: createdAt.toISOString(),
      width,
      height,
    })),
    lookedAtBy: looked.map((one) => lookOf(one, names, reader)),
    earlier: attempts.flatMap((attempt) => earlierOf(attempt, reviews, names)),
    now: new Date().toISOString(),
  }
}

/** The document first, the selfie last, whenever each was added. */
const inOrder = (documents: readonly DocumentRow[]): DocumentRow[] =>
  documents.toSorted((a, b) => placeOf(a.kind) - placeOf(b.kind))
const placeOf = (kind: string): number => DOCUMENT_KINDS.findIndex((one) => one === kind)

const who = (found: SubUserView) => ({
  id: outside('subUser', found.id),
  account: {
    id: outside('account', found.accountId),
    name: accountName(found.account),
    reference: found.account.reference,
    type: found.account.type,
  },
  name: found.namedAt ? found.person.name : null,
  email: found.person.address,
  role: roleName(found.account.policy, found.role),
  language: found.language,
  status: found.status,
  verificationState: found.verificationState,
  attempt: found.attempt,
  attemptsAllowed: found.attemptsAllowed,
  reported: found.reportedAt !== null,
})

const lookOf = (one: LookedAt, names: ReadonlyMap<string, string>, reader: { id: string }) => ({
  name: names.get(one.staffId) ?? '',
  mine: one.staffId === reader.id,
  at: one.at.toISOString(),
  what: [...one.documents, ...(one.dateOfBirth ? ['date_of_birth'] : [])],
})

/** What was asked for in an attempt, and by whom. */
function earlierOf(
  attempt: AttemptRow,
  reviews: readonly ReviewRow[],
  names: ReadonlyMap<string, string>,
): Review['earlier'] {
  const items = z.array(asked).catch([]).parse(attempt.asked)
  if (items.length === 0 || !attempt.decidedAt) return []
  const review = reviews.findLast((one) => one.attempt === attempt.number)
  const by = review ? (names.get(review.reviewerId) ?? null) : null
  return [{ attempt: attempt.number, asked: items, by, at: attempt.decidedAt.toISOString() }]
}
