import * as z from 'zod'
import { usedOf } from '../../../commands/typed-check.ts'
import { isAllowed } from '../../../domain/actions.ts'
import { outside } from '../../../domain/ids.ts'
import { policyOf } from '../../../domain/policies/index.ts'
import { isRenewing } from '../../../domain/renewal.ts'
import { standsStill } from '../../../domain/status.ts'
import { DOCUMENT_KINDS, attemptsBefore, triesOf } from '../../../domain/verification.ts'
import { accountName } from '../../../store/accounts.ts'
import type { Database } from '../../../store/database.ts'
import { eventsOf } from '../../../store/events.ts'
import { heldOf } from '../../../store/held-decisions.ts'
import { type LookedAt, lookedAtBy } from '../../../store/reviews.ts'
import { staffNames } from '../../../store/staff.ts'
import type { SubUserView } from '../../../store/sub-users.ts'
import { type TypedCheckRow, typedCheckOf, usedByAnother } from '../../../store/typed-checks.ts'
import type { Edge } from '../../http/callers.ts'
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
import { keptOutcome, type readReview } from './contract.ts'
import { decisionsOf, standingOf } from './stage.ts'

type Review = z.input<(typeof readReview)['responses'][200]>

/** All that a reviewer sees beside the pictures (R45). */
export async function reviewOf(
  edge: Pick<Edge, 'context'>,
  found: SubUserView,
  reader: { id: string },
): Promise<Review> {
  const { context } = edge
  const { db } = context
  const key = { subUserId: found.id, attempt: found.attempt, reviewerId: reader.id }
  const [attempts, documents, reviews, looked, events, held, typed] = await Promise.all([
    attemptsOf(db.prisma, found.id),
    documentsOf(db.prisma, found.id, found.attempt),
    reviewsOf(db.prisma, found.id),
    lookedAtBy(db, found.id),
    eventsOf(db, found.id),
    heldOf(db, found.id),
    typedCheckOf(db, key),
  ])
  const names = await staffNames(db.prisma, staffIn(looked, reviews, found.reviewerId ?? reader.id))
  const taken = events.find((event) => event.type === 'verification.taken' || event.type === 'verification.taken_over')
  const standing = standingOf(found, attempts, reviews)
  return {
    ...who(found),
    ...tries(found, attempts),
    ...profileFacts(found),
    vendor: hostedBy(context, found),
    ...decisionsOf(standing, names, reader),
    held: held?.reviewerId === reader.id ? { decision: held.decision, leavesAt: held.leavesAt.toISOString() } : null,
    typed: typed ? await typedOf(db, typed) : null,
    due: isAllowed('review', found.status, found.turn, 'staff') && !held,
    dueAt:
      found.reviewDueAt && new Date(found.reviewDueAt.getTime() - Number(found.account.clockOffsetMs)).toISOString(),
    reviewer: found.reviewerId
      ? { name: names.get(found.reviewerId) ?? '', mine: found.reviewerId === reader.id }
      : null,
    takenAt: found.reviewerId ? iso(taken?.at ?? null) : null,
    afterLast: standing.stage === 'last',
    documents: inOrder(documents).map(({ id, kind, state, createdAt, width, height }) => ({
      id: outside('document', id),
      kind,
      state,
      at: createdAt.toISOString(),
      width,
      height,
    })),
    lookedAtBy: looked.map((one) => lookOf(one, names, reader)),
    earlier: attempts.flatMap((attempt) => earlierOf(attempt, attempts, reviews, names, found.attempt)),
    now: new Date().toISOString(),
  }
}

/** The document first, the selfie last, whenever each was added. */
const inOrder = (documents: readonly DocumentRow[]): DocumentRow[] =>
  documents.toSorted((a, b) => placeOf(a.kind) - placeOf(b.kind))
const placeOf = (kind: string): number => DOCUMENT_KINDS.findIndex((one) => one === kind)

const staffIn = (looked: readonly LookedAt[], reviews: readonly ReviewRow[], reviewerId: string): string[] => [
  ...new Set([...looked.map((one) => one.staffId), ...reviews.map((one) => one.reviewerId), reviewerId]),
]

/** Tries as the person counts them. */
function tries(found: SubUserView, attempts: readonly AttemptRow[]) {
  const { tryNumber, tryLimit } = triesOf(found, attempts)
  return { attempt: tryNumber, attemptsAllowed: tryLimit }
}

/** The vendor on whose own page the person was checked; null where the documents came here. */
function hostedBy({ verification }: Edge['context'], found: SubUserView): string | null {
  const vendor = verification.vendors.get(found.vendor ?? '')
  return vendor?.capabilities.hostedPage ? vendor.name : null
}

/** What the account's profile says of the check. */
function profileFacts(found: SubUserView) {
  const { policy, verificationProfile } = found.account
  const profile = policyOf(policy).profiles[verificationProfile]
  return {
    renewal: isRenewing(found),
    withAddress: profile?.documents.includes('address') ?? false,
    keptUntil: { days: profile?.retentionDays ?? 0 },
  }
}

/** One's own matches again, and whether the number has been used since. */
async function typedOf(db: Database, row: TypedCheckRow): Promise<Review['typed']> {
  const { outcome, numberHash, personId } = row
  const usedBy = numberHash && (await usedByAnother(db, personId, [numberHash]))
  const parsed = keptOutcome.safeParse(outcome)
  if (!parsed.success) return null
  const used = usedOf(numberHash !== null, usedBy ?? null)
  return { ...parsed.data, used, usedBy: usedBy ? outside('subUser', usedBy) : null, lastDay: row.documentUntil }
}

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
  reported: standsStill(found),
})

const lookOf = (one: LookedAt, names: ReadonlyMap<string, string>, reader: { id: string }) => ({
  name: names.get(one.staffId) ?? '',
  mine: one.staffId === reader.id,
  since: one.since.toISOString(),
  at: one.at.toISOString(),
  what: [...one.documents, ...(one.dateOfBirth ? ['date_of_birth'] : [])],
})

/** What was asked for in an attempt of this check, and by whom; a vendor may ask for it all again without a reason. */
function earlierOf(
  attempt: AttemptRow,
  attempts: readonly AttemptRow[],
  reviews: readonly ReviewRow[],
  names: ReadonlyMap<string, string>,
  present: number,
): Review['earlier'] {
  if (attempt.state !== 'needs_resubmission' || !attempt.decidedAt) return []
  const base = attemptsBefore(attempts, present)
  if (attempt.number <= base) return []
  const items = z.array(asked).catch([]).parse(attempt.asked)
  const review = reviews.findLast((one) => one.attempt === attempt.number)
  const by = review ? (names.get(review.reviewerId) ?? null) : null
  const number = attempts.filter((one) => one.counted && one.number > base && one.number <= attempt.number).length
  return [{ attempt: number, asked: items, by, at: attempt.decidedAt.toISOString() }]
}
