import { type Database } from './database.ts'

export type WaitingReview = {
  id: string
  name: string | null
  namedAt: Date | null
  address: string
  role: string
  policy: string
  verificationProfile: string
  reviewerId: string | null
  reviewerName: string | null
  /** On the real clock, whatever that of a test account says. */
  reviewDueAt: Date | null
  afterLast: boolean
  /** Decisions on the present attempt: their stage and who gave them. */
  given: readonly { stage: string; reviewerId: string }[]
}

/** What waits for staff to decide, oldest first, at most 200 (R59). What was just decided and can be taken back does not wait. */
export const waitingReviews = (db: Database): Promise<WaitingReview[]> =>
  db.prisma.$queryRaw<
    WaitingReview[]
  >`SELECT s.id, p.name, s.named_at AS "namedAt", p.address, s.role, a.policy, a.verification_profile AS "verificationProfile",
      s.reviewer_id AS "reviewerId", u.name AS "reviewerName", 
      s.review_due_at - a.clock_offset_ms * interval '1 millisecond' AS "reviewDueAt",
      s.attempt >= s.attempts_allowed AND coalesce((SELECT v.state = 'needs_resubmission' FROM verification_attempt v
        WHERE v.sub_user_id = s.id ORDER BY v.number DESC LIMIT 1), false) AS "afterLast",
      coalesce((SELECT jsonb_agg(jsonb_build_object('stage', r.stage, 'reviewerId', r.reviewer_id)) FROM review r
        WHERE r.sub_user_id = s.id AND r.attempt = s.attempt), '[]') AS given
    FROM sub_user s JOIN person p ON p.id = s.person_id JOIN account a ON a.id = s.account_id
      LEFT JOIN staff_user u ON u.id = s.reviewer_id
    WHERE s.turn = 'staff' AND s.status IN ('verifying', 'active', 'suspended') AND (s.reported_at IS NULL OR s.status IN ('active', 'suspended'))
      AND NOT EXISTS (SELECT 1 FROM held_decision h WHERE h.sub_user_id = s.id)
    ORDER BY s.review_due_at - a.clock_offset_ms * interval '1 millisecond', s.id LIMIT 200`

/** The last review that was decided: when, and whether in time. */
export async function lastReview(db: Database): Promise<{ at: Date } | undefined> {
  const [row] = await db.prisma.$queryRaw<{ at: Date }[]>`SELECT max(at) AS at FROM review HAVING max(at) IS NOT NULL`
  return row
}

/**
 * Reviews whose time limit is near on their account's clock, at most 50; those that rest are left out. Test accounts have
 * clocks of their own.
 */
export const dueWarnings = (db: Database, resting: readonly string[]): Promise<{ id: string }[]> =>
  db.prisma.$queryRaw`SELECT id FROM (
      SELECT s.id, s.review_warn_at FROM sub_user s WHERE s.review_warn_at <= clock_timestamp()
      UNION ALL
      SELECT s.id, s.review_warn_at FROM account a JOIN sub_user s ON s.account_id = a.id
        WHERE a.clock_offset_ms > 0 AND s.review_warn_at > clock_timestamp() AND s.review_warn_at <= account_now(a.id)
    ) due WHERE id <> ALL(${[...resting]}::uuid[]) ORDER BY review_warn_at LIMIT 50`

export type LookedAt = { staffId: string; since: Date; at: Date; documents: string[]; dateOfBirth: boolean }

/** Who looked at the documents or the date of birth of a sub-user, the last time first (R45, R61). */
export const lookedAtBy = (db: Database, subUserId: string): Promise<LookedAt[]> =>
  db.prisma.$queryRaw<LookedAt[]>`SELECT e.actor_id AS "staffId", min(e.at) AS since, max(e.at) AS at,
      coalesce(array_agg(DISTINCT d.kind) FILTER (WHERE d.kind IS NOT NULL), '{}') AS documents,
      bool_or(e.data->>'what' = 'date_of_birth') AS "dateOfBirth"
    FROM event e LEFT JOIN document d ON d.id = (e.data->>'documentId')::uuid
    WHERE e.subject = ${subUserId}::uuid AND e.type = 'staff.viewed' AND e.data->>'what' IN ('documents', 'date_of_birth')
    GROUP BY e.actor_id ORDER BY max(e.at) DESC LIMIT 50`

/** Whether this member of staff opened the page of this sub-user or account within the last minutes; then it need not be recorded again. */
export async function openedLately(
  db: Database,
  { staffId, subject, what, minutes }: { staffId: string; subject: string; what: string; minutes: number },
): Promise<boolean> {
  const rows = await db.prisma.$queryRaw<
    unknown[]
  >`SELECT 1 FROM event WHERE subject = ${subject}::uuid AND type = 'staff.viewed'
    AND actor_id = ${staffId} AND data->>'what' = ${what} AND at > account_now(chain) - ${minutes} * interval '1 minute' LIMIT 1`
  return rows.length > 0
}
