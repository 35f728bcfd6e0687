import { uuidv7 } from 'uuidv7'
import type { NormalPlace } from '../domain/destinations.ts'
import type { Cursor } from './accounts.ts'
import { columnsOf, type Database, Prisma, type Reading, type Tx } from './database.ts'

export type DestinationRow = Prisma.DestinationGetPayload<object>

const COLUMNS = columnsOf(Prisma.DestinationScalarFieldEnum, 'd')

/** A place of an account, by what is compared. */
export type AccountPlace = { accountId: string; place: NormalPlace }

/** Where places stand in the order of locks: by account, then by key. */
const inOrder = (one: AccountPlace, other: AccountPlace): number =>
  one.accountId === other.accountId
    ? compared(one.place.key, other.place.key)
    : compared(one.accountId, other.accountId)
const compared = (one: string, other: string): number => (one < other ? -1 : one === other ? 0 : 1)

/**
 * Gives every place a row, registered or not, and its id, keyed by `placeId`. Rows are only added, in one order, so that
 * reports of the same places beside each other wait instead of blocking each other.
 */
export async function placesWithIds(tx: Tx, given: readonly AccountPlace[]): Promise<Map<string, string>> {
  if (given.length === 0) return new Map()
  const places = given.toSorted(inOrder)
  const rows = places.map(({ accountId, place: { kind, network, address, bankCode, tag, key } }) => ({
    id: uuidv7(), account_id: accountId, kind, network, address, bank_code: bankCode, tag, key,
  })) // prettier-ignore
  await tx.$executeRaw`INSERT INTO destination (id, account_id, kind, network, address, bank_code, tag, key, created_at)
    SELECT id, account_id, kind, network, address, bank_code, tag, key, account_now(account_id)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS r(id uuid, account_id uuid, kind text, network text, address text, bank_code text, tag text, key text)
    ON CONFLICT (account_id, key) DO NOTHING`
  const found = await tx.$queryRaw<{ id: string; accountId: string; key: string }[]>`
    SELECT d.id, d.account_id AS "accountId", d.key FROM unnest(${places.map((one) => one.accountId)}::uuid[], ${places.map((one) => one.place.key)}::text[]) AS c(account, key)
    JOIN destination d ON d.account_id = c.account AND d.key = c.key`
  return new Map(found.map(({ id, accountId, key }) => [placeId(accountId, key), id]))
}

export const placeId = (accountId: string, key: string): string => `${accountId} ${key}`

/** Locks a destination until the end of the transaction; the account's time is read after the wait. */
export async function lockDestination(tx: Tx, id: string): Promise<(DestinationRow & { now: Date }) | undefined> {
  const [row] = await tx.$queryRaw<(DestinationRow & { now: Date })[]>`
    WITH d AS MATERIALIZED (SELECT * FROM destination WHERE id = ${id}::uuid FOR UPDATE)
    SELECT ${COLUMNS}, account_now(d.account_id) AS now FROM d`
  return row
}

/** Writes a change to a locked row. */
export const updateDestination = (
  tx: Tx,
  id: string,
  change: Partial<Pick<DestinationRow, 'registeredAt' | 'removedAt' | 'label'>>,
) => tx.destination.update({ where: { id }, data: change, select: { id: true } })

/** Completed withdrawals to one destination: how many, and when the first and the last were. */
export type Completed = { destinationId: string; count: number; first: Date; last: Date }

/** Adds completed withdrawals (R16). Sums and extremes come out the same in any order. */
export async function addWithdrawals(tx: Tx, completed: readonly Completed[]): Promise<void> {
  if (completed.length === 0) return
  const sorted = completed.toSorted((one, other) => compared(one.destinationId, other.destinationId))
  const rows = sorted.map(({ destinationId: id, count, first, last }) => ({ id, count, first, last }))
  await tx.$executeRaw`
    WITH c AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        AS r(id uuid, count int, first timestamptz, last timestamptz)),
      l AS MATERIALIZED (SELECT d.id FROM destination d WHERE d.id IN (SELECT id FROM c) ORDER BY d.id FOR UPDATE)
    UPDATE destination d SET withdrawals = d.withdrawals + c.count,
      first_withdrawn_at = least(d.first_withdrawn_at, c.first), last_withdrawn_at = greatest(d.last_withdrawn_at, c.last)
    FROM c JOIN l ON l.id = c.id WHERE d.id = l.id`
}

/** One destination; `only`: the accounts a key may see. */
export const findDestination = (db: Reading, id: string, only?: readonly string[]): Promise<DestinationRow | null> =>
  db.prisma.destination.findFirst({ where: { id, ...(only && { accountId: { in: [...only] } }) } })

/** What is registered as the holder's own, newest first, one page by keyset. */
export function listDestinations(db: Database, accountId: string, most: number, after?: Cursor) {
  const beyond = after
    ? Prisma.sql`AND (d.created_at, d.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  return db.prisma.$queryRaw<DestinationRow[]>`SELECT ${COLUMNS} FROM destination d
    WHERE d.account_id = ${accountId}::uuid AND d.registered_at IS NOT NULL AND d.removed_at IS NULL ${beyond}
    ORDER BY d.created_at DESC, d.id DESC LIMIT ${most}`
}
