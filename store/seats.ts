import type { Database, Tx, Reading } from './database.ts'

/** Gives one seat back (R9). `group` null: the role's quota has no limit, nothing is counted. */
export async function freeSeat(tx: Tx, accountId: string, group: string | null): Promise<void> {
  if (group === null) return
  await tx.$executeRaw`UPDATE seat_use SET taken = taken - 1 WHERE account_id = ${accountId}::uuid AND quota_group = ${group}`
}

/** Who holds the seats of a group, oldest first; what a refusal names (R10). */
export const seatHolders = (db: Reading, accountId: string, group: string) =>
  db.prisma.subUser.findMany({
    where: {
      accountId,
      quotaGroup: group,
      status: { in: ['invited', 'accepted', 'verifying', 'active', 'suspended'] },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      status: true,
      deadline: true,
      namedAt: true,
      person: { select: { name: true, address: true } },
    },
    take: 20,
  })

/** Seats taken by group. */
export async function seatsTaken(db: Database, accountId: string): Promise<Map<string, number>> {
  const rows = await db.prisma.seatUse.findMany({ where: { accountId } })
  return new Map(rows.map((row) => [row.quotaGroup, row.taken]))
}

/** The names of sub-users by id, or the invited addresses until a name was given. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.subUser.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, namedAt: true, person: { select: { name: true, address: true } } },
  })
  return new Map(rows.map(({ id, namedAt, person }) => [id, (namedAt && person.name) || person.address]))
}
