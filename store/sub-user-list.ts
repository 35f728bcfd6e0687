import { inside } from '../domain/ids.ts'
import { ENDED_STATUSES, type Status, STATUSES, type Turn } from '../domain/status.ts'
import { columnsOf, Prisma, type Database } from './database.ts'
import { type SubUserRow, withExpiry } from './sub-users.ts'

/** What the list shows of one sub-user; a part of `SubUserView`. */
export type SubUserItem = SubUserRow & {
  /** The time on the account's clock. */
  now: Date
  person: { address: string; name: string | null }
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
  const rows = await db.prisma.$queryRaw<FlatRow[]>`SELECT ${COLUMNS}, ${JOINED_COLUMNS}
    ${await source(db, filter, sort, most + 1, after)} ORDER BY ${ORDER[sort]} LIMIT ${most + 1}`
  const last = rows.length > most ? rows[most - 1] : undefined
  return { rows: rows.slice(0, most).map(itemOf), next: last && cursorAfter(last, sort) }
}

/** How many match, counted to `most` at the furthest; more than `most` comes back as `most + 1`. */
export async function countSubUsers(db: Database, filter: SubUserFilter, most = 1000): Promise<number> {
  const [row] = await db.prisma.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM (
    SELECT 1 ${await source(db, filter, 'newest', most + 1)} LIMIT ${most + 1}) AS counted`
  return row?.n ?? 0
}

const COLUMNS = columnsOf(Prisma.SubUserScalarFieldEnum, 's')
const NOW = Prisma.sql`(clock_timestamp() + a.clock_offset_ms * interval '1 millisecond')`
const JOINED_COLUMNS = Prisma.sql`${NOW}::timestamptz(3) AS now, p.address, p.name AS "personName",
  a.reference, a.type AS "accountType", a.policy, a.name AS "accountName", h.name AS "holderName"`

type FlatRow = SubUserRow & {
  now: Date
  address: string
  personName: string | null
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

/** What `withExpiry` says, in SQL. */
const OVERDUE = Prisma.sql`(s.status IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying')
  AND s.turn IN ('invitee', 'holder') AND coalesce(s.deadline, 'infinity') <= ${NOW})`

const JOINS = Prisma.sql`JOIN account a ON a.id = s.account_id JOIN person p ON p.id = s.person_id JOIN person h ON h.id = a.holder_id`

/**
 * FROM and WHERE. Several accounts or states are read as one ordered index range each (LATERAL), because PostgreSQL
 * would otherwise sort all that match.
 */
async function source(
  db: Database,
  filter: SubUserFilter,
  sort: SubUserSort,
  most: number,
  after?: SubUserCursor,
): Promise<Prisma.Sql> {
  const accounts = accountsOf(filter)
  const states = statesOf(filter)
  const conditions = [
    ...afterCursor(sort, after),
    ...stateConditions(states),
    ...(filter.turns
      ? [
          Prisma.sql`(s.turn = ANY(${[...filter.turns]}::text[]) AND NOT ${OVERDUE} OR ${filter.turns.includes('nobody')} AND ${OVERDUE})`,
        ]
      : []),
    ...(filter.roles ? [Prisma.sql`s.role = ANY(${[...filter.roles]}::text[])`] : []),
    ...(await searchConditions(db, filter.search)),
  ]
  if (accounts)
    return ranges(
      Prisma.sql`unnest(${accounts}::uuid[])`,
      Prisma.sql`s.account_id = range.value`,
      conditions,
      sort,
      most,
    )
  if (states && sort === 'newest') {
    const stored = storedStates(states)
    return ranges(Prisma.sql`unnest(${stored}::text[])`, Prisma.sql`s.status = range.value`, conditions, sort, most)
  }
  return Prisma.sql`FROM sub_user s ${JOINS} ${where(conditions)}`
}

const ranges = (
  values: Prisma.Sql,
  match: Prisma.Sql,
  conditions: readonly Prisma.Sql[],
  sort: SubUserSort,
  most: number,
): Prisma.Sql =>
  Prisma.sql`FROM ${values} AS range(value) CROSS JOIN LATERAL (
      SELECT s.* FROM sub_user s ${JOINS} ${where([match, ...conditions])} ORDER BY ${ORDER[sort]} LIMIT ${most}) AS s ${JOINS}`

const where = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join([...conditions], ' AND ')}` : Prisma.empty

/** The accounts that are both asked for and allowed. */
function accountsOf({ only, accounts }: SubUserFilter): string[] | undefined {
  if (!only || !accounts) return only || accounts ? [...(only ?? accounts ?? [])] : undefined
  return accounts.filter((id) => only.includes(id))
}

/** States in which it can be somebody's turn; spares reading all others when only the turn is asked for. */
const STATES_OF_TURN: Readonly<Record<Turn, readonly Status[]>> = {
  invitee: ['invited', 'accepted', 'verifying'],
  holder: ['awaiting_confirmation'],
  staff: ['verifying'],
  vendor: ['verifying'],
  nobody: ['active', 'suspended', ...ENDED_STATUSES],
}

function statesOf({ statuses, turns }: SubUserFilter): readonly Status[] | undefined {
  const byTurn = turns && STATUSES.filter((status) => turns.some((turn) => STATES_OF_TURN[turn].includes(status)))
  if (!statuses || !byTurn) return statuses ?? byTurn
  return byTurn.filter((status) => statuses.includes(status))
}

/** Rows that count as `expired` may still be stored in an open state. */
const storedStates = (states: readonly Status[]): Status[] =>
  states.includes('expired')
    ? [...new Set<Status>([...states, 'awaiting_confirmation', 'invited', 'accepted', 'verifying'])]
    : [...states]

function stateConditions(states: readonly Status[] | undefined): Prisma.Sql[] {
  if (!states) return []
  const conditions = [
    Prisma.sql`(s.status = ANY(${[...states]}::text[]) AND NOT ${OVERDUE} OR ${states.includes('expired')} AND ${OVERDUE})`,
  ]
  const allEnded = states.every((status) => (ENDED_STATUSES as readonly Status[]).includes(status))
  if (allEnded && !states.includes('expired')) conditions.push(Prisma.sql`(s.ended_at IS NOT NULL) = true`)
  return conditions
}

/** From so many persons on, reading rows in order and comparing each is faster than gathering all that match. */
const MANY = 2000

async function searchConditions(db: Database, text: string | undefined): Promise<Prisma.Sql[]> {
  const search = text?.trim() ?? ''
  if (search === '') return []
  const id = inside('subUser', search)
  if (id) return [Prisma.sql`s.id = ${id}::uuid`]
  const like = `%${search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  const persons = Prisma.sql`SELECT id FROM person WHERE address_key LIKE ${like} OR lower(name) LIKE ${like}`
  const narrow = search.length > 2 && (await isNarrow(db, persons))
  if (!narrow)
    return [
      Prisma.sql`(p.address_key LIKE ${like} OR s.named_at IS NOT NULL AND lower(p.name) LIKE ${like} OR lower(a.reference) LIKE ${like}
      OR lower(coalesce(a.name, h.name)) LIKE ${like})`,
    ]
  return [
    Prisma.sql`s.id IN (
    SELECT f.id FROM sub_user f WHERE f.person_id IN (SELECT id FROM person WHERE address_key LIKE ${like})
    UNION SELECT f.id FROM sub_user f WHERE f.named_at IS NOT NULL AND f.person_id IN (SELECT id FROM person WHERE lower(name) LIKE ${like})
    UNION SELECT f.id FROM sub_user f WHERE f.account_id IN (SELECT b.id FROM account b JOIN person k ON k.id = b.holder_id
      WHERE lower(b.reference) LIKE ${like} OR lower(coalesce(b.name, k.name)) LIKE ${like}))`,
  ]
}

async function isNarrow(db: Database, persons: Prisma.Sql): Promise<boolean> {
  const [row] = await db.prisma.$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM (${persons} LIMIT ${MANY}) AS found`
  return (row?.n ?? 0) < MANY
}
