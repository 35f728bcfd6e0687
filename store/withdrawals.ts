import type { WithdrawalId } from '../domain/ids.ts'
import { type WithdrawalEnd, type WithdrawalStatus, withdrawalStatus } from '../domain/withdrawals.ts'
import { Prisma, type Reading, type Tx, changesOf, columnsOf } from './database.ts'

type Row = Prisma.WithdrawalGetPayload<object>
/** One withdrawal's row, with the closed words of its states. */
export type WithdrawalRow = Omit<Row, 'id' | 'status' | 'endedBecause' | 'valueBeside'> & {
  id: WithdrawalId
  status: WithdrawalStatus
  endedBecause: WithdrawalEnd | null
  valueBeside: { value: string; currency: string } | null
}
/** A locked row and the account's time, read after the lock was had. Its status is what everybody sees: expired once the deadline passed. */
export type LockedWithdrawal = { withdrawal: WithdrawalRow; now: Date }

const COLUMNS = columnsOf(Prisma.WithdrawalScalarFieldEnum, 'l')

export type NewWithdrawal = Omit<
  WithdrawalRow,
  'changedAt' | 'decidedAt' | 'decidedByKind' | 'decidedById' | 'endedBecause' | 'remarkId' | 'processDoneAt'
>

/** Writes a withdrawal; false when the platform's id is in use in this account. `done`: nothing is left for its process. */
export async function insertWithdrawal(tx: Tx, one: NewWithdrawal, done: boolean): Promise<boolean> {
  const beside = one.valueBeside && JSON.stringify(one.valueBeside)
  const written =
    await tx.$executeRaw`INSERT INTO withdrawal (id, account_id, sub_user_id, reference, destination_id, amount, currency,
      balance_after, value_beside, content_hash, status, approval, deadline, created_at, changed_at, process_revision, process_done_at)
    VALUES (${one.id}::uuid, ${one.accountId}::uuid, ${one.subUserId}::uuid, ${one.reference}, ${one.destinationId}::uuid, ${one.amount},
      ${one.currency}, ${one.balanceAfter}, ${beside}::jsonb, ${one.contentHash}, ${one.status}, ${one.approval}, ${one.deadline}::timestamptz,
      ${one.createdAt}::timestamptz, ${one.createdAt}::timestamptz, ${one.processRevision}, ${done ? one.createdAt : null}::timestamptz)
    ON CONFLICT (account_id, reference) DO NOTHING`
  return written === 1
}

/** A withdrawal by the platform's own id. */
export const withdrawalByReference = (tx: Tx, accountId: string, reference: string) =>
  tx.withdrawal.findUnique({
    where: { accountId_reference: { accountId, reference } },
    select: { id: true, contentHash: true },
  })

/** Whose withdrawal it is; what has to be locked before it (design, order of locks). */
export const ownersOf = (db: Reading, id: string) =>
  db.prisma.withdrawal.findUnique({ where: { id }, select: { accountId: true, subUserId: true } })

/** Locks one withdrawal until the end of the transaction. */
export async function lockWithdrawal(tx: Tx, id: string): Promise<LockedWithdrawal | undefined> {
  const [row] = await tx.$queryRaw<(WithdrawalRow & { now: Date })[]>`
    WITH l AS MATERIALIZED (SELECT * FROM withdrawal WHERE id = ${id}::uuid FOR UPDATE)
    SELECT ${COLUMNS}, account_now(l.account_id) AS now FROM l`
  if (!row) return undefined
  const { now, ...withdrawal } = row
  return { withdrawal: { ...withdrawal, status: withdrawalStatus(row.status, row.deadline, now) }, now }
}

/** Locks what still waits of a sub-user, by id. */
export async function lockWaiting(tx: Tx, subUserId: string, at: Date): Promise<WithdrawalRow[]> {
  return tx.$queryRaw`SELECT ${COLUMNS} FROM withdrawal l WHERE l.sub_user_id = ${subUserId}::uuid AND l.status = 'waiting'
    AND l.deadline > ${at} ORDER BY l.id FOR UPDATE`
}

/** Writes a change to a locked row. */
export async function updateWithdrawal(
  tx: Tx,
  id: string,
  change: Partial<Omit<WithdrawalRow, 'id' | 'valueBeside'>>,
): Promise<void> {
  await tx.$executeRaw`UPDATE withdrawal SET ${changesOf(change)} WHERE id = ${id}::uuid`
}

/** Where a withdrawal stands, without a lock, with the number of mails that its workflow still has to send. */
export async function readWithdrawal(
  db: Reading,
  id: string,
): Promise<
  { stored: WithdrawalStatus; deadline: Date | null; doneAt: Date | null; now: Date; unsent: number } | undefined
> {
  const [row] = await db.prisma.$queryRaw<
    { stored: WithdrawalStatus; deadline: Date | null; doneAt: Date | null; now: Date; unsent: number }[]
  >`SELECT l.status AS stored, l.deadline, l.process_done_at AS "doneAt", account_now(l.account_id) AS now,
      (SELECT count(*)::int FROM mail m WHERE m.subject = l.id AND m.settled_at IS NULL AND NOT m.interactive) AS unsent
    FROM withdrawal l WHERE l.id = ${id}::uuid`
  return row
}
