import { PROCESS_REVISION, type ProcessKind, type ProcessOf } from '../domain/process.ts'
import { changeRows, type Database, Prisma, UNHURRIED } from './database.ts'

/**
 * A nudge that has to reach the workflow of a process; the event's id is the request id, so the server drops repeats.
 * `begins`: the process is new, and nobody waits at a screen for what it does first.
 */
export type Nudge = ProcessOf & { eventId: string; begins?: true }

/** The rows that say where processes of a kind stand. */
const ROWS: Readonly<Record<ProcessKind, Prisma.Sql>> = {
  onboarding: Prisma.sql`sub_user`,
  withdrawal: Prisma.sql`withdrawal`,
}

/** Takes due nudges for 10 s: a short update, no transaction while Temporal is called. */
export const claimNudges = (db: Database, most: number): Promise<Nudge[]> =>
  db.prisma.$queryRaw<
    Nudge[]
  >`UPDATE outbox SET due_at = clock_timestamp() + interval '10 seconds', attempts = attempts + 1
    WHERE event_id IN (SELECT event_id FROM outbox WHERE due_at <= clock_timestamp() ORDER BY due_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING event_id AS "eventId", process, subject`

export async function dropNudges(db: Database, eventIds: readonly string[]): Promise<void> {
  await changeRows(db, Prisma.sql`DELETE FROM outbox WHERE event_id = ANY(${[...eventIds]}::uuid[]) AND ${UNHURRIED}`)
}

/** Of these nudges, those whose process is still open. The others have nobody to tell. */
export async function forOpenProcesses(db: Database, nudges: readonly Nudge[]): Promise<Nudge[]> {
  const open = new Set<string>()
  for (const process of new Set(nudges.map((nudge) => nudge.process))) {
    const ids = nudges.filter((nudge) => nudge.process === process).map(({ subject }) => subject)
    const rows = await db.prisma.$queryRaw<{ id: string }[]>`SELECT id FROM ${ROWS[process]}
      WHERE id = ANY(${ids}::uuid[]) AND process_done_at IS NULL`
    for (const { id } of rows) open.add(id)
  }
  return nudges.filter(({ subject }) => open.has(subject))
}

export type Unfinished = { id: string; processRevision: number }

/** Rows with an open process, by id, after a cursor; what `recover` walks over (R64). */
export const unfinishedProcesses = (
  db: Database,
  process: ProcessKind,
  after: string,
  most: number,
): Promise<Unfinished[]> =>
  db.prisma.$queryRaw`SELECT id, process_revision AS "processRevision" FROM ${ROWS[process]}
    WHERE process_done_at IS NULL AND id > ${after}::uuid ORDER BY id LIMIT ${most}`

/** Marks a row as driven by the present workflow code, when an older revision began it. */
export const adopt = (db: Database, { process, subject }: ProcessOf): Promise<number> =>
  db.prisma.$executeRaw`UPDATE ${ROWS[process]} SET process_revision = ${PROCESS_REVISION} WHERE id = ${subject}::uuid`
