import { Prisma, type Database, type Reading, type Tx, columnsOf } from './database.ts'

export type HeldDecisionRow = Prisma.HeldDecisionGetPayload<object>
const COLUMNS = columnsOf(Prisma.HeldDecisionScalarFieldEnum, 'h')

export type NewHeld = {
  subUserId: string
  attempt: number
  reviewerId: string
  decision: string
  asked: readonly object[]
  remarkId: string | null
}

/** Holds a decision for some ms of the real clock; returns when it leaves. An earlier one on the same review is replaced. */
export async function holdDecision(tx: Tx, held: NewHeld, ms: number): Promise<Date> {
  await dropHeld(tx, held.subUserId)
  const [row] = await tx.$queryRaw<{ leavesAt: Date }[]>`
    INSERT INTO held_decision (sub_user_id, attempt, reviewer_id, decision, asked, remark_id, leaves_at)
    VALUES (${held.subUserId}::uuid, ${held.attempt}, ${held.reviewerId}::uuid, ${held.decision}, ${JSON.stringify(held.asked)}::jsonb,
      ${held.remarkId}::uuid, clock_timestamp() + ${ms} * interval '1 millisecond') RETURNING leaves_at AS "leavesAt"`
  if (!row) throw new Error('the database kept no decision')
  return row.leavesAt
}

/** Forgets a held decision and its reason, as if it had not been given. */
export const dropHeld = (tx: Tx, subUserId: string): Promise<number> =>
  tx.$executeRaw`WITH dropped AS (DELETE FROM held_decision WHERE sub_user_id = ${subUserId}::uuid RETURNING remark_id)
    DELETE FROM remark WHERE id IN (SELECT remark_id FROM dropped)`

/** The held decision, while it can still be taken back. */
export async function heldOf(db: Reading, subUserId: string): Promise<HeldDecisionRow | undefined> {
  const [row] = await db.prisma.$queryRaw<HeldDecisionRow[]>`SELECT ${COLUMNS} FROM held_decision h
    WHERE h.sub_user_id = ${subUserId}::uuid AND h.leaves_at > clock_timestamp()`
  return row
}

/** Sub-users with a decision whose time has come, the first first, at most 20; those that rest are left out. */
export const dueDecisions = (db: Database, resting: readonly string[]): Promise<{ id: string }[]> =>
  db.prisma.$queryRaw`SELECT sub_user_id AS id FROM held_decision
    WHERE leaves_at <= clock_timestamp() AND sub_user_id <> ALL(${[...resting]}::uuid[]) ORDER BY leaves_at LIMIT 20`

/** Takes a decision whose time has come out of the waiting ones; undefined when somebody else did. */
export async function takeDue(tx: Tx, subUserId: string): Promise<HeldDecisionRow | undefined> {
  const [row] = await tx.$queryRaw<HeldDecisionRow[]>`DELETE FROM held_decision h
    WHERE h.sub_user_id = ${subUserId}::uuid AND h.leaves_at <= clock_timestamp() RETURNING ${COLUMNS}`
  return row
}
