import type { PersonId } from '../domain/ids.ts'
import type { Tx, Reading } from './database.ts'

/** The person with this address who may get a login, made when new. Inviters never change a row (design, section 3). */
export async function personByAddress(
  tx: Tx,
  id: string,
  address: string,
  addressKey: string,
  at: Date,
): Promise<PersonId> {
  for (;;) {
    const [row] = await tx.$queryRaw<{ id: PersonId }[]>`WITH made AS (
        INSERT INTO person (id, kind, address, address_key, created_at) VALUES (${id}::uuid, 'invitee', ${address}, ${addressKey}, ${at})
        ON CONFLICT (address_key) WHERE kind = 'invitee' DO NOTHING RETURNING id)
      SELECT id FROM made UNION ALL SELECT id FROM person WHERE kind = 'invitee' AND address_key = ${addressKey} LIMIT 1`
    if (row) return row.id // none: another transaction made the person between the two halves; the next look sees it
  }
}

export const findPerson = (db: Reading, id: string) => db.prisma.person.findUnique({ where: { id } })

export const findPersonByAddress = (db: Reading, addressKey: string) =>
  db.prisma.person.findFirst({ where: { kind: 'invitee', addressKey } })

export const updatePerson = (
  tx: Tx,
  id: string,
  change: { name?: string; dateOfBirth?: string; passwordHash?: string; language?: string },
) => tx.person.update({ where: { id }, data: change, select: { id: true } })

/** Locks a person's row until the end of the transaction. */
export async function lockPerson(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${id}::uuid FOR UPDATE`
  return tx.person.findUniqueOrThrow({ where: { id } })
}
