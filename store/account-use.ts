import type { Database } from './database.ts'

export type AccountUse = { accountId: string; open: number; active: number; viewers: number }

/** How many onboardings are open and how many sub-users active, by account; viewers hold no counted seat and are counted here. */
export async function accountUse(db: Database, accountIds: readonly string[]): Promise<Map<string, AccountUse>> {
  const rows = await db.prisma.$queryRaw<AccountUse[]>`SELECT account_id AS "accountId",
      count(*) FILTER (WHERE status IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying'))::int AS open,
      count(*) FILTER (WHERE status = 'active')::int AS active,
      count(*) FILTER (WHERE quota_group IS NULL)::int AS viewers
    FROM sub_user WHERE account_id = ANY(${[...accountIds]}::uuid[])
      AND status IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying', 'active', 'suspended')
    GROUP BY account_id`
  return new Map(rows.map((row) => [row.accountId, row]))
}

/** Seats taken by account and quota group. */
export async function seatsOfAccounts(
  db: Database,
  accountIds: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const rows = await db.prisma.seatUse.findMany({ where: { accountId: { in: [...accountIds] } } })
  return rows.reduce((all, row) => {
    const groups = all.get(row.accountId) ?? new Map<string, number>()
    return all.set(row.accountId, groups.set(row.quotaGroup, row.taken))
  }, new Map<string, Map<string, number>>())
}
