import type { Status, Turn, VerificationState } from '../domain/status.ts'
import { type Database, Prisma } from './database.ts'
import { likeText, shownAs } from './sub-user-search.ts'
import { SHOWN_NAME, withExpiry } from './sub-users.ts'

/** One line of the console's list. */
export type OnboardingLine = {
  id: string
  accountId: string
  accountName: string | null
  holderName: string | null
  reference: string
  type: string
  policy: string
  personName: string | null
  /** The person's own name, else the one that the inviter wrote. */
  shownName: string | null
  address: string
  namedAt: Date | null
  loginAt: Date | null
  legalAt: Date | null
  role: string
  exempt: boolean
  status: Status
  verificationState: VerificationState | null
  turn: Turn
  vendor: string | null
  reviewerId: string | null
  reviewerName: string | null
  deadline: Date | null
  dueAt: Date | null
  reviewDueAt: Date | null
  endedAt: Date | null
  activatedAt: Date | null
  createdAt: Date
  changedAt: Date
  lastEvent: string
  seenAt: Date | null
  acceptedAt: Date | null
  reportedAt: Date | null
  attempt: number
  attemptsAllowed: number
  clockOffsetMs: number
  verifiedUntil: Date | null
  /** What the row is sorted by, as written; `status` and `endedAt` may be ahead of it when a deadline has just passed. */
  sortEnded: boolean
  sortDue: Date | null
  now: Date
}

/** What a list is narrowed to; all that is given must hold. */
export type OnboardingFilter = {
  accountId?: string | undefined
  statuses?: readonly Status[] | undefined
  roles?: readonly string[] | undefined
  turns?: readonly Turn[] | undefined
  search?: string | undefined
  view?: OnboardingView
  /** Whose reviews `mine` are. */
  staffId?: string
  ids?: readonly string[]
}

export type OnboardingView = 'all' | 'open' | 'staff' | 'ending' | 'resubmission' | 'unseen' | 'mine'

/** Where the next page of a list begins. Times and flags of the last row shown. */
export type OnboardingCursor =
  | { sort: 'urgent'; ended: boolean; due: Date | null; id: string }
  | { sort: 'newest'; createdAt: Date; id: string }

/** At most so many persons and accounts are looked through for a search. */
const FOUND_MOST = 2_000

const COLUMNS = Prisma.sql`${SHOWN_NAME} AS "shownName", ${Prisma.raw(`s.id, s.account_id AS "accountId", a.name AS "accountName", h.name AS "holderName", a.reference, a.type, a.policy,
  p.name AS "personName", p.address, s.named_at AS "namedAt", s.login_at AS "loginAt", s.legal_at AS "legalAt", s.role, s.exempt,
  s.status, s.verification_state AS "verificationState", s.turn, s.vendor, s.reviewer_id AS "reviewerId", u.name AS "reviewerName",
  s.deadline, s.due_at AS "dueAt", s.review_due_at AS "reviewDueAt", s.ended_at AS "endedAt", s.activated_at AS "activatedAt",
  s.created_at AS "createdAt", s.verified_until AS "verifiedUntil", s.changed_at AS "changedAt", s.last_event AS "lastEvent", s.seen_at AS "seenAt", s.accepted_at AS "acceptedAt",
  s.reported_at AS "reportedAt", s.attempt, s.attempts_allowed AS "attemptsAllowed",
  a.clock_offset_ms::float8 AS "clockOffsetMs", (s.ended_at IS NOT NULL) AS "sortEnded",
  s.due_at AS "sortDue", account_now(a.id) AS now`)}`

const JOINS =
  Prisma.raw(`JOIN account a ON a.id = s.account_id JOIN person h ON h.id = a.holder_id JOIN person p ON p.id = s.person_id
  LEFT JOIN staff_user u ON u.id = s.reviewer_id`)

/** One page of onboardings by keyset: most urgent first (late, nearest deadline or limit, standing still, ended) or newest first. */
export async function listOnboardings(
  db: Database,
  filter: OnboardingFilter,
  sort: OnboardingCursor['sort'],
  most: number,
  after?: OnboardingCursor,
): Promise<OnboardingLine[]> {
  const conditions = [...conditionsOf(filter), ...(after ? [afterCursor(after)] : [])]
  const order =
    sort === 'urgent'
      ? Prisma.raw(`(s.ended_at IS NOT NULL), coalesce(s.due_at, 'infinity'), s.id`)
      : Prisma.raw('s.created_at DESC, s.id DESC')
  const rows = await db.prisma.$queryRaw<OnboardingLine[]>`
    SELECT ${COLUMNS} FROM (SELECT * FROM sub_user s ${where(conditions)} ORDER BY ${order} LIMIT ${most}) s ${JOINS} ORDER BY ${order}`
  return rows.map(withExpiry)
}

/** Which of these ids fit the filter. */
export async function fittingIds(db: Database, filter: OnboardingFilter): Promise<Set<string>> {
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`SELECT s.id FROM sub_user s ${where(conditionsOf(filter))}`
  return new Set(rows.map((row) => row.id))
}

/** How many rows each view holds, counted up to `most`. */
export async function countViews(db: Database, staffId: string, most: number): Promise<Record<OnboardingView, number>> {
  const views = ['all', 'open', 'staff', 'ending', 'resubmission', 'unseen', 'mine'] as const
  const counts = views.map(
    (view) =>
      Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM sub_user s ${where(conditionsOf({ view, staffId }))} LIMIT ${most}) AS counted) AS ${Prisma.raw(view)}`,
  )
  const [row] = await db.prisma.$queryRaw<Record<OnboardingView, number>[]>`SELECT ${Prisma.join(counts)}`
  if (!row) throw new Error('the database gave no counts')
  return row
}

/** What `withExpiry` says, in SQL: a passed deadline counts as expired before a worker writes it (R33). */
const OVERDUE = Prisma.sql`(s.status IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying') AND s.turn IN ('invitee', 'holder')
  AND coalesce(s.deadline, 'infinity') <= account_now(s.account_id))`

const where = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join([...conditions], ' AND ')}`

function conditionsOf(filter: OnboardingFilter): Prisma.Sql[] {
  const { accountId, statuses, roles, turns, search, view, staffId, ids } = filter
  const conditions: Prisma.Sql[] = []
  if (ids) conditions.push(Prisma.sql`s.id = ANY(${[...ids]}::uuid[])`)
  if (accountId) conditions.push(Prisma.sql`s.account_id = ${accountId}::uuid`)
  if (statuses?.length)
    conditions.push(
      Prisma.sql`(s.status = ANY(${[...statuses]}) AND NOT ${OVERDUE} OR ${statuses.includes('expired')} AND ${OVERDUE})`,
    )
  if (roles?.length) conditions.push(Prisma.sql`s.role = ANY(${[...roles]})`)
  if (turns?.length)
    conditions.push(
      Prisma.sql`(s.turn = ANY(${[...turns]}) AND NOT ${OVERDUE} OR ${turns.includes('nobody')} AND ${OVERDUE})`,
    )
  if (search?.trim()) conditions.push(foundBy(search.trim()))
  return [...conditions, ...viewConditions(view ?? 'all', staffId)]
}

function viewConditions(view: OnboardingView, staffId: string | undefined): Prisma.Sql[] {
  switch (view) {
    case 'all':
      return []
    case 'open':
      return [Prisma.sql`s.status IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying') AND NOT ${OVERDUE}`]
    case 'staff':
      return [Prisma.sql`s.turn = 'staff'`]
    case 'ending':
      return [
        Prisma.sql`(s.ended_at IS NOT NULL) = false AND coalesce(s.due_at, 'infinity') < account_now(s.account_id) + interval '48 hours' AND s.turn IN ('invitee', 'holder') AND NOT ${OVERDUE}`,
      ]
    case 'resubmission':
      return [Prisma.sql`s.status = 'verifying' AND s.verification_state = 'needs_resubmission'`]
    case 'unseen':
      return [Prisma.sql`s.status = 'invited' AND s.seen_at IS NULL AND NOT ${OVERDUE}`]
    case 'mine':
      return [Prisma.sql`s.turn = 'staff' AND s.reviewer_id = ${staffId ?? null}::uuid`]
  }
}

/** The name as it is shown, e-mail, or the account's name, number or holder contains the text. */
function foundBy(text: string): Prisma.Sql {
  const like = likeText(text)
  return Prisma.sql`s.id IN (${shownAs(like, FOUND_MOST)}
    UNION SELECT f.id FROM sub_user f WHERE f.account_id IN
      (SELECT a.id FROM account a JOIN person h ON h.id = a.holder_id
        WHERE lower(a.reference) LIKE ${like} OR lower(a.name) LIKE ${like} OR lower(h.name) LIKE ${like} LIMIT ${FOUND_MOST}))`
}

function afterCursor(after: OnboardingCursor): Prisma.Sql {
  if (after.sort === 'newest') return Prisma.sql`(s.created_at, s.id) < (${after.createdAt}, ${after.id}::uuid)`
  const due = after.due ? Prisma.sql`${after.due}::timestamptz(3)` : Prisma.sql`'infinity'::timestamptz(3)`
  return Prisma.sql`((s.ended_at IS NOT NULL), coalesce(s.due_at, 'infinity'), s.id) > (${after.ended}, ${due}, ${after.id}::uuid)`
}
