import { Prisma, type Reading } from './database.ts'
import type { WithdrawalView } from './withdrawal-views.ts'

/** What is known beside the withdrawal itself, from what the platform reported (R48). */
export type WithdrawalFacts = {
  /** The largest one of this sub-user in this currency so far, if this one is larger. */
  larger: { value: string; at: Date } | null
  /** The last one to this destination; `by` null: the holder. */
  last: { value: string; currency: string; at: Date; by: { id: string; name: string } | null } | null
  /** Of this sub-user in the last 30 days. */
  completed: number
  refused: number
}

const DAY = 86_400_000
const AMOUNT = Prisma.sql`(x.details->'amount'->>'value')`
const COMPLETED = Prisma.sql`x.type = 'withdrawal.completed' AND x.result = 'done' AND ${AMOUNT} IS NOT NULL`

/** Reads what is known of a withdrawal, by the indexes of its sub-user and its destination. */
export async function withdrawalFacts(db: Reading, one: WithdrawalView): Promise<WithdrawalFacts> {
  const since = new Date(one.now.getTime() - 30 * DAY)
  const [counts, largest, last] = await Promise.all([
    db.prisma.$queryRaw<{ completed: number; refused: number }[]>`SELECT
        count(*) FILTER (WHERE x.type = 'withdrawal.completed' AND x.result = 'done')::int AS completed,
        count(*) FILTER (WHERE x.result = 'refused')::int AS refused
      FROM action x WHERE x.sub_user_id = ${one.subUserId}::uuid AND x.kind = 'withdrawal' AND x.at > ${since}`,
    db.prisma.$queryRaw<{ value: string; at: Date; larger: boolean }[]>`SELECT ${AMOUNT} AS value, x.at,
        ${one.amount}::numeric > ${AMOUNT}::numeric AS larger
      FROM action x WHERE x.sub_user_id = ${one.subUserId}::uuid AND x.kind = 'withdrawal' AND ${COMPLETED}
        AND x.details->'amount'->>'currency' = ${one.currency} ORDER BY ${AMOUNT}::numeric DESC LIMIT 1`,
    db.prisma.$queryRaw<
      { value: string; currency: string; at: Date; subUserId: string | null; name: string | null }[]
    >`SELECT
        ${AMOUNT} AS value, x.details->'amount'->>'currency' AS currency, x.at, x.sub_user_id AS "subUserId", coalesce(p.name, p.address) AS name
      FROM action x LEFT JOIN sub_user s ON s.id = x.sub_user_id LEFT JOIN person p ON p.id = s.person_id
      WHERE x.destination_id = ${one.destinationId}::uuid AND ${COMPLETED} ORDER BY x.at DESC LIMIT 1`,
  ])
  return {
    completed: counts[0]?.completed ?? 0,
    refused: counts[0]?.refused ?? 0,
    larger: largest[0]?.larger ? { value: largest[0].value, at: largest[0].at } : null,
    last: last[0] ? lastOf(last[0]) : null,
  }
}

const lastOf = ({
  subUserId,
  name,
  ...rest
}: {
  value: string
  currency: string
  at: Date
  subUserId: string | null
  name: string | null
}) => ({
  ...rest,
  by: subUserId === null ? null : { id: subUserId, name: name ?? '' },
})
