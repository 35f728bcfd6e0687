import type { Database } from './database.ts'

/** How many uses of something are allowed in a window. */
export type Limit = { name: string; most: number; windowMs: number }

/**
 * Counts one use; atomic, in the database, outside any other transaction, so that a refused try counts too (R68).
 * Returns undefined, or how many seconds to wait when the limit is reached.
 */
export async function useLimit(db: Database, limit: Limit, key: string): Promise<number | undefined> {
  const [row] = await db.prisma.$queryRaw<{ used: number; seconds: number }[]>`
    INSERT INTO limit_use AS l (key, window_ends_at, used)
      VALUES (${`${limit.name}:${key}`}, clock_timestamp() + ${limit.windowMs} * interval '1 millisecond', 1)
    ON CONFLICT (key) DO UPDATE SET
      used = CASE WHEN l.window_ends_at <= clock_timestamp() THEN 1 ELSE l.used + 1 END,
      window_ends_at = CASE WHEN l.window_ends_at <= clock_timestamp() THEN excluded.window_ends_at ELSE l.window_ends_at END
    RETURNING used, ceil(extract(epoch FROM window_ends_at - clock_timestamp()))::int AS seconds`
  return row && row.used > limit.most ? Math.max(1, row.seconds) : undefined
}

/** Counts one use of each limit in one statement; returns the first that is reached, with the seconds to wait. Name them in one order everywhere. */
export async function useLimits(
  db: Database,
  uses: readonly { limit: Limit; key: string }[],
): Promise<{ limit: Limit; seconds: number } | undefined> {
  const keys = uses.map(({ limit, key }) => `${limit.name}:${key}`)
  const windows = uses.map(({ limit }) => limit.windowMs)
  const rows = await db.prisma.$queryRaw<{ key: string; used: number; seconds: number }[]>`
    INSERT INTO limit_use AS l (key, window_ends_at, used)
      SELECT key, clock_timestamp() + ms * interval '1 millisecond', 1 FROM unnest(${keys}::text[], ${windows}::float8[]) AS u(key, ms)
    ON CONFLICT (key) DO UPDATE SET
      used = CASE WHEN l.window_ends_at <= clock_timestamp() THEN 1 ELSE l.used + 1 END,
      window_ends_at = CASE WHEN l.window_ends_at <= clock_timestamp() THEN excluded.window_ends_at ELSE l.window_ends_at END
    RETURNING key, used, ceil(extract(epoch FROM window_ends_at - clock_timestamp()))::int AS seconds`
  for (const [i, { limit }] of uses.entries()) {
    const row = rows.find(({ key }) => key === keys[i])
    if (row && row.used > limit.most) return { limit, seconds: Math.max(1, row.seconds) }
  }
  return undefined
}

/** Forgets windows that are over. */
export const deleteOldLimits = (db: Database) =>
  db.prisma.$executeRaw`DELETE FROM limit_use WHERE window_ends_at < clock_timestamp()`
