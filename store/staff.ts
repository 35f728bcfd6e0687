import type { Database, Tx } from './database.ts'

type Reader = Database['prisma'] | Tx

export const findStaff = (db: Reader, id: string) =>
  db.staffUser.findUnique({ where: { id }, select: { id: true, name: true, email: true, role: true } })

/** Managers who may sign in: whom Usher tells when staff have to look at something. */
export const managers = (db: Reader) =>
  db.staffUser.findMany({ where: { role: 'manager', NOT: { banned: true } }, select: { id: true }, take: 50 })

export const staffNames = async (db: Reader, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map(
    (await db.staffUser.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } })).map((s) => [
      s.id,
      s.name,
    ]),
  )

/** Staff in these roles who may sign in, at most 200. */
export const reviewers = (db: Reader, roles: readonly string[]) =>
  db.staffUser.findMany({ where: { role: { in: [...roles] }, NOT: { banned: true } }, select: { id: true }, take: 200 })
