import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { secretHash } from '../domain/secrets.ts'
import { type SessionPurpose, endOnboardingSessions, insertSession } from '../store/sessions.ts'
import type { Work } from './command.ts'

/** A new session: the secret goes into the cookie, only its hash is kept. */
export type OpenedSession = { id: string; secret: string; expiresAt: Date; purpose: SessionPurpose }

/** Opens a session that lives `ms` from the real clock: browsers and cookies know no test clock. */
export async function openSession(
  work: Work,
  session: {
    purpose: SessionPurpose
    personId: string
    subUserId: string | null
    linkId?: string
    now: Date
    ms: number
  },
): Promise<OpenedSession> {
  const id = uuidv7()
  const secret = randomBytes(32).toString('base64url')
  const { purpose, personId, subUserId, linkId, now, ms } = session
  const expiresAt = new Date(Date.now() + ms)
  await insertSession(work.tx, {
    id,
    secretHash: secretHash(secret),
    purpose,
    personId,
    subUserId,
    linkId: linkId ?? null,
    createdAt: now,
    expiresAt,
  })
  return { id, secret, expiresAt, purpose }
}

export const endSessionsOf = (work: Work, subUserId: string) => endOnboardingSessions(work.tx, subUserId)
