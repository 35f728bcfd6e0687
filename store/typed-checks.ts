import { Prisma, type Reading, type Tx } from './database.ts'

export type TypedCheckRow = Prisma.TypedCheckGetPayload<object>

/** Keeps what came of one reviewer's typing on one attempt; typing again replaces it. Returns whether it is the first. */
export async function keepTypedCheck(
  tx: Tx,
  check: Omit<Prisma.TypedCheckUncheckedCreateInput, 'outcome'> & { outcome: Prisma.InputJsonObject },
): Promise<boolean> {
  const { subUserId, attempt, reviewerId } = check
  const mine = { subUserId, attempt, reviewerId }
  const typed = await tx.typedCheck.count({ where: { ...mine, NOT: { outcome: { equals: {} } } } })
  await tx.typedCheck.deleteMany({ where: mine })
  await tx.typedCheck.create({ data: check, select: { attempt: true } })
  return typed === 0
}

/** Keeps what a reviewer says of the document's last day, beside what came of typing; null: no end date stands on it. */
export async function keepDocumentUntil(
  tx: Tx,
  said: { subUserId: string; attempt: number; reviewerId: string; personId: string; at: Date },
  documentUntil: string | null,
): Promise<void> {
  const { subUserId, attempt, reviewerId } = said
  await tx.typedCheck.upsert({
    where: { subUserId_attempt_reviewerId: { subUserId, attempt, reviewerId } },
    create: { ...said, documentUntil, outcome: {} },
    update: { documentUntil, at: said.at },
    select: { attempt: true },
  })
}

/** What came of this reviewer's own typing; nobody sees another's. */
export const typedCheckOf = (db: Reading, key: { subUserId: string; attempt: number; reviewerId: string }) =>
  db.prisma.typedCheck.findUnique({ where: { subUserId_attempt_reviewerId: key } })

/**
 * The last day of the document as it was typed in this check, which began after the attempt that was approved last: by
 * the one who decides, else by whoever typed last. Where the one who decides says that none stands on it, a day that
 * somebody typed for the same attempt counts all the same, and none of an earlier attempt.
 */
export async function documentUntilOf(
  tx: Tx,
  { subUserId, attempt, reviewerId }: { subUserId: string; attempt: number; reviewerId: string | null },
): Promise<string | undefined> {
  const approved = await tx.verificationAttempt.aggregate({
    where: { subUserId, state: 'approved', number: { lt: attempt } },
    _max: { number: true },
  })
  const typed = await tx.typedCheck.findMany({
    where: { subUserId, attempt: { gt: approved._max.number ?? 0, lte: attempt } },
    orderBy: { at: 'desc' },
    select: { attempt: true, reviewerId: true, documentUntil: true },
  })
  const now = typed.filter((one) => one.attempt === attempt)
  const own = now.find((one) => one.reviewerId === reviewerId)
  if (own?.documentUntil) return own.documentUntil
  return (own ? now : typed).find((one) => one.documentUntil !== null)?.documentUntil ?? undefined
}

/** When the document of an attempt had run out, as it was typed when it was reviewed; undefined where nobody typed it. */
export async function ranOutOn(db: Reading, subUserId: string, attempt: number): Promise<Date | undefined> {
  const typed = await db.prisma.typedCheck.findFirst({
    where: { subUserId, attempt, documentUntil: { not: null } },
    orderBy: { at: 'desc' },
    select: { documentUntil: true, at: true },
  })
  const day = typed?.documentUntil
  return day && day < typed.at.toISOString().slice(0, 10) ? new Date(`${day}T12:00:00Z`) : undefined
}

/** A sub-user of somebody else whose document had the same number, if there is one. */
export async function usedByAnother(
  db: Reading,
  personId: string,
  hashes: readonly Uint8Array<ArrayBuffer>[],
): Promise<string | undefined> {
  const found = await db.prisma.typedCheck.findFirst({
    where: { numberHash: { in: [...hashes] }, personId: { not: personId } },
    orderBy: { at: 'asc' },
    select: { subUserId: true },
  })
  return found?.subUserId
}
