import type { Database, Prisma, Tx } from './database.ts'

/** What the address of a list says: filters by name. */
export type SavedSearch = Readonly<Record<string, string>>
export type SavedView = { id: string; name: string; search: Prisma.JsonValue }

/** How many views one member of staff may save. */
export const VIEWS_MOST = 20

/** A member's own views of the list, oldest first. */
export const savedViewsOf = (db: Database, staffId: string): Promise<SavedView[]> =>
  db.prisma.savedView.findMany({
    where: { staffId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, search: true },
    take: VIEWS_MOST,
  })

/** Saves a view; one of the same name is replaced. False when the member has saved as many as one may. */
export async function saveView(
  tx: Tx,
  view: { id: string; staffId: string; name: string; search: SavedSearch; at: Date },
): Promise<boolean> {
  const { id, staffId, name, search, at } = view
  const others = await tx.savedView.count({ where: { staffId, name: { not: name } } })
  if (others >= VIEWS_MOST) return false
  await tx.savedView.upsert({
    where: { staffId_name: { staffId, name } },
    create: { id, staffId, name, search, createdAt: at },
    update: { search },
    select: { id: true },
  })
  return true
}

export const deleteView = async (tx: Tx, staffId: string, id: string): Promise<boolean> =>
  (await tx.savedView.deleteMany({ where: { id, staffId } })).count > 0
