import type { SubUserId } from '../domain/ids.ts'
import type { Status, Turn, VerificationState } from '../domain/status.ts'
import { Prisma, type Tx, columnsOf, type Reading } from './database.ts'

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

/** Locks an account's overdue rows, by id (design, order of locks). */
export const lockOverdue = (tx: Tx, accountId: string): Promise<(SubUserRow & { now: Date })[]> =>
  tx.$queryRaw`WITH l AS MATERIALIZED (SELECT * FROM sub_user WHERE account_id = ${accountId}::uuid
      AND status IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying') AND turn IN ('invitee', 'holder')
      AND deadline <= account_now(${accountId}::uuid) ORDER BY id FOR UPDATE)
    SELECT ${COLUMNS}, account_now(l.account_id) AS now FROM l`

export type SubUserChange = Partial<Omit<SubUserRow, 'id' | 'accountId' | 'personId' | 'createdAt'>>

/** Writes a change to a locked row. */
export async function updateSubUser(tx: Tx, id: string, change: SubUserChange): Promise<SubUserRow> {
  return (await tx.subUser.update({ where: { id }, data: change })) as SubUserRow
}

export type NewSubUser = {
  id: string
  accountId: string
  personId: string
  role: string
  quotaGroup: string | null
  exempt: boolean
  attemptsAllowed: number
  deadline: Date
  openForMs: number
  language: string
  message: { id: string; text: string } | null
  invitedBy: { kind: string; id: string | null }
  linkId: string
  processRevision: number
  /** Mails planned with the invite: to the invitee, and to the holder when somebody else invites (R13). */
  mails: readonly { id: string; kind: string; audience: string }[]
  at: Date
}

/**
 * Writes an invite: row, link, message and mails, in one statement. False when the person has an open or active one in
 * this account already (R40); then nothing is written.
 */
export async function insertSubUser(tx: Tx, s: NewSubUser): Promise<boolean> {
  const mails = JSON.stringify(s.mails)
  const facts = JSON.stringify({ linkId: s.linkId })
  const rows = await tx.$queryRaw<{ id: string }[]>`WITH s AS (
      INSERT INTO sub_user (id, account_id, person_id, role, quota_group, exempt, status, turn, deadline, due_at, language, message_id,
        invited_by_kind, invited_by_id, open_for_ms, created_at, changed_at, last_event, attempts_allowed, process_revision)
      VALUES (${s.id}::uuid, ${s.accountId}::uuid, ${s.personId}::uuid, ${s.role}, ${s.quotaGroup}, ${s.exempt}, 'invited', 'invitee',
        ${s.deadline}, ${s.deadline}, ${s.language}, ${s.message?.id ?? null}::uuid, ${s.invitedBy.kind}, ${s.invitedBy.id},
        ${s.openForMs}, ${s.at}, ${s.at}, 'sub_user.invited', ${s.attemptsAllowed}, ${s.processRevision})
      ON CONFLICT (account_id, person_id) WHERE status IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying', 'active', 'suspended')
      DO NOTHING RETURNING id),
    k AS (INSERT INTO link (id, purpose, sub_user_id, person_id, created_at)
      SELECT ${s.linkId}::uuid, 'invitation', s.id, ${s.personId}::uuid, ${s.at} FROM s),
    r AS (INSERT INTO remark (id, sub_user_id, kind, text, author_kind, author_id, created_at)
      SELECT ${s.message?.id ?? null}::uuid, s.id, 'message', ${s.message?.text ?? ''}, ${s.invitedBy.kind}, ${s.invitedBy.id}, ${s.at}
      FROM s WHERE ${s.message !== null}),
    m AS (INSERT INTO mail (id, subject, kind, sequence, audience, facts, state, created_at)
      SELECT m.id, s.id, m.kind, 1, m.audience, ${facts}::jsonb, 'planned', ${s.at}
      FROM s, jsonb_to_recordset(${mails}::jsonb) AS m(id uuid, kind text, audience text))
    SELECT id FROM s`
  return rows.length > 0
}

/** A person's open or active onboarding in an account, if any. */
export const findPlace = (tx: Tx, accountId: string, personId: string) =>
  tx.subUser.findFirst({
    where: {
      accountId,
      personId,
      status: { in: ['awaiting_confirmation', 'invited', 'accepted', 'verifying', 'active', 'suspended'] },
    },
    select: { id: true, status: true, createdAt: true },
  })

/** Everything that pages, mails and the API show of one sub-user. */
export type SubUserView = SubUserRow & {
  now: Date
  person: Prisma.PersonGetPayload<object>
  account: Prisma.AccountGetPayload<{ include: { holder: true } }>
}

/** One sub-user with person and account, and the account's time; `only`: the accounts a key may see. */
export async function findSubUser(db: Reading, id: string, only?: readonly string[]): Promise<SubUserView | undefined> {
  const row = await db.prisma.subUser.findFirst({
    where: { id, ...(only && { accountId: { in: [...only] } }) },
    include: { person: true, account: { include: { holder: true } } },
  })
  if (!row) return undefined
  const now = new Date(Date.now() + Number(row.account.clockOffsetMs))
  return withExpiry({ ...row, now } as SubUserView)
}

/** Reads show `expired` as soon as the deadline passed, whether or not a worker wrote it yet (R33). */
export function withExpiry<
  T extends { status: Status; turn: Turn; deadline: Date | null; dueAt: Date | null; endedAt: Date | null; now: Date },
>(row: T): T {
  const runs =
    (row.turn === 'invitee' || row.turn === 'holder') &&
    ['awaiting_confirmation', 'invited', 'accepted', 'verifying'].includes(row.status)
  if (!runs || !row.deadline || row.deadline > row.now) return row
  return { ...row, status: 'expired', turn: 'nobody', dueAt: null, endedAt: row.deadline }
}

/** Open or active onboardings of a person, newest first. */
export const onboardingsOf = (db: Reading, personId: string) =>
  db.prisma.subUser.findMany({
    where: { personId, status: { in: ['accepted', 'verifying', 'active', 'suspended', 'rejected'] } },
    orderBy: { createdAt: 'desc' },
    select: { id: true, status: true },
  })
