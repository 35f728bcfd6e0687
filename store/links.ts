import { changeRows, columnsOf, type Database, Prisma, readRows, type Reading, type Tx, UNHURRIED } from './database.ts'

export type LinkPurpose = 'invitation' | 'sign_in' | 'password' | 'stop'
export type NewLink = {
  id: string
  purpose: LinkPurpose
  subUserId: string | null
  personId: string
  generation?: number
  createdAt: Date
  expiresAt?: Date | null
}

export const insertLink = (tx: Tx, link: NewLink) => tx.link.create({ data: link, select: { id: true } })

export type LinkRow = Prisma.LinkGetPayload<object>
const COLUMNS = columnsOf(Prisma.LinkScalarFieldEnum, 'l')

export async function findLink(db: Reading, id: string): Promise<LinkRow | undefined> {
  const [row] = await readRows<LinkRow>(db, Prisma.sql`SELECT ${COLUMNS} FROM link l WHERE l.id = ${id}::uuid`)
  return row
}

/** Counts that a link's page was opened, by whomever or whatever. */
export const countOpening = (db: Database, id: string): Promise<number> =>
  changeRows(db, Prisma.sql`UPDATE link SET openings = openings + 1 WHERE id = ${id}::uuid AND ${UNHURRIED}`)

/** How often the pages of a sub-user's invitation links were opened. */
export async function openingsOf(db: Reading, subUserId: string): Promise<number> {
  const [row] = await readRows<{ openings: number }>(
    db,
    Prisma.sql`SELECT coalesce(sum(openings), 0)::int AS openings FROM link
    WHERE sub_user_id = ${subUserId}::uuid AND purpose = 'invitation'`,
  )
  return row?.openings ?? 0
}

/** Marks a link as used, once; false when it was used or ended before. */
export async function spendLink(tx: Tx, id: string, at: Date): Promise<boolean> {
  return (
    (await tx.$executeRaw`UPDATE link SET used_at = ${at} WHERE id = ${id}::uuid AND used_at IS NULL AND ended_at IS NULL
      AND (expires_at IS NULL OR expires_at > ${at})`) > 0
  )
}

/** Ends a sub-user's links of a purpose that still work. */
export const endLinks = (tx: Tx, subUserId: string, purpose: LinkPurpose, endedAs: string, at: Date) =>
  tx.link.updateMany({ where: { subUserId, purpose, usedAt: null, endedAt: null }, data: { endedAt: at, endedAs } })

/** Ends a person's password links that still work. */
export const endPasswordLinks = (tx: Tx, personId: string, at: Date) =>
  tx.link.updateMany({
    where: { personId, purpose: 'password', usedAt: null, endedAt: null },
    data: { endedAt: at, endedAs: 'replaced' },
  })

/** The invitation link that works now: the latest generation. */
export async function currentInvitationLink(db: Reading, subUserId: string): Promise<LinkRow | undefined> {
  const [row] = await readRows<LinkRow>(
    db,
    Prisma.sql`SELECT ${COLUMNS} FROM link l
    WHERE l.sub_user_id = ${subUserId}::uuid AND l.purpose = 'invitation' ORDER BY l.generation DESC LIMIT 1`,
  )
  return row
}
