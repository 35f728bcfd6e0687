import { columnsOf, type Database, Prisma, readRows, type Tx } from './database.ts'

export type NewApiKey = {
  id: string
  name: string
  secretHash: Uint8Array<ArrayBuffer>
  hint: string
  scopes: string[]
  allAccounts: boolean
  accountIds: string[]
  test: boolean
  createdAt: Date
}

export const insertApiKey = (tx: Tx, key: NewApiKey) => tx.apiKey.create({ data: key, select: { id: true } })

type Row = Prisma.ApiKeyGetPayload<object>
/** What has to be known of a key to let it in. */
export type ApiKeyRow = Pick<Row, 'id' | 'scopes' | 'allAccounts' | 'accountIds' | 'lastUsedAt'>

export const KEY_FIELDS = (({ id, scopes, allAccounts, accountIds, lastUsedAt }) => ({
  id,
  scopes,
  allAccounts,
  accountIds,
  lastUsedAt,
}))(Prisma.ApiKeyScalarFieldEnum)

/** The key `k` with this hash, unless it is revoked or has run out. */
export const keyWorks = (secretHash: Uint8Array<ArrayBuffer>): Prisma.Sql =>
  Prisma.sql`k.secret_hash = ${secretHash} AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp())`

/** The key with this hash, if it works. */
export async function findApiKey(db: Database, secretHash: Uint8Array<ArrayBuffer>): Promise<ApiKeyRow | undefined> {
  const columns = columnsOf(KEY_FIELDS, 'k')
  const [row] = await readRows<ApiKeyRow>(
    db,
    Prisma.sql`SELECT ${columns} FROM api_key k WHERE ${keyWorks(secretHash)}`,
  )
  return row
}

/** Notes the use of a key, at most once a minute. */
export const touchApiKey = (db: Database, id: string) =>
  db.prisma.$executeRaw`UPDATE api_key SET last_used_at = clock_timestamp()
    WHERE id = ${id}::uuid AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')`

export const apiKeyNames = async (db: Database, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map(
    (await db.prisma.apiKey.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } })).map(
      (k) => [k.id, k.name],
    ),
  )

/** Lets a key that is in use end after some hours; false when there is none. */
export async function expireApiKey(tx: Tx, id: string, hours: number): Promise<boolean> {
  return (
    (await tx.$executeRaw`UPDATE api_key SET expires_at = clock_timestamp() + ${hours} * interval '1 hour'
      WHERE id = ${id}::uuid AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp())`) > 0
  )
}
