import type { ActionDetails, ActionKind } from '../domain/reported-actions.ts'
import type { WithdrawalStatus } from '../domain/withdrawals.ts'
import { type Database, Prisma } from './database.ts'

/** One line of an action history: reported by the platform, or done in Usher itself, as one who manages users or asks for a withdrawal (R15). */
export type HistoryRow = {
  id: string
  at: Date
  kind: ActionKind
  type: string
  result: string
  reason: string | null
  details: ActionDetails
  /** The platform's own id; null for what was done in Usher. */
  reference: string | null
  placeKind: string | null
  network: string | null
  address: string | null
  label: string | null
  registered: boolean
  /** Where a withdrawal stands that was asked for in Usher, if the holder was asked (R18). */
  approval: WithdrawalStatus | null
  /** Whom it was about, where it was done in Usher. */
  subjectId: string | null
  subjectName: string | null
  subjectRole: string | null
}

export type HistoryFilter = {
  kinds?: readonly ActionKind[] | undefined
  from?: Date | undefined
  to?: Date | undefined
}
export type HistoryCursor = { at: Date; id: string }

/** What a sub-user did on the account, newest first, one page by keyset on (time, id). */
export function actionHistory(
  { prisma }: Pick<Database, 'prisma'>,
  subUserId: string,
  filter: HistoryFilter,
  most: number,
  after?: HistoryCursor,
): Promise<HistoryRow[]> {
  const rest = { filter, most, after }
  const sources = [
    reportedBy(subUserId, rest),
    ...(has(filter, 'user') ? [doneInUsher(subUserId, rest)] : []),
    ...(has(filter, 'withdrawal') ? [withdrawalsAsked(subUserId, rest)] : []),
  ]
  return prisma.$queryRaw<HistoryRow[]>`
    SELECT h.id, h.at, h.kind, h.type, h.result, h.reason, h.details, h.reference, h.approval,
      d.kind AS "placeKind", d.network, d.address, d.label, coalesce(d.registered_at IS NOT NULL, false) AS registered,
      s.id AS "subjectId", coalesce(CASE WHEN s.named_at IS NOT NULL THEN p.name END, p.address) AS "subjectName", s.role AS "subjectRole"
    FROM (${Prisma.join(sources, ' UNION ALL ')}) h
    LEFT JOIN destination d ON d.id = h.destination_id
    LEFT JOIN sub_user s ON s.id = h.subject LEFT JOIN person p ON p.id = s.person_id
    ORDER BY h.at DESC, h.id DESC LIMIT ${most}`
}

type Rest = { filter: HistoryFilter; most: number; after: HistoryCursor | undefined }

const has = ({ kinds }: HistoryFilter, kind: ActionKind): boolean => kinds === undefined || kinds.includes(kind)

const reportedBy = (subUserId: string, { filter, most, after }: Rest): Prisma.Sql =>
  Prisma.sql`(SELECT a.id, a.at, a.kind, a.type, a.result, a.reason, a.details, a.reference, a.destination_id, NULL::uuid AS subject, NULL::text AS approval
    FROM action a WHERE a.sub_user_id = ${subUserId}::uuid ${kindIn(filter)} ${within('a.at', 'a.id', filter, after)}
    ORDER BY a.at DESC, a.id DESC LIMIT ${most})`

const doneInUsher = (subUserId: string, { filter, most, after }: Rest): Prisma.Sql =>
  Prisma.sql`(SELECT e.id, e.at::timestamptz(3), 'user', e.type, 'done', NULL, '{}'::jsonb, NULL, NULL::uuid, e.subject, NULL
    FROM event e WHERE e.actor_kind = 'administrator' AND e.actor_id = ${subUserId} AND starts_with(e.type, 'sub_user.')
      ${within('e.at', 'e.id', filter, after)} ORDER BY e.at DESC, e.id DESC LIMIT ${most})`

/** One that waits past its deadline counts as expired, whether or not that is written yet. */
const withdrawalsAsked = (subUserId: string, { filter, most, after }: Rest): Prisma.Sql =>
  Prisma.sql`(SELECT w.id, w.created_at, 'withdrawal', 'withdrawal.requested', 'done', NULL,
      jsonb_build_object('amount', jsonb_build_object('value', w.amount, 'currency', w.currency)), NULL, w.destination_id, NULL::uuid,
      CASE WHEN NOT w.approval THEN NULL WHEN w.status = 'waiting' AND w.deadline <= account_now(w.account_id) THEN 'expired' ELSE w.status END
    FROM withdrawal w WHERE w.sub_user_id = ${subUserId}::uuid ${within('w.created_at', 'w.id', filter, after)}
    ORDER BY w.created_at DESC, w.id DESC LIMIT ${most})`

const kindIn = ({ kinds }: HistoryFilter): Prisma.Sql =>
  kinds === undefined
    ? Prisma.empty
    : kinds.length === 1
      ? Prisma.sql`AND a.kind = ${kinds[0]}`
      : Prisma.sql`AND a.kind = ANY(${[...kinds]}::text[])`

function within(
  time: 'a.at' | 'e.at' | 'w.created_at',
  own: `${string}.id`,
  { from, to }: HistoryFilter,
  after: HistoryCursor | undefined,
): Prisma.Sql {
  const [at, id] = [Prisma.raw(time), Prisma.raw(own)]
  const conditions = [
    ...(from ? [Prisma.sql`AND ${at} >= ${from}::timestamptz`] : []),
    ...(to ? [Prisma.sql`AND ${at} < ${to}::timestamptz`] : []),
    ...(after ? [Prisma.sql`AND (${at}, ${id}) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ]
  return conditions.length > 0 ? Prisma.join(conditions, ' ') : Prisma.empty
}

/** Rows in one page of a walk. */
const WALK_PAGE = 500

/** All of it, page by page, so that a long history never stands in memory as a whole. */
export async function* walkHistory(
  db: Pick<Database, 'prisma'>,
  subUserId: string,
  filter: HistoryFilter,
): AsyncGenerator<HistoryRow[]> {
  for (let after: HistoryCursor | undefined; ;) {
    const rows = await actionHistory(db, subUserId, filter, WALK_PAGE, after)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < WALK_PAGE) return
    after = { at: last.at, id: last.id }
  }
}
