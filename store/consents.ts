import type { Tx } from './database.ts'

export type Consent = { text: string; version: string; sha256: string; at: Date }

/** Records which version of a legal text was accepted, and the hash of its words. Accepting again changes nothing. */
export const insertConsent = (
  tx: Tx,
  consent: { subUserId: string; text: string; version: string; sha256: string; at: Date },
) =>
  tx.$executeRaw`INSERT INTO consent (sub_user_id, text, version, sha256, at)
    VALUES (${consent.subUserId}::uuid, ${consent.text}, ${consent.version}, ${consent.sha256}, ${consent.at}) ON CONFLICT DO NOTHING`

export const consentsOf = (db: Tx, subUserId: string): Promise<Consent[]> =>
  db.$queryRaw`SELECT text, version, sha256, at FROM consent WHERE sub_user_id = ${subUserId}::uuid ORDER BY at, text`
