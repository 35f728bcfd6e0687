import type { Status } from '../domain/status.ts'
import { type Database, Prisma, type Reading, type Tx } from './database.ts'
import { runOutPauses } from './sub-users.ts'

export type NewPortalSession = {
  id: string
  accountId: string
  /** null: the holder. */
  subUserId: string | null
  linkHash: Uint8Array<ArrayBuffer>
  mfaAt: Date | null
  returnTo: string | null
}

/** Writes a link that leads in within `linkMs` of the real clock: browsers know no test clock. Returns when it ends. */
export async function insertPortalSession(tx: Tx, s: NewPortalSession, linkMs: number): Promise<Date> {
  const [row] = await tx.$queryRaw<{ end: Date }[]>`WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now)
    INSERT INTO portal_session (id, account_id, sub_user_id, link_hash, mfa_at, return_to, created_at, link_expires_at, expires_at)
      SELECT ${s.id}::uuid, ${s.accountId}::uuid, ${s.subUserId}::uuid, ${s.linkHash}, ${s.mfaAt}, ${s.returnTo}, now,
        now + ${linkMs} * interval '1 millisecond', now + ${linkMs} * interval '1 millisecond' FROM clock
    RETURNING link_expires_at AS "end"`
  if (!row) throw new Error('the portal session was not written')
  return row.end
}

/** A portal session, and the access of the sub-user it belongs to; null where it is the holder's. */
export type PortalSessionRow = {
  id: string
  accountId: string
  subUserId: string | null
  mfaAt: Date | null
  returnTo: string | null
  access: { status: Status; role: string; rights: string[]; name: string | null; address: string } | null
}

type Row = Omit<PortalSessionRow, 'access'> & {
  status: Status | null
  role: string
  rights: string[]
  name: string | null
  address: string
}

async function sessionWhere(db: Reading, condition: Prisma.Sql): Promise<PortalSessionRow | undefined> {
  const [row] = await db.prisma.$queryRaw<Row[]>`SELECT p.id, p.account_id AS "accountId", p.sub_user_id AS "subUserId",
      p.mfa_at AS "mfaAt", p.return_to AS "returnTo", ${runOutPauses('s')} AS status, s.role, s.rights,
      CASE WHEN s.named_at IS NOT NULL THEN n.name END AS name, n.address
    FROM portal_session p LEFT JOIN sub_user s ON s.id = p.sub_user_id LEFT JOIN person n ON n.id = s.person_id
    WHERE p.ended_at IS NULL AND ${condition}`
  if (!row) return undefined
  const { status, role, rights, name, address, ...session } = row
  return { ...session, access: status && { status, role, rights, name, address } }
}

/** The session that a link may still be exchanged for; reading it changes nothing. */
export const findPortalLink = (db: Reading, linkHash: Uint8Array<ArrayBuffer>): Promise<PortalSessionRow | undefined> =>
  sessionWhere(
    db,
    Prisma.sql`p.link_hash = ${linkHash} AND p.secret_hash IS NULL AND p.link_expires_at > clock_timestamp()`,
  )

/** The session of a secret, unless it is over. */
export const findPortalSession = (
  db: Reading,
  secretHash: Uint8Array<ArrayBuffer>,
): Promise<PortalSessionRow | undefined> =>
  sessionWhere(db, Prisma.sql`p.secret_hash = ${secretHash} AND p.expires_at > clock_timestamp()`)

/** Exchanges a link for a session, once: of two at the same time, one gets nothing. Returns the session's end. */
export async function spendPortalLink(
  tx: Tx,
  linkHash: Uint8Array<ArrayBuffer>,
  secretHash: Uint8Array<ArrayBuffer>,
  idleMs: number,
): Promise<Date | undefined> {
  const [row] = await tx.$queryRaw<{ end: Date }[]>`UPDATE portal_session
    SET secret_hash = ${secretHash}, expires_at = clock_timestamp() + ${idleMs} * interval '1 millisecond'
    WHERE link_hash = ${linkHash} AND secret_hash IS NULL AND ended_at IS NULL AND link_expires_at > clock_timestamp()
    RETURNING expires_at AS "end"`
  return row?.end
}

/** Somebody used the session: its end moves on, at most once a minute, and never past `mostMs` after its beginning. */
export const keepPortalSession = (db: Database, id: string, { idleMs, mostMs }: { idleMs: number; mostMs: number }) =>
  db.prisma.$executeRaw`UPDATE portal_session
    SET expires_at = least(created_at + ${mostMs} * interval '1 millisecond', clock_timestamp() + ${idleMs} * interval '1 millisecond')
    WHERE id = ${id}::uuid AND expires_at > clock_timestamp()
      AND expires_at < clock_timestamp() + ${idleMs - 60_000} * interval '1 millisecond'`

export const endPortalSession = (tx: Tx, id: string) =>
  tx.$executeRaw`UPDATE portal_session SET ended_at = clock_timestamp() WHERE id = ${id}::uuid AND ended_at IS NULL`

/** Ends every link and session of a sub-user. */
export const endPortalSessionsOf = (tx: Tx, subUserId: string) =>
  tx.$executeRaw`UPDATE portal_session SET ended_at = clock_timestamp()
    WHERE sub_user_id = ${subUserId}::uuid AND ended_at IS NULL`

export const deleteOldPortalSessions = (db: Database) =>
  db.prisma.$executeRaw`DELETE FROM portal_session WHERE expires_at < clock_timestamp() - interval '1 day'`
