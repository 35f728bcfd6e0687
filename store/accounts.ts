import { type Fee, policies } from '../domain/policies/index.ts'
import {
  columnsOf,
  type Database,
  type JoinedRow,
  partOf,
  Prisma,
  type Reading,
  readRows,
  type Tx,
} from './database.ts'
import { type Counted, counting, type Reached, reachedOf, type Use } from './limits.ts'

/** An account with its holder's contact, and the time on its clock. */
export type AccountRow = Prisma.AccountGetPayload<{ include: { holder: true } }>

const COLUMNS = Prisma.join([
  columnsOf(Prisma.AccountScalarFieldEnum, 'a'),
  columnsOf(Prisma.PersonScalarFieldEnum, 'h', 'holder.'),
])

/** Accounts with their holders, in one statement. */
async function accountsWhere(db: Reading, rest: Prisma.Sql): Promise<AccountRow[]> {
  const rows = await db.prisma.$queryRaw<
    JoinedRow[]
  >`SELECT ${COLUMNS} FROM account a JOIN person h ON h.id = a.holder_id ${rest}`
  return rows.map((row) => ({
    ...partOf<AccountRow>(row, Prisma.AccountScalarFieldEnum),
    holder: partOf<AccountRow['holder']>(row, Prisma.PersonScalarFieldEnum, 'holder.'),
  }))
}

export const findAccount = async (db: Reading, id: string): Promise<AccountRow | null> =>
  (await accountsWhere(db, Prisma.sql`WHERE a.id = ${id}::uuid`))[0] ?? null

/** The name people know the account by: the company's, else the holder's. */
export const accountName = (account: { name: string | null; holder: { name: string | null } }): string =>
  account.name ?? account.holder.name ?? ''

export type AccountForInvite = {
  id: string
  type: string
  policy: string
  verificationProfile: string
  language: string
  holderAddressKey: string
  now: Date
  overdue: boolean
}

/** The time is read once, so that the index of what may run out is used. */
const forInvite = (id: string): Prisma.Sql => Prisma.sql`
  clock AS MATERIALIZED (SELECT account_now(${id}::uuid) AS now),
  found AS (SELECT a.id, a.type, a.policy, a.verification_profile AS "verificationProfile", a.language,
      h.address_key AS "holderAddressKey", clock.now,
      EXISTS (SELECT 1 FROM sub_user s WHERE s.account_id = a.id AND s.deadline <= (SELECT now FROM clock)
        AND s.status IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying') AND s.turn IN ('invitee', 'holder')) AS overdue
    FROM account a JOIN person h ON h.id = a.holder_id CROSS JOIN clock WHERE a.id = ${id}::uuid)`

/** What an invite has to know of its account, in one read. */
export async function accountForInvite(tx: Tx, id: string): Promise<AccountForInvite | undefined> {
  const [row] = await tx.$queryRaw<AccountForInvite[]>`WITH ${forInvite(id)} SELECT * FROM found`
  return row
}

/** The same, and one use of each limit is counted in the same statement, outside any other transaction (R68). */
export async function countedForInvite(
  db: Database,
  id: string,
  uses: readonly Use[],
): Promise<{ account: AccountForInvite | undefined; reached: Reached | undefined }> {
  const [row] = await readRows<AccountForInvite & { uses: Counted[] | null }>(
    db,
    Prisma.sql`WITH ${forInvite(id)},
    counted AS (${counting(uses)})
    SELECT found.*, (SELECT jsonb_agg(to_jsonb(counted)) FROM counted) AS uses FROM found`,
  )
  return { account: row, reached: row && reachedOf(uses, row.uses ?? []) }
}

/** The id of an account by the platform's reference; `only`: the accounts that may be known of. */
export async function findReference(
  db: Database,
  reference: string,
  only?: readonly string[],
): Promise<string | undefined> {
  const [row] = await readRows<{ id: string }>(db, Prisma.sql`SELECT id FROM account WHERE reference = ${reference}`)
  return row && (!only || only.includes(row.id)) ? row.id : undefined
}

/** The time on an account's clock, read now; `null`: the installation's own. */
export async function accountNow(tx: Tx, id: string | null): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT account_now(${id}::uuid) AS now`
  if (!row) throw new Error('the database gave no time')
  return row.now
}

/** The time on each of these accounts' clocks, read now. */
export async function accountTimes(tx: Tx, ids: readonly string[]): Promise<Map<string, Date>> {
  const rows = await tx.$queryRaw<{ id: string; now: Date }[]>`
    SELECT id, account_now(id) AS now FROM unnest(${[...ids]}::uuid[]) AS id`
  return new Map(rows.map(({ id, now }) => [id, now]))
}

export type NewAccount = {
  id: string
  holderId: string
  reference: string
  type: string
  policy: string
  name: string | null
  verificationProfile: string
  holder: { name: string; address: string; addressKey: string; twoFactor: boolean }
  withdrawalApproval: boolean
  language: string
  fee?: Fee | undefined
  test: boolean
  at: Date
}

/** Writes an account and its holder's contact. False when the reference is in use. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<boolean> {
  const taken = await tx.account.findUnique({ where: { reference: account.reference }, select: { id: true } })
  if (taken) return false
  const { holder, at, id, holderId, fee, ...rest } = account
  const { twoFactor, ...contact } = holder
  await tx.person.create({ data: { id: holderId, kind: 'holder', ...contact, language: rest.language, createdAt: at } })
  await tx.account.create({
    data: { ...rest, id, holderId, holderTwoFactor: twoFactor, ...(fee && { fee }), createdAt: at },
  })
  return true
}

export type StrandedAccount = { policy: string; type: string; profile: string; reference: string }

/** Policies, account types and verification profiles that rows name and that are not configured, each with one of its accounts. */
export async function strandedAccounts(db: Database): Promise<StrandedAccount[]> {
  const rows = await db.prisma.$queryRaw<StrandedAccount[]>`
    SELECT policy, type, verification_profile AS profile, min(reference) AS reference FROM account
      GROUP BY policy, type, profile ORDER BY policy, type, profile`
  return rows.filter(({ policy, type, profile }) => {
    const known = policies.get(policy)
    return !known?.accountTypes[type] || !known.profiles[profile]
  })
}

/** Where a page of a list goes on: the last row's time and id. */
export type Cursor = { createdAt: Date; id: string }

export type AccountFilter = { search?: string; reference?: string; only?: readonly string[] }

/** Accounts, newest first, one page by keyset. `only`: the accounts a key may see. */
export function listAccounts(db: Database, filter: AccountFilter, most: number, after?: Cursor): Promise<AccountRow[]> {
  const search = filter.search?.trim()
  const like = `%${(search ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`
  const conditions = [
    ...(filter.only ? [Prisma.sql`a.id = ANY(${[...filter.only]}::uuid[])`] : []),
    ...(filter.reference ? [Prisma.sql`a.reference = ${filter.reference}`] : []),
    ...(search ? [Prisma.sql`(a.reference ILIKE ${like} OR a.name ILIKE ${like} OR h.name ILIKE ${like})`] : []),
    ...(after ? [Prisma.sql`(a.created_at, a.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`] : []),
  ]
  const where = conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}` : Prisma.empty
  return accountsWhere(db, Prisma.sql`${where} ORDER BY a.created_at DESC, a.id DESC LIMIT ${most}`)
}
