import pg from 'pg'
import type { Database } from '../store/database.ts'
import { eventsAfter, lastPosition, placeEvents } from '../store/events.ts'

/** What a live reader gets: ids and a type, never more. */
export type LiveEvent = { position: string; type: string; chain: string; subject: string }
export type Live = { subscribe(listener: (event: LiveEvent) => void): () => void; stop(): Promise<void> }

/** How often readers look without a hint, in ms. */
const POLL_MS = 1_000

/**
 * Follows committed events in their one order and hands them to subscribers. NOTIFY is only a hint: it looks after each,
 * after each new LISTEN, and every second, so that a lost hint delays and never loses.
 */
export function createLive(db: Database, directUrl: string): Live {
  const listeners = new Set<(event: LiveEvent) => void>()
  let cursor: bigint | undefined
  let looking: Promise<void> | undefined
  let again = false
  let stopped = false

  const look = async (): Promise<void> => {
    cursor ??= await lastPosition(db)
    await placeEvents(db)
    for (;;) {
      const events = await eventsAfter(db, cursor)
      for (const { position, ...event } of events) {
        cursor = position
        for (const listener of listeners) listener({ position: String(position), ...event })
      }
      if (events.length < 500) return
    }
  }
  /** The poll also looks for nobody, so that events get their place in the order; hints are for those who wait. */
  const hint = (): void => {
    if (listeners.size > 0) lookNow()
  }
  const lookNow = (): void => {
    if (stopped) return
    again = true
    looking ??= (async () => {
      while (again && !stopped) {
        again = false
        await look().catch(() => undefined) // the database is away; the next second looks again
      }
      looking = undefined
    })()
  }
  const poll = setInterval(lookNow, POLL_MS)
  const listening = listen(directUrl, hint)
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async stop() {
      stopped = true
      clearInterval(poll)
      await listening.stop()
      await looking
    },
  }
}

/** A connection that LISTENs and is made anew when it breaks. */
function listen(url: string, hint: () => void): { stop(): Promise<void> } {
  let client: pg.Client | undefined
  let stopped = false
  let retry: NodeJS.Timeout | undefined
  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: url,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 10_000,
    })
    client = next
    let lost = false
    const again = (): void => {
      if (lost || stopped) return
      lost = true
      retry = setTimeout(() => void connect(), POLL_MS)
    }
    next.on('notification', hint)
    next.on('error', again)
    next.on('end', again)
    try {
      await next.connect()
      await next.query('LISTEN usher')
      hint()
    } catch {
      again() // polling goes on meanwhile
    }
  }
  void connect()
  return {
    async stop() {
      stopped = true
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
