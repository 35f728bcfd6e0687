import { type Database, type Tx } from './database.ts'

/** Access whose renewal is due on its account's clock, at most 50. Test accounts have clocks of their own. */
export const dueRenewals = (db: Database): Promise<{ id: string }[]> =>
  db.prisma.$queryRaw`SELECT id FROM (
      SELECT s.id, s.renewal_at FROM sub_user s WHERE s.status IN ('active', 'suspended') AND s.renewal_at <= clock_timestamp()
      UNION ALL
      SELECT s.id, s.renewal_at FROM account a JOIN sub_user s ON s.account_id = a.id
        WHERE s.status IN ('active', 'suspended') AND a.clock_offset_ms > 0 AND s.renewal_at > clock_timestamp() AND s.renewal_at <= account_now(a.id)
    ) due ORDER BY renewal_at LIMIT 50`

/** Approved checks of the same person that are still valid, the longest valid one first. */
export const checkDone = (tx: Tx, { id, personId }: { id: string; personId: string }, now: Date) =>
  tx.subUser.findMany({
    where: {
      personId,
      id: { not: id },
      activatedAt: { not: null },
      verificationState: 'approved',
      verifiedProfile: { not: null },
      status: { in: ['active', 'suspended', 'deactivated'] },
      suspendedCause: null,
      OR: [{ verifiedUntil: null }, { verifiedUntil: { gt: now } }],
    },
    orderBy: { verifiedUntil: { sort: 'desc', nulls: 'first' } },
    select: { verifiedUntil: true, verifiedProfile: true, vendor: true },
    take: 20,
  })
