import type { Database, Tx } from './database.ts'

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

/** The key with this hash, unless it is revoked or has run out. */
export const findApiKey = (db: Database, secretHash: Uint8Array<ArrayBuffer>) =>
  db.prisma.apiKey.findFirst({
    where: { secretHash, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
  })

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
