import type { DestinationKind } from '../domain/destinations.ts'
import { type WithdrawalStatus, withdrawalStatus } from '../domain/withdrawals.ts'
import type { Cursor } from './accounts.ts'
import { type JoinedRow, Prisma, type Reading, columnsOf, partOf } from './database.ts'
import type { WithdrawalRow } from './withdrawals.ts'

/** Where the money of a withdrawal goes, and what is known of it. */
export type DestinationView = {
  id: string
  kind: DestinationKind
  network: string | null
  address: string
  bankCode: string | null
  tag: string | null
  label: string | null
  registeredAt: Date | null
  removedAt: Date | null
  withdrawals: number
  lastWithdrawnAt: Date | null
}

/** Everything that pages, mails and the API show of one withdrawal. Its status is `expired` as soon as the deadline passed. */
export type WithdrawalView = WithdrawalRow & {
  now: Date
  destination: DestinationView
  /** Who asks; the name once given. */
  asks: {
    id: string
    name: string | null
    address: string
    role: string
    rights: string[]
    language: string
    activatedAt: Date | null
  }
  account: {
    id: string
    reference: string
    policy: string
    name: string | null
    language: string
    holder: { name: string | null; address: string }
  }
  reason: string | null
}

const DESTINATION = { id: 'id', kind: 'kind', network: 'network', address: 'address', bankCode: 'bankCode', tag: 'tag', label: 'label', registeredAt: 'registeredAt', removedAt: 'removedAt', withdrawals: 'withdrawals', lastWithdrawnAt: 'lastWithdrawnAt' } // prettier-ignore

const NOW = Prisma.sql`(clock_timestamp() + a.clock_offset_ms * interval '1 millisecond')::timestamptz(3)`
const VIEW = Prisma.sql`${columnsOf(Prisma.WithdrawalScalarFieldEnum, 'w')}, ${columnsOf(DESTINATION, 'd', 'd.')}, ${NOW} AS now,
  s.role, s.rights, s.language, s.activated_at AS "activatedAt", p.address, CASE WHEN s.named_at IS NOT NULL THEN p.name END AS name,
  a.reference AS "accountReference", a.policy, a.name AS "accountName", a.language AS "accountLanguage", h.name AS "holderName",
  h.address AS "holderAddress", r.text AS reason`
const JOINS = Prisma.sql`withdrawal w JOIN account a ON a.id = w.account_id JOIN person h ON h.id = a.holder_id
  JOIN sub_user s ON s.id = w.sub_user_id JOIN person p ON p.id = s.person_id JOIN destination d ON d.id = w.destination_id
  LEFT JOIN remark r ON r.id = w.remark_id`

type FlatRow = JoinedRow & {
  now: Date
  role: string
  rights: string[]
  language: string
  activatedAt: Date | null
  address: string
  name: string | null
  accountReference: string
  policy: string
  accountName: string | null
  accountLanguage: string
  holderName: string | null
  holderAddress: string
  reason: string | null
}

function viewOf(row: FlatRow): WithdrawalView {
  const withdrawal = partOf<WithdrawalRow>(row, Prisma.WithdrawalScalarFieldEnum)
  const { now, role, rights, language, activatedAt, address, name, reason } = row
  return {
    ...withdrawal,
    status: withdrawalStatus(withdrawal.status, withdrawal.deadline, now),
    now,
    reason,
    destination: partOf<DestinationView>(row, DESTINATION, 'd.'),
    asks: { id: withdrawal.subUserId, name, address, role, rights, language, activatedAt },
    account: {
      id: withdrawal.accountId,
      reference: row.accountReference,
      policy: row.policy,
      name: row.accountName,
      language: row.accountLanguage,
      holder: { name: row.holderName, address: row.holderAddress },
    },
  }
}

/** One withdrawal; `only`: the accounts that the one who asks may see. */
export async function findWithdrawal(
  db: Reading,
  id: string,
  only?: readonly string[],
): Promise<WithdrawalView | undefined> {
  const allowed = only ? Prisma.sql`AND w.account_id = ANY(${[...only]}::uuid[])` : Prisma.empty
  const [row] = await db.prisma.$queryRaw<FlatRow[]>`SELECT ${VIEW} FROM ${JOINS} WHERE w.id = ${id}::uuid ${allowed}`
  return row && viewOf(row)
}

/** Which withdrawals; all that is given must hold. */
export type WithdrawalFilter = {
  only?: readonly string[] | undefined
  accounts?: readonly string[] | undefined
  subUserId?: string | undefined
  reference?: string | undefined
  statuses?: readonly WithdrawalStatus[] | undefined
}

/** Newest first, one page by keyset. One whose deadline passed is found as `expired`, whether or not that is written yet. */
export async function listWithdrawals(
  db: Reading,
  filter: WithdrawalFilter,
  most: number,
  after?: Cursor,
): Promise<WithdrawalView[]> {
  const { only, accounts, subUserId, reference, statuses } = filter
  const conditions = [
    ...(only ? [Prisma.sql`w.account_id = ANY(${[...only]}::uuid[])`] : []),
    ...(accounts ? [Prisma.sql`w.account_id = ANY(${[...accounts]}::uuid[])`] : []),
    ...(subUserId ? [Prisma.sql`w.sub_user_id = ${subUserId}::uuid`] : []),
    ...(reference === undefined ? [] : [Prisma.sql`w.reference = ${reference}`]),
    ...(statuses ? [withStatus(statuses)] : []),
    ...(after ? [Prisma.sql`(w.created_at, w.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`] : []),
  ]
  const where = conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}` : Prisma.empty
  const rows = await db.prisma.$queryRaw<
    FlatRow[]
  >`SELECT ${VIEW} FROM ${JOINS} ${where} ORDER BY w.created_at DESC, w.id DESC LIMIT ${most}`
  return rows.map(viewOf)
}

/** The written status narrows by index; what still stands as waiting may have expired. */
function withStatus(statuses: readonly WithdrawalStatus[]): Prisma.Sql {
  const written = statuses.includes('expired') ? [...statuses, 'waiting'] : [...statuses]
  return Prisma.sql`w.status = ANY(${written}) AND
    CASE WHEN w.status = 'waiting' AND w.deadline <= ${NOW} THEN 'expired' ELSE w.status END = ANY(${[...statuses]})`
}
