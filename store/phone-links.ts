import type { Reading, Tx } from './database.ts'

export type NewPhoneLink = {
  id: string
  subUserId: string
  personId: string
  codeHash: Uint8Array<ArrayBuffer>
  number: number
  createdAt: Date
  expiresAt: Date
}

/** Keeps a hand-over to a phone; an earlier one of the same check ends. */
export async function insertPhoneLink(tx: Tx, link: NewPhoneLink): Promise<void> {
  const { subUserId, createdAt } = link
  await tx.phoneLink.updateMany({ where: { subUserId, endedAt: null }, data: { endedAt: createdAt } })
  await tx.phoneLink.create({ data: link, select: { id: true } })
}

/** The hand-over that a check is in now; it may be used already. */
export const currentPhoneLink = (db: Reading, subUserId: string) =>
  db.prisma.phoneLink.findFirst({ where: { subUserId, endedAt: null }, orderBy: { createdAt: 'desc' } })

export const findPhoneLink = (db: Reading, codeHashes: readonly Uint8Array<ArrayBuffer>[]) =>
  db.prisma.phoneLink.findFirst({ where: { codeHash: { in: [...codeHashes] } } })

/** Uses a link, once. */
export const usePhoneLink = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (await tx.phoneLink.updateMany({ where: { id, usedAt: null, endedAt: null }, data: { usedAt: at } })).count > 0

export const endPhoneLink = (tx: Tx, id: string, at: Date) =>
  tx.phoneLink.updateMany({ where: { id, endedAt: null }, data: { endedAt: at } })

/** Ends the phone's session of a check: its photos were sent. */
export const endUploadSessions = (tx: Tx, subUserId: string) =>
  tx.session.deleteMany({ where: { subUserId, purpose: 'upload' } })
