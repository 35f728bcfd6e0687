import { uuidv7 } from 'uuidv7'
import { Prisma, type Reading, type Tx } from './database.ts'
import type { PersonRow } from './persons.ts'

export type NewDraft = {
  id: string
  accountId: string
  personId: string
  role: string
  firstUserId: string | null
  attemptsAllowed: number
  deadline: Date
  openForMs: number
  language: string
  begunBy: { kind: string; id: string | null }
  processRevision: number
  at: Date
}

/** Writes an empty draft and the person row that belongs to it alone. It holds no seat, no user name and nobody's place (R29). */
export async function insertDraft(tx: Tx, d: NewDraft): Promise<void> {
  await tx.$executeRaw`INSERT INTO person (id, kind, address, address_key, created_at) VALUES (${d.personId}::uuid, 'draft', '', '', ${d.at})`
  await tx.$executeRaw`INSERT INTO sub_user (id, account_id, person_id, role, first_user_id, exempt, status, turn, deadline, due_at, language,
      invited_by_kind, invited_by_id, open_for_ms, created_at, changed_at, last_event, attempts_allowed, process_revision)
    VALUES (${d.id}::uuid, ${d.accountId}::uuid, ${d.personId}::uuid, ${d.role}, ${d.firstUserId}::uuid, false, 'awaiting_confirmation', 'holder',
      ${d.deadline}, ${d.deadline}, ${d.language}, ${d.begunBy.kind}, ${d.begunBy.id}, ${d.openForMs}, ${d.at}, ${d.at},
      'sub_user.drafted', ${d.attemptsAllowed}, ${d.processRevision})`
}

export type DraftPersonChange = { name?: string; address?: string; addressKey?: string; passwordHash?: string | null }

/** Changes what was typed about the person; only ever the row that belongs to a draft. */
export async function updateDraftPerson(tx: Tx, id: string, change: DraftPersonChange): Promise<void> {
  await tx.person.updateMany({ where: { id, kind: 'draft' }, data: change })
}

export const deleteDraftPerson = (tx: Tx, id: string) => tx.person.deleteMany({ where: { id, kind: 'draft' } })

/** The person with this address who has or may get a login, made when the address is new; an existing row is not changed. Locked. */
export async function personForInvite(
  tx: Tx,
  person: { address: string; addressKey: string; at: Date },
): Promise<PersonRow> {
  await tx.$executeRaw`INSERT INTO person (id, kind, address, address_key, created_at)
    VALUES (${uuidv7()}::uuid, 'invitee', ${person.address}, ${person.addressKey}, ${person.at})
    ON CONFLICT (address_key) WHERE kind = 'invitee' DO NOTHING`
  const found = await tx.person.findFirstOrThrow({ where: { kind: 'invitee', addressKey: person.addressKey } })
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${found.id}::uuid FOR UPDATE`
  return found
}

const HOLDING = Prisma.sql`status IN ('invited', 'accepted', 'verifying', 'active', 'suspended')`

/** Which of these user names are held by somebody, as keys (R22). */
export async function takenUserNames(db: Reading, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db.prisma.$queryRaw<{ key: string }[]>`SELECT lower(user_name) AS key FROM sub_user
    WHERE lower(user_name) = ANY(${[...keys]}::text[]) AND ${HOLDING}`
  return new Set(rows.map((row) => row.key))
}

/** Lets one claim of a user name go at a time, until the end of the transaction. */
export const lockUserName = (tx: Tx, key: string) =>
  tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${key}, 22))) AS locked`

/** Who signs in under a user name: its access and its person (R22, R63). */
export async function findByUserName(db: Reading, key: string) {
  const [row] = await db.prisma.$queryRaw<
    { id: string; personId: string; passwordHash: string | null; passwordToReplace: boolean }[]
  >`
    SELECT s.id, s.person_id AS "personId", p.password_hash AS "passwordHash",
      p.password_to_replace AS "passwordToReplace" FROM sub_user s JOIN person p ON p.id = s.person_id
    WHERE lower(s.user_name) = ${key} AND s.status IN ('accepted', 'verifying', 'active', 'suspended')`
  return row
}

/** The second user of somebody, if there is one (R21). */
export const findSecondUser = (db: Reading, firstUserId: string) =>
  db.prisma.subUser.findFirst({
    where: { firstUserId, status: { in: ['invited', 'accepted', 'verifying', 'active', 'suspended'] } },
    select: { id: true, userName: true, status: true },
  })
