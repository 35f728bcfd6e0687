import type { Acting, PlaceStanding, Standing } from '../domain/access-check.ts'
import { DESTINATION_KINDS } from '../domain/destinations.ts'
import type { Status } from '../domain/status.ts'
import { type ApiKeyRow, KEY_FIELDS, keyWorks } from './api-keys.ts'
import { columnsOf, type Database, type JoinedRow, partOf, Prisma, type Reading, readRows } from './database.ts'
import { runOutPauses } from './sub-users.ts'

/** Whose access is looked up: a sub-user, or the holder of an account by id or by the platform's reference; and one place by its key. */
export type AccessLookup = {
  subUserId?: string | undefined
  accountId?: string | undefined
  reference?: string | undefined
  placeKey?: string | undefined
}

/** What the database has of it now. `accountId` is undefined where nobody was found. */
export type AccessFound = { accountId?: string; acting?: Acting; place?: PlaceStanding }

type Row = {
  n: number
  accountId: string | null
  policy: string | null
  subUserId: string | null
  status: Status
  role: string
  rights: string[]
  firstStatus: Status | null
  firstRole: string
  firstRights: string[]
  placeKind?: string | null
  registered?: boolean
  known?: boolean
}

/**
 * What is asked about, as rows. One alone comes as plain values, not as arrays: then PostgreSQL keeps one plan for it,
 * where it would plan arrays anew each time, which takes longer than the answer.
 */
const asked = (lookups: readonly AccessLookup[]): Prisma.Sql => {
  const [one, ...others] = lookups.map(({ subUserId = null, accountId = null, reference = null, placeKey = null }) => ({ subUserId, accountId, reference, placeKey })) // prettier-ignore
  if (one && others.length === 0)
    return Prisma.sql`(SELECT ${one.subUserId}::uuid AS sub_user, ${one.accountId}::uuid AS account,
      ${one.reference}::text AS reference, ${one.placeKey}::text AS place, 1 AS n) AS c`
  return Prisma.sql`unnest(${lookups.map((each) => each.subUserId ?? null)}::uuid[], ${lookups.map((each) => each.accountId ?? null)}::uuid[],
    ${lookups.map((each) => each.reference ?? null)}::text[], ${lookups.map((each) => each.placeKey ?? null)}::text[])
    WITH ORDINALITY AS c(sub_user, account, reference, place, n)`
}

/** Which kinds of questions there are among those asked: what nobody asks about is not joined. */
type Shape = { references: boolean; places: boolean }
const shapeOf = (lookups: readonly AccessLookup[]): Shape => ({
  references: lookups.some(({ reference }) => reference !== undefined),
  places: lookups.some(({ placeKey }) => placeKey !== undefined),
})

/** The account's time from its row, which is joined anyhow: `account_now` would read it once more. */
const NOW = `clock_timestamp() + a.clock_offset_ms * interval '1 millisecond'`

const found = ({
  places,
}: Shape): Prisma.Sql => Prisma.sql`c.n::int AS n, a.id AS "accountId", a.policy, s.id AS "subUserId", ${runOutPauses('s', NOW)} AS status, s.role, s.rights,
  ${runOutPauses('f', NOW)} AS "firstStatus", f.role AS "firstRole", f.rights AS "firstRights"
  ${places ? Prisma.sql`, d.kind AS "placeKind", (d.registered_at IS NOT NULL AND d.removed_at IS NULL) AS registered, d.withdrawals > 0 AS known` : Prisma.empty}`

/** By indexes alone, however many are asked about. */
const joined = ({ references, places }: Shape): Prisma.Sql => Prisma.sql`LEFT JOIN sub_user s ON s.id = c.sub_user
  LEFT JOIN sub_user f ON f.id = s.first_user_id
  ${references ? Prisma.sql`LEFT JOIN account r ON r.reference = c.reference` : Prisma.empty}
  LEFT JOIN account a ON a.id = coalesce(s.account_id, c.account${references ? Prisma.sql`, r.id` : Prisma.empty})
  ${places ? Prisma.sql`LEFT JOIN destination d ON d.account_id = a.id AND d.key = c.place` : Prisma.empty}`

/** What is known of each, in the order asked, in one statement. */
export async function readAccess(db: Reading, lookups: readonly AccessLookup[]): Promise<AccessFound[]> {
  const shape = shapeOf(lookups)
  const rows = await db.prisma.$queryRaw<Row[]>`SELECT ${found(shape)} FROM ${asked(lookups)} ${joined(shape)}`
  return inOrder(lookups, rows)
}

/**
 * The same together with the API key that asks, in one statement, because it is asked on every order (R47). Without a
 * key that works nothing is read.
 */
export async function readAccessByKey(
  db: Database,
  secretHash: Uint8Array<ArrayBuffer>,
  lookups: readonly AccessLookup[],
): Promise<{ key: ApiKeyRow; found: AccessFound[] } | undefined> {
  const shape = shapeOf(lookups)
  const rows = await readRows<Row & JoinedRow>(
    db,
    Prisma.sql`SELECT ${KEY_COLUMNS}, ${found(shape)}
    FROM api_key k CROSS JOIN ${asked(lookups)} ${joined(shape)} WHERE ${keyWorks(secretHash)}`,
  )
  if (!rows[0]) return undefined
  return { key: partOf<ApiKeyRow>(rows[0], KEY_FIELDS, 'key.'), found: inOrder(lookups, rows) }
}

const KEY_COLUMNS = columnsOf(KEY_FIELDS, 'k', 'key.')

function inOrder(lookups: readonly AccessLookup[], rows: readonly Row[]): AccessFound[] {
  const byPlace = new Map(rows.map((row) => [row.n, row]))
  return lookups.map((lookup, i) => foundIn(lookup, byPlace.get(i + 1)))
}

function foundIn({ subUserId }: AccessLookup, row: Row | undefined): AccessFound {
  if (!row?.accountId || row.policy === null) return {}
  if (subUserId !== undefined && row.subUserId === null) return {}
  return { accountId: row.accountId, acting: actingIn(row, row.policy), ...placeIn(row) }
}

function actingIn(row: Row, policy: string): Acting {
  if (row.subUserId === null) return { kind: 'holder', policy }
  const own: Standing = { status: row.status, role: row.role, rights: row.rights }
  if (row.firstStatus === null) return { kind: 'sub-user', policy, own }
  return { kind: 'sub-user', policy, own, first: { status: row.firstStatus, role: row.firstRole, rights: row.firstRights } } // prettier-ignore
}

function placeIn({ placeKind, registered = false, known = false }: Row): { place?: PlaceStanding } {
  const kind = DESTINATION_KINDS.find((one) => one === placeKind)
  return kind ? { place: { kind, registered, known } } : {}
}
