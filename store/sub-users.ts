import type { SubUserId } from '../domain/ids.ts'
import { HOLDING_STATUSES, type Status, type Turn, type VerificationState } from '../domain/status.ts'
import { Prisma, type Tx, changesOf, columnsOf, type JoinedRow, partOf, readRows, type Reading } from './database.ts'

type Row = Prisma.SubUserGetPayload<object>
/** One sub-user's row, with the closed words of its states. */
export type SubUserRow = Omit<Row, 'id' | 'status' | 'turn' | 'verificationState'> & {
  id: SubUserId
  status: Status
  turn: Turn
  verificationState: VerificationState | null
}

/** A locked row and the account's time, read after the lock was had. */
export type Locked = { subUser: SubUserRow; now: Date }

const COLUMNS = columnsOf(Prisma.SubUserScalarFieldEnum, 'l')

/** Locks one sub-user until the end of the transaction. The time is read after the wait, so nothing passes late. */
export async function lockSubUser(tx: Tx, id: string): Promise<Locked | undefined> {
  const [row] = await tx.$queryRaw<(SubUserRow & { now: Date })[]>`
    WITH l AS MATERIALIZED (SELECT * FROM sub_user WHERE id = ${id}::uuid FOR UPDATE)
    SELECT ${COLUMNS}, account_now(l.account_id) AS now FROM l`
  if (!row) return undefined
  const { now, ...subUser } = row
  return { subUser, now }
}

/**
 * The state of one alias: an access whose check has run out is paused at that moment, whether or not a worker wrote it yet
 * (R46). `now`: the account's time, where the statement has it at hand.
 */
export const runOutPauses = (one: 's' | 'f' | 'l', now = `account_now(${one}.account_id)`): Prisma.Sql =>
  Prisma.raw(`CASE WHEN ${one}.status = 'active' AND ${one}.verified_until IS NOT NULL AND ${one}.verified_until <= ${now}
    THEN 'suspended' ELSE ${one}.status END`)

/**
 * Somebody's own access, locked against changes until the end of the transaction. A second user counts as the first
 * does: with the first's state, and the rights that both have (R21).
 */
export async function lockAccess(tx: Tx, id: string) {
  const [row] = await tx.$queryRaw<
    { accountId: string; status: Status; role: string; rights: string[]; policy: string }[]
  >`WITH f AS MATERIALIZED (SELECT f.* FROM sub_user f JOIN sub_user s ON s.first_user_id = f.id WHERE s.id = ${id}::uuid FOR SHARE OF f),
    l AS MATERIALIZED (SELECT * FROM sub_user WHERE id = ${id}::uuid FOR SHARE)
    SELECT l.account_id AS "accountId", CASE WHEN f.id IS NULL OR ${runOutPauses('f')} = 'active' THEN ${runOutPauses('l')} ELSE ${runOutPauses('f')} END AS status, l.role,
      CASE WHEN f.id IS NULL THEN l.rights ELSE ARRAY(SELECT unnest(l.rights) INTERSECT SELECT unnest(f.rights)) END AS rights, a.policy
    FROM l JOIN account a ON a.id = l.account_id LEFT JOIN f ON true`
  return row
}

/** One sub-user as it stands, without a lock, with the number of mails that its workflow still has to send. */
export async function readSubUser(db: Reading, id: string): Promise<(Locked & { unsent: number }) | undefined> {
  const [row] = await readRows<SubUserRow & { now: Date; unsent: number }>(
    db,
    Prisma.sql`SELECT ${COLUMNS}, account_now(l.account_id) AS now,
      (SELECT count(*)::int FROM mail m WHERE m.subject = l.id AND m.settled_at IS NULL AND NOT m.interactive) AS unsent
    FROM sub_user l WHERE l.id = ${id}::uuid`,
  )
  if (!row) return undefined
  const { now, unsent, ...subUser } = row
  return { subUser, now, unsent }
}

/** Locks an account's overdue rows, by id (design, order of locks). */
export const lockOverdue = (tx: Tx, accountId: string): Promise<(SubUserRow & { now: Date })[]> =>
  tx.$queryRaw`WITH clock AS MATERIALIZED (SELECT account_now(${accountId}::uuid) AS now),
    l AS MATERIALIZED (SELECT * FROM sub_user WHERE account_id = ${accountId}::uuid
      AND status IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying') AND turn IN ('invitee', 'holder')
      AND deadline <= (SELECT now FROM clock) ORDER BY id FOR UPDATE)
    SELECT ${COLUMNS}, account_now(l.account_id) AS now FROM l`

export type SubUserChange = Partial<Omit<SubUserRow, 'id' | 'accountId' | 'createdAt'>>

/** Writes a change to a locked row. */
export async function updateSubUser(tx: Tx, id: string, change: SubUserChange): Promise<void> {
  await tx.$executeRaw`UPDATE sub_user SET ${changesOf(change)} WHERE id = ${id}::uuid`
}

/** A person's open or active onboarding in an account, if any; drafts hold nobody's place. */
export const findPlace = (tx: Tx, accountId: string, personId: string) =>
  tx.subUser.findFirst({
    where: {
      accountId,
      personId,
      firstUserId: null,
      status: { in: [...HOLDING_STATUSES] },
    },
    select: { id: true, status: true, createdAt: true },
  })

/** Everything that pages, mails and the API show of one sub-user. */
export type SubUserView = SubUserRow & {
  now: Date
  person: Prisma.PersonGetPayload<object>
  account: Prisma.AccountGetPayload<{ include: { holder: true } }>
  /** The name that people are shown: the person's own, else the one that the inviter wrote; null: show the address. */
  shownName: string | null
  /** The holder or Administrator who invited; null: the platform did. */
  inviterName: string | null
}

/** The name once given, for rows `s` with their person `p`; before, what the inviter wrote, if anything (R5, screens 1). */
export const SHOWN_NAME = Prisma.sql`CASE WHEN s.named_at IS NOT NULL OR p.kind <> 'invitee' THEN nullif(p.name, '')
  ELSE (SELECT g.text FROM remark g WHERE g.id = s.given_name_id) END`

const VIEW_COLUMNS = Prisma.join([
  columnsOf(Prisma.SubUserScalarFieldEnum, 's'),
  columnsOf(Prisma.PersonScalarFieldEnum, 'p', 'person.'),
  columnsOf(Prisma.AccountScalarFieldEnum, 'a', 'account.'),
  columnsOf(Prisma.PersonScalarFieldEnum, 'h', 'holder.'),
])

/** One sub-user with person and account, and the account's time; `only`: the accounts a key may see. One statement. */
export async function findSubUser(db: Reading, id: string, only?: readonly string[]): Promise<SubUserView | undefined> {
  const allowed = only ? Prisma.sql`AND s.account_id = ANY(${[...only]}::uuid[])` : Prisma.empty
  const [row] = await readRows<JoinedRow & { now: Date; shownName: string | null; administrator: string | null }>(
    db,
    Prisma.sql`SELECT ${VIEW_COLUMNS}, account_now(s.account_id) AS now, ${SHOWN_NAME} AS "shownName",
      (SELECT q.name FROM sub_user i JOIN person q ON q.id = i.person_id
        WHERE i.id = CASE WHEN s.invited_by_kind = 'administrator' THEN s.invited_by_id::uuid END) AS administrator
    FROM sub_user s JOIN person p ON p.id = s.person_id JOIN account a ON a.id = s.account_id JOIN person h ON h.id = a.holder_id
    WHERE s.id = ${id}::uuid ${allowed}`,
  )
  if (!row) return undefined
  const person = partOf<SubUserView['person']>(row, Prisma.PersonScalarFieldEnum, 'person.')
  const account = partOf<SubUserView['account']>(row, Prisma.AccountScalarFieldEnum, 'account.')
  const holder = partOf<SubUserView['person']>(row, Prisma.PersonScalarFieldEnum, 'holder.')
  const subUser = partOf<SubUserRow>(row, Prisma.SubUserScalarFieldEnum)
  const inviterName = subUser.invitedByKind === 'holder' ? holder.name : row.administrator
  const { now, shownName } = row
  return withExpiry({ ...subUser, now, person, account: { ...account, holder }, shownName, inviterName })
}

type Standing = {
  status: Status
  turn: Turn
  deadline: Date | null
  dueAt: Date | null
  endedAt: Date | null
  verifiedUntil?: Date | null
  now: Date
}

/**
 * Reads show `expired` as soon as the deadline passed (R33), and `suspended` as soon as the identity check ran out (R46),
 * whether or not a worker wrote it yet.
 */
export function withExpiry<T extends Standing>(row: T): T {
  if (row.status === 'active' && row.verifiedUntil && row.verifiedUntil <= row.now)
    return { ...row, status: 'suspended', suspendedAt: row.verifiedUntil, ...BY_RENEWAL }
  const runs =
    (row.turn === 'invitee' || row.turn === 'holder') &&
    ['awaiting_confirmation', 'invited', 'accepted', 'verifying'].includes(row.status)
  if (!runs || !row.deadline || row.deadline > row.now) return row
  return { ...row, status: 'expired', turn: 'nobody', dueAt: null, endedAt: row.deadline }
}

/** How an access reads that is paused because its check ran out. */
export const BY_RENEWAL = { suspendedByKind: 'usher', suspendedById: null, suspendedCause: 'renewal' } as const

/**
 * Onboardings of a person who accepted, the one to show first: where it is the person's turn, then others that are open,
 * then access, then what has ended; the newest of each.
 */
export const onboardingsOf = (db: Reading, personId: string): Promise<{ id: string; status: Status }[]> =>
  db.prisma.$queryRaw`SELECT id, status FROM sub_user WHERE person_id = ${personId}::uuid AND accepted_at IS NOT NULL
    ORDER BY CASE WHEN status IN ('accepted', 'verifying', 'active', 'suspended') AND turn = 'invitee' THEN 0 WHEN status IN ('accepted', 'verifying') THEN 1
      WHEN status IN ('active', 'suspended') THEN 2 ELSE 3 END, created_at DESC LIMIT 50`
