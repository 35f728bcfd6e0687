import type { Tx } from './database.ts'

/** Records which version of a legal text was accepted, and the hash of its words. Accepting again changes nothing. */
export const insertConsent = (
  tx: Tx,
  consent: { subUserId: string; text: string; version: string; sha256: string; at: Date },
) => tx.consent.createMany({ data: [consent], skipDuplicates: true })

export const consentsOf = (db: Tx, subUserId: string) =>
  db.consent.findMany({ where: { subUserId }, orderBy: { at: 'asc' } })
