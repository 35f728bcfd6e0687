import { type Database, Prisma, type Tx } from './database.ts'

/** Which request a key stands for. */
export type IdempotencyClaim = { apiKeyId: string; route: string; key: string; bodyHash: Uint8Array<ArrayBuffer> }

/** Claims the key for this transaction; false when another request had it first (after its commit). */
export async function claimKey(tx: Tx, claim: IdempotencyClaim): Promise<boolean> {
  const { apiKeyId, route, key, bodyHash } = claim
  const rows = await tx.$executeRaw`INSERT INTO idempotency_key AS k (api_key_id, route, key, body_hash, created_at)
    VALUES (${apiKeyId}::uuid, ${route}, ${key}, ${bodyHash}, clock_timestamp())
    ON CONFLICT (api_key_id, route, key) DO UPDATE SET body_hash = excluded.body_hash, status = NULL, answer = NULL, created_at = excluded.created_at
      WHERE k.created_at < clock_timestamp() - interval '24 hours'`
  return rows > 0
}

/** The answer stored under a key. */
export const storedAnswer = (tx: Tx, claim: IdempotencyClaim) =>
  tx.idempotencyKey.findUnique({
    where: { apiKeyId_route_key: { apiKeyId: claim.apiKeyId, route: claim.route, key: claim.key } },
  })

/** Whether a request with this key was answered before; then it is answered alike, and counts as one. */
export const isAnswered = async (db: Database, claim: IdempotencyClaim): Promise<boolean> =>
  ((await storedAnswer(db.prisma, claim))?.status ?? null) !== null

export const storeAnswer = (tx: Tx, claim: IdempotencyClaim, status: number, answer: Prisma.InputJsonValue) =>
  tx.idempotencyKey.update({
    where: { apiKeyId_route_key: { apiKeyId: claim.apiKeyId, route: claim.route, key: claim.key } },
    data: { status, answer },
    select: { status: true },
  })

/** Forgets answers whose 24 hours are over. */
export const deleteOldAnswers = (db: Database) =>
  db.prisma.$executeRaw`DELETE FROM idempotency_key WHERE created_at < clock_timestamp() - interval '24 hours'`
