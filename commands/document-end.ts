import type { ReviewDecision } from '../domain/four-eyes.ts'
import { dayIn } from '../domain/office-hours.ts'
import { Refusal } from '../domain/refusals.ts'
import type { Database } from '../store/database.ts'
import type { SubUserRow } from '../store/sub-users.ts'
import { keepDocumentUntil } from '../store/typed-checks.ts'
import { documentsOf } from '../store/verification.ts'
import type { Actor } from './actor.ts'
import type { Work } from './command.ts'

/** What an approval says of the document's last day, `YYYY-MM-DD`; null: no end date stands on it. */
type Said = { decision: ReviewDecision | 'one_more'; documentUntil?: string | null | undefined }

/**
 * An approval of documents that came here says until when they are valid: the check counts no longer (R46). Refused:
 * `input-invalid`.
 */
export async function requireDocumentEnd({ prisma }: Database, subUserId: string, said: Said): Promise<void> {
  if (said.decision !== 'approve' || said.documentUntil !== undefined) return
  const found = await prisma.subUser.findUnique({ where: { id: subUserId }, select: { attempt: true } })
  if (found && (await documentsOf(prisma, subUserId, found.attempt)).length > 0)
    throw new Refusal('input-invalid', 'Say until when the document is valid, or that no end date stands on it.')
}

/** Keeps it with what this reviewer typed; what counts is read when the approval takes effect. Refused: `input-invalid`. */
export async function keepDocumentEnd(
  work: Work,
  { id: reviewerId }: Actor & { kind: 'staff' },
  { subUser, now }: { subUser: SubUserRow; now: Date },
  { decision, documentUntil }: Said,
): Promise<void> {
  if (decision !== 'approve' || documentUntil === undefined) return
  if (documentUntil !== null && documentUntil < dayIn(work.office, now))
    throw new Refusal('input-invalid', 'This document has run out. Ask for one that is still valid.')
  const { id: subUserId, attempt, personId } = subUser
  await keepDocumentUntil(work.tx, { subUserId, attempt, reviewerId, personId, at: now }, documentUntil)
}
