import { type Database, type Tx } from './database.ts'

/**
 * Access whose renewal is due on its account's clock, at most 50; what rests is left out. Test accounts have clocks of
 * their own.
 */
export const dueRenewals = (db: Database, resting: readonly string[]): Promise<{ id: string }[]> =>
  db.prisma.$queryRaw`SELECT id FROM (
      SELECT s.id, s.renewal_at FROM sub_user s WHERE s.status IN ('active', 'suspended') AND s.renewal_at <= clock_timestamp()
      UNION ALL
      SELECT s.id, s.renewal_at FROM account a JOIN sub_user s ON s.account_id = a.id
        WHERE s.status IN ('active', 'suspended') AND a.clock_offset_ms > 0 AND s.renewal_at > clock_timestamp() AND s.renewal_at <= account_now(a.id)
    ) due WHERE id <> ALL(${[...resting]}::uuid[]) ORDER BY renewal_at LIMIT 50`

export type CheckDone = {
  verifiedUntil: Date | null
  verifiedProfile: string
  vendor: string | null
  checkOfId: string
  checkOfAttempt: number
}

/**
 * Approved checks of the same person that are still valid, the longest valid one first. None from before a rejection of
 * the person, wherever that was, and none that its vendor took back (R11, R43). Each is locked, so that none is taken back unseen until the end of the transaction.
 */
export const checkDone = (
  tx: Tx,
  { id, personId }: { id: string; personId: string },
  now: Date,
): Promise<CheckDone[]> =>
  tx.$queryRaw`SELECT s.verified_until AS "verifiedUntil", s.verified_profile AS "verifiedProfile", s.vendor,
      s.id AS "checkOfId", v.number AS "checkOfAttempt"
    FROM sub_user s JOIN verification_attempt v ON v.sub_user_id = s.id AND v.number = s.attempt AND v.state = 'approved'
    WHERE s.person_id = ${personId}::uuid AND s.id <> ${id}::uuid AND s.activated_at IS NOT NULL
      AND s.status IN ('active', 'suspended', 'deactivated') AND s.suspended_cause IS NULL
      AND s.verification_state = 'approved' AND s.verified_profile IS NOT NULL
      AND (s.verified_until IS NULL OR s.verified_until > ${now})
      AND NOT EXISTS (SELECT 1 FROM sub_user o JOIN verification_attempt r ON r.sub_user_id = o.id
        WHERE o.person_id = s.person_id AND r.state = 'rejected' AND r.decided_at >= v.decided_at)
    ORDER BY s.verified_until DESC NULLS FIRST LIMIT 20 FOR SHARE OF v`

/** Lets the vendor of an access that has ended be asked, now that another one rests on its check (R43). */
export const lookAtEnded = (tx: Tx, id: string): Promise<number> =>
  tx.$executeRaw`UPDATE sub_user SET next_poll_at = account_now(account_id)
    WHERE id = ${id}::uuid AND status = 'deactivated' AND vendor_session_id IS NOT NULL`

/** What rests on a check that was made for another sub-user of the same person (R11), by id; on one attempt, or on any. */
export const restingOn = (
  tx: Tx,
  { id, personId }: { id: string; personId: string },
  attempt?: number,
): Promise<{ id: string }[]> =>
  tx.subUser.findMany({
    where: {
      personId,
      checkOfId: id,
      ...(attempt !== undefined && { checkOfAttempt: attempt }),
      status: { in: ['verifying', 'active', 'suspended'] },
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
