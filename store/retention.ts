import { type Database, Prisma, type Tx } from './database.ts'

/** How long the documents of a policy's profile are kept after the end, in days. */
export type KeptFor = { policy: string; profile: string; days: number }

export type DueForDeletion = { kept: readonly KeptFor[]; vendors: readonly string[]; after: string; most: number }

/**
 * Ended sub-users after an id whose documents are due to go on their account's clock, and are still here or at one of
 * `vendors`; in order, at most `most`. Times of test accounts may be ahead.
 */
export const dueForDeletion = (
  db: Database,
  { kept, vendors, after, most }: DueForDeletion,
): Promise<{ id: string }[]> =>
  db.prisma.$queryRaw`WITH k AS MATERIALIZED (SELECT * FROM unnest(${kept.map((one) => one.policy)}::text[],
      ${kept.map((one) => one.profile)}::text[], ${kept.map((one) => one.days)}::float8[]) AS k(policy, profile, days))
    SELECT s.id FROM sub_user s JOIN account a ON a.id = s.account_id
      JOIN k ON k.policy = a.policy AND k.profile = a.verification_profile
    WHERE s.ended_at <= clock_timestamp() - (SELECT min(days) FROM k) * interval '1 day'
        + (SELECT coalesce(max(t.clock_offset_ms), 0) FROM account t WHERE t.clock_offset_ms > 0) * interval '1 millisecond'
      AND s.ended_at <= clock_timestamp() + a.clock_offset_ms * interval '1 millisecond' - k.days * interval '1 day'
      AND s.id > ${after}::uuid AND (EXISTS (SELECT 1 FROM document d WHERE d.sub_user_id = s.id)
        OR EXISTS (SELECT 1 FROM verification_attempt v WHERE v.sub_user_id = s.id AND v.redacted_at IS NULL
          AND (v.vendor_session_id IS NULL OR v.vendor = ANY(${vendors}::text[]))))
    ORDER BY s.id LIMIT ${most}`

/** Deletes all documents of a sub-user, and what came of typing from them; returns how many documents there were. */
export async function deleteDocuments(tx: Tx, subUserId: string): Promise<number> {
  await tx.typedCheck.deleteMany({ where: { subUserId } })
  return (await tx.document.deleteMany({ where: { subUserId } })).count
}

/** Attempts whose vendor still knows of the person. */
export const unredactedAttempts = (db: Database, subUserId: string) =>
  db.prisma.verificationAttempt.findMany({
    where: { subUserId, redactedAt: null },
    select: { number: true, vendor: true, vendorSessionId: true },
  })

export const markRedacted = (db: Database, subUserId: string, number: number) =>
  db.prisma.$executeRaw`UPDATE verification_attempt SET redacted_at = clock_timestamp()
    WHERE sub_user_id = ${subUserId}::uuid AND number = ${number}`

export type WrappedKey = Pick<
  Prisma.DocumentGetPayload<object>,
  'id' | 'personId' | 'kind' | 'masterKeyId' | 'wrappedKey'
>

/** Documents after an id whose key another master key than this wraps, in order. */
export const wrappedByOthers = (
  db: Database,
  masterKeyId: string,
  after: string,
  most: number,
): Promise<WrappedKey[]> =>
  db.prisma.document.findMany({
    where: { masterKeyId: { not: masterKeyId }, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: most,
    select: { id: true, personId: true, kind: true, masterKeyId: true, wrappedKey: true },
  })

/** Writes a key that was wrapped anew, unless somebody else did meanwhile. */
export const rewrapped = (
  db: Database,
  { id, masterKeyId }: WrappedKey,
  next: Omit<WrappedKey, 'id' | 'personId' | 'kind'>,
) => db.prisma.document.updateMany({ where: { id, masterKeyId }, data: next })
