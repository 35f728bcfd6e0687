import { uuidv7 } from 'uuidv7'
import type { EventId } from '../domain/ids.ts'
import { processToldOf } from '../domain/process.ts'
import { type Database, Prisma, transaction, type Tx } from './database.ts'

/** Who did it: a kind and an opaque id. */
export type EventActor = { kind: string; id: string | null }

/** What happened; `data` holds ids, states, codes and times, never a personal value. */
export type NewEvent = {
  chain: string
  type: string
  subject: string
  actor: EventActor
  at: Date
  data?: Record<string, unknown>
  /** Nudge the workflow of the subject: an outbox row is born with the event, due in 3 s. */
  nudge?: boolean
}

/** The call that appends an event to its chain: the last thing of a transaction, because it holds the chain's row until the commit. */
export const eventCall = ({ chain, type, subject, actor, at, data }: NewEvent, id: EventId): Prisma.Sql =>
  Prisma.sql`append_event(${chain}::uuid, ${id}::uuid, ${type}, ${subject}::uuid, ${actor.kind}, ${actor.id}, ${at}::timestamptz, ${JSON.stringify(data ?? {})})`

/** Appends an event to its chain, and the nudge that goes with it. The last statement of a transaction. */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<EventId> {
  const id = uuidv7() as EventId
  const nudge = event.nudge
    ? Prisma.sql`WITH o AS (INSERT INTO outbox (event_id, process, subject, due_at)
        VALUES (${id}::uuid, ${processToldOf(event.type)}, ${event.subject}::uuid, clock_timestamp() + interval '3 seconds'))`
    : Prisma.empty
  await tx.$queryRaw`${nudge} SELECT ${eventCall(event, id)}`
  return id
}

export type StoredEvent = {
  id: string
  type: string
  actorKind: string
  actorId: string | null
  at: Date
  data: Record<string, unknown>
}

/** All events of one subject, newest first. */
export const eventsOf = (db: Database, subject: string): Promise<StoredEvent[]> =>
  db.prisma.$queryRaw<StoredEvent[]>`SELECT id, type, actor_kind AS "actorKind", actor_id AS "actorId", at, data
    FROM event WHERE subject = ${subject}::uuid ORDER BY sequence DESC LIMIT 500`

/** The lock under which one process at a time gives positions. */
const SEQUENCER = 4_807_101

/** Gives committed events their position in the one order over all accounts. Returns how many got one. */
export async function placeEvents(db: Database): Promise<number> {
  return transaction(db, async (tx) => {
    const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${SEQUENCER}) AS mine`
    if (!lock?.mine) return 0
    return tx.$executeRaw`UPDATE event SET position = nextval('event_position') FROM (
      SELECT id FROM event WHERE position IS NULL ORDER BY at, chain, sequence LIMIT 1000) AS next
      WHERE event.id = next.id AND event.position IS NULL`
  })
}

export type Placed = { position: bigint; type: string; chain: string; subject: string }

/** Events after a position, in order, at most 500. */
export const eventsAfter = (db: Database, position: bigint): Promise<Placed[]> =>
  db.prisma.$queryRaw<Placed[]>`SELECT position, type, chain, subject FROM event
    WHERE position > ${position} ORDER BY position LIMIT 500`

export async function lastPosition(db: Database): Promise<bigint> {
  const [row] = await db.prisma.$queryRaw<{ last: bigint | null }[]>`SELECT max(position) AS last FROM event`
  return row?.last ?? 0n
}

/** The empty hint that readers may look; never inside a transaction. */
export const notify = (db: Database): Promise<unknown> => db.pool.query('NOTIFY usher')
