import type { Reading } from './database.ts'

/** Names of sub-users by id, where one was given. */
export async function namesOfSubUsers(db: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.prisma.$queryRaw<{ id: string; name: string | null }[]>`SELECT s.id, p.name
    FROM sub_user s JOIN person p ON p.id = s.person_id WHERE s.id = ANY(${[...new Set(ids)]}::uuid[])`
  return new Map(rows.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])))
}

/** Why sub-users are suspended, in the words of whoever suspended them. */
export async function suspensionReasons(db: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.prisma.$queryRaw<{ subject: string; text: string | null }[]>`SELECT DISTINCT ON (e.subject)
      e.subject, r.text
    FROM event e LEFT JOIN remark r ON r.id = (e.data->>'remarkId')::uuid
    WHERE e.subject = ANY(${[...ids]}::uuid[]) AND e.type = 'sub_user.suspended' ORDER BY e.subject, e.sequence DESC`
  return new Map(rows.flatMap(({ subject, text }) => (text ? [[subject, text] as const] : [])))
}

/** When sub-users last did something on the platform, as it reported; one index entry each. */
export async function lastSeenOf(db: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  if (ids.length === 0) return new Map()
  const rows = await db.prisma.$queryRaw<{ id: string; at: Date | null }[]>`SELECT u.id,
      (SELECT a.at FROM action a WHERE a.sub_user_id = u.id ORDER BY a.at DESC, a.id DESC LIMIT 1) AS at
    FROM unnest(${[...ids]}::uuid[]) AS u(id)`
  return new Map(rows.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])))
}
