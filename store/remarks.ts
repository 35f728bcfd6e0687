import { uuidv7 } from 'uuidv7'
import type { Tx, Reading } from './database.ts'

/** `given_name`: the name that the inviter wrote, which stands until the person gives one. */
export type RemarkKind = 'message' | 'reason' | 'note' | 'report' | 'given_name'

/** Keeps what a person wrote, apart from events and rows. Returns its id, or null for an empty text. */
export async function insertRemark(
  tx: Tx,
  remark: {
    subUserId: string
    kind: RemarkKind
    text: string | undefined
    author: { kind: string; id: string | null }
    at: Date
  },
): Promise<string | null> {
  const text = remark.text?.trim()
  if (!text) return null
  const id = uuidv7()
  const { subUserId, kind, author, at } = remark
  await tx.remark.create({
    data: { id, subUserId, kind, text, authorKind: author.kind, authorId: author.id, createdAt: at },
    select: { id: true },
  })
  return id
}

export const remarksOf = (db: Reading, subUserId: string) =>
  db.prisma.remark.findMany({ where: { subUserId }, orderBy: { createdAt: 'desc' } })

export const findRemark = (db: Reading, id: string) => db.prisma.remark.findUnique({ where: { id } })
