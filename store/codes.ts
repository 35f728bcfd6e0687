import type { Tx } from './database.ts'

export type CodeRow = { id: string; tries: number; expiresAt: Date }

/** Writes a new code and voids the earlier ones of this purpose. */
export async function insertCode(
  tx: Tx,
  code: { id: string; purpose: string; subUserId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  const { subUserId, purpose, createdAt } = code
  await tx.$executeRaw`WITH earlier AS (UPDATE code SET ended_at = ${createdAt}
      WHERE sub_user_id = ${subUserId}::uuid AND purpose = ${purpose} AND used_at IS NULL AND ended_at IS NULL)
    INSERT INTO code (id, purpose, sub_user_id, created_at, expires_at)
    VALUES (${code.id}::uuid, ${purpose}, ${subUserId}::uuid, ${createdAt}, ${code.expiresAt})`
}

/** The code that works now, or undefined. */
export async function currentCode(tx: Tx, subUserId: string, purpose: string, at: Date): Promise<CodeRow | undefined> {
  const [row] = await tx.$queryRaw<CodeRow[]>`SELECT id, tries, expires_at AS "expiresAt" FROM code
    WHERE sub_user_id = ${subUserId}::uuid AND purpose = ${purpose} AND used_at IS NULL AND ended_at IS NULL AND expires_at > ${at}
    ORDER BY created_at DESC LIMIT 1`
  return row
}

/** Counts one try if fewer than `most` were used: one conditional update, so that parallel guesses can't pass. Returns the tries used, or undefined. */
export async function countTry(tx: Tx, id: string, most: number): Promise<number | undefined> {
  const [row] = await tx.$queryRaw<{ tries: number }[]>`UPDATE code SET tries = tries + 1
    WHERE id = ${id}::uuid AND tries < ${most} AND used_at IS NULL AND ended_at IS NULL RETURNING tries`
  return row?.tries
}

export const useCode = (tx: Tx, id: string, at: Date) =>
  tx.$executeRaw`UPDATE code SET used_at = ${at} WHERE id = ${id}::uuid`
