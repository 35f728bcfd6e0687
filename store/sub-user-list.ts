import { inside } from '../domain/ids.ts'
import { ENDED_STATUSES, isEnded, isOpen, type Status, STATUSES, type Turn } from '../domain/status.ts'
import { columnsOf, Prisma, readRows, type Database } from './database.ts'
import { givenNames, likeText, shownAs } from './sub-user-search.ts'
import { type SubUserRow, SHOWN_NAME, withExpiry } from './sub-users.ts'

/** What the list shows of one sub-user; a part of `SubUserView`. */
export type SubUserItem = SubUserRow & {
  /** The time on the account's clock. */
  now: Date
  person: { address: string; name: string | null }
  /** The person's own name, else the one that the inviter wrote. */
  shownName: string | null
  account: {
    id: string
    reference: string
    type: string
    policy: string
    name: string | null
    holder: { name: string | null }
  }
}

/** Which sub-users; all that is given must hold. An empty list of values excludes everything. */
export type SubUserFilter = {
  /** The accounts that the one who asks may see; undefined: all. */
  only?: readonly string[] | undefined
  accounts?: readonly string[] | undefined
  statuses?: readonly Status[] | undefined
  roles?: readonly string[] | undefined
  turns?: readonly Turn[] | undefined
  /** A part of the person's address or name, or of the account's reference, name or holder; or a whole id. */
  search?: string | undefined
}

/** `newest`: by creation. `deadline`: most urgent first: late, nearest deadline or limit, standing still, ended. */
export type SubUserSort = 'newest' | 'deadline'

/** Where a page goes on: the keys of the last row. `at` null: no date. */
export type SubUserCursor = { ended: boolean; at: Date | null; id: string }

export const cursorAfter = (row: SubUserRow, sort: SubUserSort): SubUserCursor =>
  sort === 'newest'
    ? { ended: false, at: row.createdAt, id: row.id }
    : { ended: row.endedAt !== null, at: row.dueAt, id: row.id }

/** A page with the place where the next one begins; `next` is undefined on the last page. */
export type SubUserPage = { rows: SubUserItem[]; next: SubUserCursor | undefined }

/**
 * One page by keyset, for API and console alike. A row whose deadline passed is shown, and found, as `expired`, whether
 * or not a worker wrote it yet (R33).
 */
export async function listSubUsers(
  db: Database,
  filter: SubUserFilter,
  sort: SubUserSort,
  most: number,
  after?: SubUserCursor,
): Promise<SubUserPage> {
  const found = matching(filter, await searchOf(db, filter.search), sort, most + 1, after)
  const rows = await readRows<FlatRow>(
    db,
    Prisma.sql`SELECT ${COLUMNS}, ${JOINED_COLUMNS}
    FROM (SELECT s.* FROM (${found}) AS s ORDER BY ${ORDER[sort]} LIMIT ${most + 1}) AS s ${JOINS} ORDER BY ${ORDER[sort]}`,
  )
  const last = rows.length > most ? rows[most - 1] : undefined
  return { rows: rows.slice(0, most).map(itemOf), next: last && cursorAfter(last, sort) }
}

/** How many match, counted to `most` at the furthest; more than `most` comes back as `most + 1`. */
export async function countSubUsers(db: Database, filter: SubUserFilter, most = 1000): Promise<number> {
  const found = matching(filter, await searchOf(db, filter.search), 'newest', most + 1)
  const [row] = await readRows<{ n: number }>(
    db,
    Prisma.sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM (${found}) AS s LIMIT ${most + 1}) AS counted`,
  )
  return row?.n ?? 0
}

const COLUMNS = columnsOf(Prisma.SubUserScalarFieldEnum, 's')
const JOINED_COLUMNS = Prisma.sql`(clock_timestamp() + a.clock_offset_ms * interval '1 millisecond')::timestamptz(3) AS now,
  p.address, p.name AS "personName", ${SHOWN_NAME} AS "shownName", a.reference, a.type AS "accountType", a.policy, a.name AS "accountName", h.name AS "holderName"`
const JOINS = Prisma.sql`JOIN account a ON a.id = s.account_id JOIN person p ON p.id = s.person_id JOIN person h ON h.id = a.holder_id`

type FlatRow = SubUserRow & {
  now: Date
  address: string
  personName: string | null
  shownName: string | null
  reference: string
  accountType: string
  policy: string
  accountName: string | null
  holderName: string | null
}

function itemOf({
  address,
  personName,
  reference,
  accountType,
  policy,
  accountName,
  holderName,
  ...row
}: FlatRow): SubUserItem {
  const account = {
    id: row.accountId,
    reference,
    type: accountType,
    policy,
    name: accountName,
    holder: { name: holderName },
  }
  return withExpiry({ ...row, person: { address, name: personName }, account })
}

const ORDER = {
  newest: Prisma.sql`s.created_at DESC, s.id DESC`,
  deadline: Prisma.sql`(s.ended_at IS NOT NULL), coalesce(s.due_at, 'infinity'), s.id`,
} as const

const afterCursor = (sort: SubUserSort, cursor: SubUserCursor | undefined): Prisma.Sql[] => {
  if (!cursor) return []
  const { ended, at, id } = cursor
  return sort === 'newest'
    ? [Prisma.sql`(s.created_at, s.id) < (${at}::timestamptz, ${id}::uuid)`]
    : [
        Prisma.sql`((s.ended_at IS NOT NULL), coalesce(s.due_at, 'infinity'), s.id) > (${ended}, coalesce(${at}::timestamptz, 'infinity'), ${id}::uuid)`,
      ]
}

/** What `withExpiry` says, in SQL. The subquery keeps PostgreSQL from joining all accounts before it looks. */
const OVERDUE = Prisma.sql`(s.status IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying') AND s.turn IN ('invitee', 'holder')
  AND coalesce(s.deadline, 'infinity') <= clock_timestamp()
    + (SELECT k.clock_offset_ms FROM account k WHERE k.id = s.account_id) * interval '1 millisecond')`

/** Where overdue rows lie in the index by urgency; test accounts' clocks may be ahead. */
const MAYBE_OVERDUE = Prisma.sql`(s.ended_at IS NOT NULL) < true AND coalesce(s.due_at, 'infinity') <= clock_timestamp()
  + (SELECT coalesce(max(k.clock_offset_ms), 0) FROM account k WHERE k.clock_offset_ms > 0) * interval '1 millisecond'`

/**
 * The rows of sub_user that match, in any order, at least the first `most` of them. Several accounts or states are read
 * as one ordered index range each (LATERAL), because PostgreSQL would otherwise sort all that match.
 */
function matching(
  filter: SubUserFilter,
  search: Search,
  sort: SubUserSort,
  most: number,
  after?: SubUserCursor,
): Prisma.Sql {
  const accounts = accountsOf(filter)
  const states = statesOf(filter)
  const roles = filter.roles && Prisma.sql`s.role = ANY(${[...filter.roles]}::text[])`
  const conditions = [...afterCursor(sort, after), ...(roles ? [roles] : []), ...search.conditions]
  const first = (from: Prisma.Sql, more: readonly Prisma.Sql[]): Prisma.Sql =>
    Prisma.sql`(SELECT s.* FROM ${from} ${search.joins} ${where([...more, ...conditions])} ORDER BY ${ORDER[sort]} LIMIT ${most})`
  const each = (values: Prisma.Sql, more: readonly Prisma.Sql[]): Prisma.Sql =>
    Prisma.sql`SELECT s.* FROM unnest(${values}) AS range(value) CROSS JOIN LATERAL ${first(SUB_USER, more)} AS s`

  if (accounts)
    return each(Prisma.sql`${accounts}::uuid[]`, [Prisma.sql`s.account_id = range.value`, ...stateConditions(filter)])
  if (!states) return first(SUB_USER, [])
  const stored = storedConditions(filter, states)
  const inState = Prisma.sql`s.status = ANY(${[...states]}::text[])`
  const whole =
    sort === 'newest'
      ? each(Prisma.sql`${[...states]}::text[]`, [Prisma.sql`s.status = range.value`, ...stored])
      : Prisma.join(
          halves(states).map((half) => first(SUB_USER, [half, inState, ...stored])),
          ' UNION ALL ',
        )
  return states.includes('expired')
    ? Prisma.sql`${whole} UNION ALL ${first(SUB_USER, [MAYBE_OVERDUE, OVERDUE])}`
    : whole
}

const SUB_USER = Prisma.sql`sub_user s`
/** The half of the index by urgency where a state lies. (`= false` would be turned into IS NULL, which the index does not know.) */
const halves = (states: readonly Status[]): Prisma.Sql[] => [
  ...(states.some((status) => !isEnded(status)) ? [Prisma.sql`(s.ended_at IS NOT NULL) < true`] : []),
  ...(states.some(isEnded) ? [Prisma.sql`(s.ended_at IS NOT NULL) = true`] : []),
]

const where = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join([...conditions], ' AND ')}` : Prisma.empty

/** The accounts that are both asked for and allowed. */
function accountsOf({ only, accounts }: SubUserFilter): string[] | undefined {
  if (!only || !accounts) return only || accounts ? [...(only ?? accounts ?? [])] : undefined
  return accounts.filter((id) => only.includes(id))
}

/** States in which it can be somebody's turn, a check that is renewed included; spares reading all others when only the turn is asked for. */
const STATES_OF_TURN: Readonly<Record<Turn, readonly Status[]>> = {
  invitee: ['invited', 'accepted', 'verifying', 'active', 'suspended'],
  holder: ['awaiting_confirmation'],
  staff: ['invited', 'accepted', 'verifying', 'active', 'suspended'],
  vendor: ['verifying', 'active', 'suspended'],
  nobody: ['accepted', 'verifying', 'active', 'suspended', ...ENDED_STATUSES],
}

function statesOf({ statuses, turns }: SubUserFilter): readonly Status[] | undefined {
  const byTurn = turns && STATUSES.filter((status) => turns.some((turn) => STATES_OF_TURN[turn].includes(status)))
  if (!statuses || !byTurn) return statuses ?? byTurn
  return byTurn.filter((status) => statuses.includes(status))
}

/** For rows that are read by their stored state: the turn, and that the deadline has not passed. */
function storedConditions({ turns }: SubUserFilter, states: readonly Status[]): Prisma.Sql[] {
  return [
    ...(turns ? [Prisma.sql`s.turn = ANY(${[...turns]}::text[])`] : []),
    ...(states.some(isOpen) ? [Prisma.sql`NOT ${OVERDUE}`] : []),
  ]
}

/** For rows that are read by something else: state and turn as they count now. */
function stateConditions({ statuses, turns }: SubUserFilter): Prisma.Sql[] {
  const inState =
    statuses &&
    Prisma.sql`(s.status = ANY(${[...statuses]}::text[]) AND NOT ${OVERDUE} OR ${statuses.includes('expired')} AND ${OVERDUE})`
  const inTurn =
    turns &&
    Prisma.sql`(s.turn = ANY(${[...turns]}::text[]) AND NOT ${OVERDUE} OR ${turns.includes('nobody')} AND ${OVERDUE})`
  return [...(inState ? [inState] : []), ...(inTurn ? [inTurn] : [])]
}

type Search = { joins: Prisma.Sql; conditions: readonly Prisma.Sql[] }

/** From so many persons or accounts on, reading rows in order and comparing each is faster than gathering all that match. */
const MANY = 1000

async function searchOf(db: Database, text: string | undefined): Promise<Search> {
  const search = text?.trim() ?? ''
  if (search === '') return { joins: Prisma.empty, conditions: [] }
  const id = inside('subUser', search)
  if (id) return { joins: Prisma.empty, conditions: [Prisma.sql`s.id = ${id}::uuid`] }
  const like = likeText(search)
  const narrow = search.length > 2 && (await isNarrow(db, like))
  return narrow ? { joins: Prisma.empty, conditions: [oneOf(like)] } : { joins: JOINS, conditions: [comparing(like)] }
}

const accountsLike = (like: string): Prisma.Sql => Prisma.sql`SELECT b.id FROM account b
  WHERE lower(b.reference) LIKE ${like} OR lower(b.name) LIKE ${like}
    OR b.name IS NULL AND b.holder_id = ANY(ARRAY(SELECT id FROM person WHERE kind = 'holder' AND lower(name) LIKE ${like}))`

async function isNarrow(db: Database, like: string): Promise<boolean> {
  const persons = Prisma.sql`SELECT FROM person WHERE address_key LIKE ${like} OR lower(name) LIKE ${like}`
  for (const found of [persons, givenNames(like), accountsLike(like)]) {
    const [row] = await readRows<{ n: number }>(
      db,
      Prisma.sql`SELECT count(*)::int AS n FROM (${found} LIMIT ${MANY}) AS f`,
    )
    if (!row || row.n >= MANY) return false
  }
  return true
}

/** All that match, gathered by index. */
const oneOf = (like: string): Prisma.Sql => Prisma.sql`s.id = ANY(ARRAY(
  ${shownAs(like)} UNION SELECT f.id FROM sub_user f WHERE f.account_id = ANY(ARRAY(${accountsLike(like)}))))`

/** The same, row by row. */
const comparing = (
  like: string,
): Prisma.Sql => Prisma.sql`(p.address_key LIKE ${like} OR (s.named_at IS NOT NULL OR p.kind <> 'invitee') AND lower(p.name) LIKE ${like}
  OR s.given_name_id IS NOT NULL AND lower(${SHOWN_NAME}) LIKE ${like}
  OR lower(a.reference) LIKE ${like} OR lower(coalesce(a.name, h.name)) LIKE ${like})`
