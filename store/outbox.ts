import type { Database } from './database.ts'

/** A nudge that has to reach the workflow of a sub-user; the event's id is the request id, so the server drops repeats. */
export type Nudge = { eventId: string; subUserId: string }

/** Takes due nudges for 10 s: a short update, no transaction while Temporal is called. */
export const claimNudges = (db: Database, most: number): Promise<Nudge[]> =>
  db.prisma.$queryRaw<
    Nudge[]
  >`UPDATE outbox SET due_at = clock_timestamp() + interval '10 seconds', attempts = attempts + 1
    WHERE event_id IN (SELECT event_id FROM outbox WHERE due_at <= clock_timestamp() ORDER BY due_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING event_id AS "eventId", sub_user_id AS "subUserId"`

export async function dropNudges(db: Database, eventIds: readonly string[]): Promise<void> {
  await db.prisma.outbox.deleteMany({ where: { eventId: { in: [...eventIds] } } })
}

/** Of these sub-users, those whose process is still open. A nudge for another is dropped. */
export async function openProcesses(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.prisma.subUser.findMany({
    where: { id: { in: [...ids] }, processDoneAt: null },
    select: { id: true },
  })
  return new Set(rows.map((row) => row.id))
}

/** Sub-users with an open process, by id, after a cursor; what `recover` walks over (R64). */
export const unfinishedProcesses = (db: Database, after: string, most: number) =>
  db.prisma.subUser.findMany({
    where: { processDoneAt: null, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: most,
    select: { id: true, processRevision: true },
  })
