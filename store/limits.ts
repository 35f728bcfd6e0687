import { type Database, Prisma, readRows, UNHURRIED } from './database.ts'

/** How many uses of something are allowed in a window. */
export type Limit = { name: string; most: number; windowMs: number }

/** One use to be counted. */
export type Use = { limit: Limit; key: string }
export type Reached = { limit: Limit; seconds: number }
export type Counted = { key: string; used: number; seconds: number }

const nameOf = ({ limit, key }: Use): string => `${limit.name}:${key}`

/** The statement, or the part of one that stands alone, that counts one use of each. Name them in one order everywhere. */
export const counting = (uses: readonly Use[]): Prisma.Sql => Prisma.sql`
  INSERT INTO limit_use AS l (key, window_ends_at, used)
    SELECT key, clock_timestamp() + ms * interval '1 millisecond', 1
    FROM unnest(${uses.map(nameOf)}::text[], ${uses.map(({ limit }) => limit.windowMs)}::float8[]) AS u(key, ms) WHERE ${UNHURRIED}
  ON CONFLICT (key) DO UPDATE SET
    used = CASE WHEN l.window_ends_at <= clock_timestamp() THEN 1 ELSE l.used + 1 END,
    window_ends_at = CASE WHEN l.window_ends_at <= clock_timestamp() THEN excluded.window_ends_at ELSE l.window_ends_at END
  RETURNING key, used, ceil(extract(epoch FROM window_ends_at - clock_timestamp()))::int AS seconds`

/** The first limit that is reached, with the seconds to wait. */
export function reachedOf(uses: readonly Use[], counted: readonly Counted[]): Reached | undefined {
  for (const use of uses) {
    const row = counted.find(({ key }) => key === nameOf(use))
    if (row && row.used > use.limit.most) return { limit: use.limit, seconds: Math.max(1, row.seconds) }
  }
  return undefined
}

/**
 * Counts one use of each limit; atomic, in the database, outside any other transaction, so that a refused try counts too
 * (R68). Returns the first that is reached.
 */
export const useLimits = async (db: Database, uses: readonly Use[]): Promise<Reached | undefined> =>
  reachedOf(uses, await readRows<Counted>(db, counting(uses)))

/** Counts one use. Returns undefined, or how many seconds to wait when the limit is reached. */
export const useLimit = async (db: Database, limit: Limit, key: string): Promise<number | undefined> =>
  (await useLimits(db, [{ limit, key }]))?.seconds

/** Forgets windows that are over. */
export const deleteOldLimits = (db: Database) =>
  db.prisma.$executeRaw`DELETE FROM limit_use WHERE window_ends_at < clock_timestamp()`
