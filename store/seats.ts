import type { Database, Tx, Reading } from './database.ts'
import { SHOWN_NAME } from './sub-users.ts'

/** Takes one seat of a group with so many, if one is left; one conditional upsert, so that two can't take the last (R10). */
export async function takeSeat(tx: Tx, accountId: string, { group, limit }: { group: string; limit: number }) {
  const rows = await tx.$queryRaw<unknown[]>`INSERT INTO seat_use AS u (account_id, quota_group, taken)
      SELECT ${accountId}::uuid, ${group}, 1 WHERE ${limit}::int > 0
    ON CONFLICT (account_id, quota_group) DO UPDATE SET taken = u.taken + 1 WHERE u.taken < ${limit}::int RETURNING taken`
  return rows.length > 0
}

/** Gives one seat back (R9). `group` null: the role's quota has no limit, nothing is counted. */
export async function freeSeat(tx: Tx, accountId: string, group: string | null): Promise<void> {
  if (group === null) return
  await tx.$executeRaw`UPDATE seat_use SET taken = taken - 1 WHERE account_id = ${accountId}::uuid AND quota_group = ${group}`
}

export type SeatHolder = {
  id: string
  status: string
  deadline: Date | null
  shownName: string | null
  address: string
}

/** Who holds the seats of a group, oldest first, by name or else by address; what a refusal names (R10). */
export const seatHolders = (db: Reading, accountId: string, group: string): Promise<SeatHolder[]> =>
  db.prisma.$queryRaw`SELECT s.id, s.status, s.deadline, ${SHOWN_NAME} AS "shownName", p.address
    FROM sub_user s JOIN person p ON p.id = s.person_id WHERE s.account_id = ${accountId}::uuid AND s.quota_group = ${group}
      AND s.status IN ('invited', 'accepted', 'verifying', 'active', 'suspended') ORDER BY s.created_at, s.id LIMIT 20`

/** Seats taken by group. */
export async function seatsTaken(db: Database, accountId: string): Promise<Map<string, number>> {
  const rows = await db.prisma.seatUse.findMany({ where: { accountId } })
  return new Map(rows.map((row) => [row.quotaGroup, row.taken]))
}

/** The names of sub-users by id, or the invited addresses until a name was given. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<
    { id: string; name: string }[]
  >`SELECT s.id, coalesce(${SHOWN_NAME}, p.address) AS name
    FROM sub_user s JOIN person p ON p.id = s.person_id WHERE s.id = ANY(${[...ids]}::uuid[])`
  return new Map(rows.map(({ id, name }) => [id, name]))
}
