import type { Database, Tx } from './database.ts'
import { endPortalSessionsOf } from './portal-sessions.ts'

/** `claim`: before accepting; `onboarding`: after; `resume`: by a mailed link, this onboarding only; `person`: signed in; `upload`: a phone that adds photos and can read nothing. */
export type SessionPurpose = 'claim' | 'onboarding' | 'resume' | 'person' | 'upload'

export type NewSession = {
  id: string
  secretHash: Uint8Array<ArrayBuffer>
  purpose: SessionPurpose
  personId: string
  subUserId: string | null
  linkId?: string | null
  createdAt: Date
  expiresAt: Date
}

export type SessionRow = {
  id: string
  purpose: SessionPurpose
  personId: string
  subUserId: string | null
  linkId: string | null
  expiresAt: Date
}

export const insertSession = (tx: Tx, s: NewSession) =>
  tx.$executeRaw`INSERT INTO session (id, secret_hash, purpose, person_id, sub_user_id, link_id, created_at, expires_at)
    VALUES (${s.id}::uuid, ${s.secretHash}, ${s.purpose}, ${s.personId}::uuid, ${s.subUserId}::uuid, ${s.linkId ?? null}::uuid,
      ${s.createdAt}, ${s.expiresAt})`

/** The session of a secret, unless it is over. */
export async function findSession(db: Database, secretHash: Uint8Array<ArrayBuffer>): Promise<SessionRow | undefined> {
  const [row] = await db.prisma.$queryRaw<
    SessionRow[]
  >`SELECT id, purpose, person_id AS "personId", sub_user_id AS "subUserId",
      link_id AS "linkId", expires_at AS "expiresAt"
    FROM session WHERE secret_hash = ${secretHash} AND expires_at > clock_timestamp()`
  return row
}

export const deleteSession = (tx: Tx, id: string) => tx.session.deleteMany({ where: { id } })

/** Ends all sessions of a person, except one. */
export const endPersonSessions = (tx: Tx, personId: string, except?: string) =>
  tx.session.deleteMany({ where: { personId, ...(except && { id: { not: except } }) } })

/** Ends every session that belongs to one onboarding, and those in the portal that its access had opened (R39, R67). */
export async function endOnboardingSessions(tx: Tx, subUserId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM session WHERE sub_user_id = ${subUserId}::uuid`
  await endPortalSessionsOf(tx, subUserId)
}

export const deleteOldSessions = (db: Database) =>
  db.prisma.$executeRaw`DELETE FROM session WHERE expires_at < clock_timestamp() - interval '1 day'`
