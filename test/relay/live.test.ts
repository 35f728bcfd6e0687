import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { createLive, type Live, type LiveEvent } from '../../relay/live.ts'
import { transaction } from '../../store/database.ts'
import { appendEvent, notify } from '../../store/events.ts'
import { aDatabase } from '../support/database.ts'

const { db, url } = await aDatabase()
const WITHIN = { timeout: 10_000, interval: 20 }

const open: Live[] = []
afterEach(async () => void (await Promise.all(open.splice(0).map((live) => live.stop()))))
afterAll(() => vi.useRealTimers())

/** A reader that looks when it gets a hint, and never by itself: its clock for that stands still. */
async function aReader(): Promise<LiveEvent[]> {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  const live = createLive(db, url)
  vi.useRealTimers()
  open.push(live)
  const heard: LiveEvent[] = []
  live.subscribe((event) => void heard.push(event))
  await vi.waitFor(async () => expect(await listeners()).toHaveLength(1), WITHIN)
  return heard
}

const listeners = () =>
  db.prisma.$queryRaw<{ pid: number }[]>`SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND query = 'LISTEN usher' AND state = 'idle'`

async function happens(): Promise<string> {
  const subject = uuidv7()
  await transaction(db, (tx) =>
    appendEvent(tx, {
      chain: subject,
      type: 'test.happened',
      subject,
      actor: { kind: 'usher', id: null },
      at: new Date(),
    }),
  )
  return subject
}

const subjectsOf = (heard: readonly LiveEvent[]) => () => heard.map((event) => event.subject)

describe('[R57] who reads live', () => {
  it('hears of what was committed as soon as the hint comes', async () => {
    const heard = await aReader()
    const subject = await happens()
    await notify(db)
    await expect.poll(subjectsOf(heard), WITHIN).toContain(subject)
  })

  it('hears again after the connection for hints broke, and of what came meanwhile', async () => {
    const heard = await aReader()
    const [listening] = await listeners()
    const before = await happens()
    await notify(db)
    await expect.poll(subjectsOf(heard), WITHIN).toContain(before)
    await db.prisma.$queryRaw`SELECT pg_terminate_backend(${listening?.pid}::int)`
    const meanwhile = await happens()
    await expect.poll(subjectsOf(heard), WITHIN).toContain(meanwhile) // by the new LISTEN alone: nobody gave a hint
    const later = await happens()
    await notify(db)
    await expect.poll(subjectsOf(heard), WITHIN).toContain(later)
  })
})
