import type { Resubmission } from '../domain/verification.ts'
import { Prisma, type Tx } from './database.ts'

export type AttemptRow = Prisma.VerificationAttemptGetPayload<object>
export type DocumentRow = Prisma.DocumentGetPayload<object>
export type ReviewRow = Prisma.ReviewGetPayload<object>

type Reader = Tx

/** Begins an attempt; a second call for the same number changes nothing. */
export async function insertAttempt(
  tx: Tx,
  attempt: { subUserId: string; number: number; vendor: string; vendorSessionId: string | null; createdAt: Date },
): Promise<boolean> {
  const { count } = await tx.verificationAttempt.createMany({
    data: [{ ...attempt, state: 'created' }],
    skipDuplicates: true,
  })
  return count > 0
}

export const updateAttempt = (
  tx: Tx,
  subUserId: string,
  number: number,
  change: Partial<Omit<AttemptRow, 'subUserId' | 'number' | 'vendor' | 'asked'>> & { asked?: readonly Resubmission[] },
) =>
  tx.verificationAttempt.update({
    where: { subUserId_number: { subUserId, number } },
    data: { ...change, asked: change.asked },
    select: { number: true },
  })

/** All attempts, the first one first. */
export const attemptsOf = (db: Reader, subUserId: string): Promise<AttemptRow[]> =>
  db.verificationAttempt.findMany({ where: { subUserId }, orderBy: { number: 'asc' } })

/** The documents of an attempt, without their content. */
export const documentsOf = (db: Reader, subUserId: string, attempt?: number): Promise<DocumentRow[]> =>
  db.document.findMany({
    where: { subUserId, ...(attempt !== undefined && { attempt }) },
    orderBy: { createdAt: 'asc' },
  })

export const findDocument = (db: Reader, id: string) =>
  db.document.findUnique({ where: { id }, include: { content: true } })

export type NewDocument = Omit<Prisma.DocumentUncheckedCreateInput, 'content' | 'state'> & {
  sealed: Uint8Array<ArrayBuffer>
}

/** Keeps a photo; one of the same kind in the same attempt is replaced. */
export async function replaceDocument(tx: Tx, { sealed, ...document }: NewDocument): Promise<void> {
  const { subUserId, attempt, kind } = document
  await tx.document.deleteMany({ where: { subUserId, attempt, kind } })
  await tx.document.create({
    data: { ...document, state: 'added', content: { create: { sealed } } },
    select: { id: true },
  })
}

/** Deletes an attempt's photos of these kinds; returns how many there were. */
export const deleteKinds = async (tx: Tx, subUserId: string, attempt: number, kinds: readonly string[]) =>
  (await tx.document.deleteMany({ where: { subUserId, attempt, kind: { in: [...kinds] } } })).count

export const setDocumentStates = (
  tx: Tx,
  subUserId: string,
  attempt: number,
  kinds: readonly string[],
  state: string,
) => tx.document.updateMany({ where: { subUserId, attempt, kind: { in: [...kinds] } }, data: { state } })

/** Takes the accepted photos along into the next attempt. */
export const carryDocuments = (tx: Tx, subUserId: string, attempt: number) =>
  tx.document.updateMany({ where: { subUserId, attempt, state: 'accepted' }, data: { attempt: attempt + 1 } })

export const insertReview = (
  tx: Tx,
  review: Omit<Prisma.ReviewUncheckedCreateInput, 'asked'> & { asked: readonly Resubmission[] },
) =>
  tx.review.create({
    data: { ...review, asked: review.asked },
    select: { id: true },
  })

export const reviewsOf = (db: Reader, subUserId: string): Promise<ReviewRow[]> =>
  db.review.findMany({ where: { subUserId }, orderBy: { at: 'asc' } })

type Present = { id: string; attempt: number }

/** The last attempt before the present one that counts, or undefined: what was said of the person and what they gave. */
export async function lastJudged(db: Tx, { id, attempt }: Present): Promise<AttemptRow | undefined> {
  return (await attemptsOf(db, id)).findLast(({ number, counted }) => number < attempt && counted)
}

export const askedIn = (attempt: AttemptRow | undefined): readonly Resubmission[] =>
  (attempt?.asked ?? []) as unknown as Resubmission[]

/** What was asked for again before the present attempt; empty when nothing is. */
export async function askedBefore(
  db: Tx,
  subUser: Present & { verificationState: string | null },
): Promise<readonly Resubmission[]> {
  return subUser.verificationState === 'needs_resubmission' ? askedIn(await lastJudged(db, subUser)) : []
}

/** Whether the name was given again since what was given before was judged. */
export async function nameGivenSince(db: Tx, subUser: Present & { namedAt: Date | null }): Promise<boolean> {
  const before = await lastJudged(db, subUser)
  return subUser.namedAt !== null && (!before?.decidedAt || subUser.namedAt > before.decidedAt)
}
