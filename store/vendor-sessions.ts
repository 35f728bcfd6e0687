import { uuidv7 } from 'uuidv7'
import type { VerificationState } from '../domain/status.ts'
import type { Resubmission } from '../domain/verification.ts'
import { columnsOf, Prisma, type Reading, type Tx } from './database.ts'
import type { Nudge } from './outbox.ts'
import type { AttemptRow } from './verification.ts'

const ATTEMPT_COLUMNS = columnsOf(Prisma.VerificationAttemptScalarFieldEnum, 'v')

/** One attempt, or null. */
export const findAttempt = (db: Reading, subUserId: string, number: number): Promise<AttemptRow | null> =>
  db.prisma.verificationAttempt.findUnique({ where: { subUserId_number: { subUserId, number } } })

/** The attempt that a vendor's session belongs to, by our own record of it. */
export const findBySession = (db: Reading, vendor: string, vendorSessionId: string): Promise<AttemptRow | null> =>
  db.prisma.verificationAttempt.findUnique({ where: { vendor_vendorSessionId: { vendor, vendorSessionId } } })

/** The last approved attempt before another one, or null: what an access rests on while its check is renewed. */
export const approvalBefore = (db: Reading, subUserId: string, number: number): Promise<AttemptRow | null> =>
  db.prisma.verificationAttempt.findFirst({
    where: { subUserId, number: { lt: number }, state: 'approved' },
    orderBy: { number: 'desc' },
  })

/** All that is or may be checked of a person, by id. */
export async function checksOf(tx: Tx, personId: string): Promise<string[]> {
  const status = { in: ['verifying', 'active', 'suspended'] }
  const rows = await tx.subUser.findMany({ where: { personId, status }, orderBy: { id: 'asc' }, select: { id: true } })
  return rows.map(({ id }) => id)
}

/** Which of these attempts was replaced by a later one, and has a session that may still be open at its vendor. */
export const replacedSessions = (
  db: Reading,
  subUserId: string,
  numbers: readonly number[],
): Promise<{ vendor: string; sessionId: string }[]> =>
  db.prisma.$queryRaw`SELECT v.vendor, v.vendor_session_id AS "sessionId"
    FROM verification_attempt v JOIN sub_user s ON s.id = v.sub_user_id
    WHERE s.id = ${subUserId}::uuid AND v.number = ANY(${[...numbers]}::int[]) AND v.number < s.attempt
      AND v.vendor_session_id IS NOT NULL AND v.redacted_at IS NULL AND v.state IN ('cancelled', 'expired', 'needs_resubmission')`

/**
 * Approvals before the present attempt that a vendor may still take back, and that an access rests on: another one of the
 * person's (R11), or the sub-user's own while its check is renewed, which is the last of them (R46).
 */
export const approvalsRestedOn = (db: Reading, subUserId: string, isRenewing: boolean): Promise<AttemptRow[]> =>
  db.prisma.$queryRaw`SELECT ${ATTEMPT_COLUMNS} FROM verification_attempt v JOIN sub_user s ON s.id = v.sub_user_id
    WHERE s.id = ${subUserId}::uuid AND v.number < s.attempt AND v.state = 'approved' AND v.vendor_state = 'approved'
      AND v.vendor_session_id IS NOT NULL AND v.redacted_at IS NULL
      AND (EXISTS (SELECT 1 FROM sub_user o WHERE o.person_id = s.person_id AND o.check_of_id = s.id
          AND o.check_of_attempt = v.number AND o.status IN ('verifying', 'active', 'suspended'))
        OR (${isRenewing} AND v.number = (SELECT max(b.number) FROM verification_attempt b
          WHERE b.sub_user_id = s.id AND b.number < s.attempt AND b.state = 'approved')))
    ORDER BY v.number`

/** A nudge without an event: something is to be looked at, nothing has happened yet. The relay takes it after 3 s if nobody did. */
export async function insertNudge(tx: Tx, subject: string): Promise<Nudge> {
  const eventId = uuidv7()
  await tx.$executeRaw`INSERT INTO outbox (event_id, process, subject, due_at)
    VALUES (${eventId}::uuid, 'onboarding', ${subject}::uuid, clock_timestamp() + interval '3 seconds')`
  return { eventId, process: 'onboarding', subject }
}

/** A workflow that looks by itself does so within this time; later, it does not know that it should. */
const BY_ITSELF = Prisma.sql`interval '10 seconds'`

/**
 * Opens processes whose vendor is to be asked, by each account's own clock: those that had ended at once, others when they
 * don't look by themselves. Each is opened once for each look that is due, however long it takes to make it. While a
 * vendor does not answer, it is being asked anyhow. Returns whose they are.
 */
export async function openForPoll(tx: Tx, most: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`WITH due AS (
      SELECT id FROM sub_user WHERE next_poll_at <= clock_timestamp()
        AND (process_done_at IS NOT NULL OR next_poll_at <= clock_timestamp() - ${BY_ITSELF})
      UNION
      SELECT s.id FROM account a JOIN sub_user s ON s.account_id = a.id
        WHERE a.clock_offset_ms <> 0 AND s.next_poll_at <= account_now(a.id)
        AND (s.process_done_at IS NOT NULL OR s.next_poll_at <= account_now(a.id) - ${BY_ITSELF})),
    free AS (
      SELECT s.id FROM due JOIN sub_user s USING (id)
      WHERE s.woken_for IS DISTINCT FROM s.next_poll_at AND NOT EXISTS (SELECT 1 FROM verification_attempt v
        WHERE v.sub_user_id = s.id AND v.number = s.attempt AND v.failing_since IS NOT NULL AND s.process_done_at IS NULL)
      LIMIT ${most} FOR UPDATE OF s SKIP LOCKED)
    UPDATE sub_user SET process_done_at = NULL, woken_for = next_poll_at WHERE id IN (SELECT id FROM free) RETURNING id`
  return rows.map(({ id }) => id)
}

/** What Usher's own record says of an attempt; for review by staff, whose decisions are made here. */
export async function recordedAnswer(db: Reading, vendor: string, sessionId: string): Promise<RecordedAnswer> {
  const attempt = await findBySession(db, vendor, sessionId)
  if (!attempt) return { state: 'expired', asked: [] }
  return {
    state: attempt.state as VerificationState,
    asked: (attempt.asked ?? []) as unknown as Resubmission[],
  }
}

type RecordedAnswer = { state: VerificationState; asked: readonly Resubmission[] }
