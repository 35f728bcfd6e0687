import type { ConfirmationPurpose } from '../domain/confirmation.ts'
import { type Database, Prisma, type Reading, type Tx, columnsOf } from './database.ts'

export type ConfirmationRow = Prisma.ConfirmationNumberGetPayload<object>
/** Whose number for what. */
export type NumberKey = { actorKind: string; actorId: string; purpose: ConfirmationPurpose; subject: string }

const COLUMNS = columnsOf(Prisma.ConfirmationNumberScalarFieldEnum, 'c')

const ofKey = ({ actorKind, actorId, purpose, subject }: NumberKey): Prisma.Sql =>
  Prisma.sql`c.subject = ${subject}::uuid AND c.purpose = ${purpose} AND c.actor_kind = ${actorKind} AND c.actor_id = ${actorId}::uuid`
const OPEN = Prisma.sql`c.used_at IS NULL AND c.ended_at IS NULL`

/** Lets one at a time ask for a number for this: two at once would both void and both write. */
export const lockNumbers = (tx: Tx, key: NumberKey) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${key.purpose}:${key.subject}:${key.actorId}`}, 0))`

/** Writes a number and voids the earlier one. */
export async function insertNumber(
  tx: Tx,
  number: NumberKey & Pick<ConfirmationRow, 'id' | 'accountId' | 'digest' | 'createdAt' | 'expiresAt'>,
): Promise<void> {
  await tx.$executeRaw`UPDATE confirmation_number AS c SET ended_at = ${number.createdAt} WHERE ${ofKey(number)} AND ${OPEN}`
  await tx.confirmationNumber.create({ data: number, select: { id: true } })
}

/** The newest number for this, whatever became of it. */
export async function latestNumber(db: Reading, key: NumberKey): Promise<ConfirmationRow | undefined> {
  const [row] = await db.prisma.$queryRaw<ConfirmationRow[]>`SELECT ${COLUMNS} FROM confirmation_number c
    WHERE ${ofKey(key)} ORDER BY c.created_at DESC, c.id DESC LIMIT 1`
  return row
}

/**
 * Counts one try if the number still works and fewer than `most` were used: one conditional update outside any other
 * transaction, so that parallel guesses can't pass and a refused try counts too. Returns the number and its tries, or undefined.
 */
export async function countNumberTry(
  db: Database,
  key: NumberKey,
  digest: Uint8Array,
  most: number,
): Promise<{ id: string; tries: number } | undefined> {
  const [row] = await db.prisma.$queryRaw<
    { id: string; tries: number }[]
  >`UPDATE confirmation_number AS c SET tries = tries + 1
    WHERE ${ofKey(key)} AND ${OPEN} AND c.digest = ${digest} AND c.tries < ${most} AND c.expires_at > account_now(c.account_id)
    RETURNING c.id, c.tries`
  return row
}

/** Spends a number for exactly this; false when it was used, voided or is for something else. */
export async function useNumber(tx: Tx, id: string, key: NumberKey, digest: Uint8Array, at: Date): Promise<boolean> {
  const used = await tx.$executeRaw`UPDATE confirmation_number AS c SET used_at = ${at}
    WHERE c.id = ${id}::uuid AND ${ofKey(key)} AND ${OPEN} AND c.digest = ${digest} AND c.expires_at > ${at}`
  return used === 1
}

/** Voids whatever numbers there are for this: what they would confirm has changed or is over. */
export const voidNumbers = (tx: Tx, purpose: ConfirmationPurpose, subject: string, at: Date) =>
  tx.$executeRaw`UPDATE confirmation_number AS c SET ended_at = ${at} WHERE c.subject = ${subject}::uuid AND c.purpose = ${purpose} AND ${OPEN}`

export const findNumber = (db: Reading, id: string) => db.prisma.confirmationNumber.findUnique({ where: { id } })
