import pg from 'pg'
import { describe, expect, it, vi } from 'vitest'
import { Prisma, readRows, transaction, type Tx } from '../../store/database.ts'
import { aDatabase } from '../support/database.ts'

const { db, url } = await aDatabase(4)

const backend = async (tx: Tx): Promise<number> => {
  const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  return row?.pid ?? 0
}

describe('a transaction', () => {
  it('has its statements and those of Prisma on one connection, each on its own', async () => {
    const twice = await Promise.all(
      [1, 2, 3].map(() =>
        transaction(db, async (tx) => {
          await tx.$executeRaw`INSERT INTO limit_use (key, window_ends_at, used) VALUES (pg_backend_pid()::text, clock_timestamp(), 1)`
          const seen = await tx.limitUse.findMany({ select: { key: true } })
          await tx.limitUse.deleteMany({})
          return [String(await backend(tx)), ...seen.map(({ key }) => key)]
        }),
      ),
    )
    for (const [mine, ...seen] of twice) expect(seen).toEqual([mine])
  })

  it('takes back what its statements wrote when it throws', async () => {
    const failed = transaction(db, async (tx) => {
      await tx.$executeRaw`INSERT INTO limit_use (key, window_ends_at, used) VALUES ('gone', clock_timestamp(), 1)`
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await db.prisma.limitUse.count({ where: { key: 'gone' } })).toBe(0)
  })

  it('takes no statement any more when it is over', async () => {
    const kept = await transaction(db, async (tx) => ({ tx }))
    await expect(kept.tx.$executeRaw`SELECT 1`).rejects.toMatchObject({ code: 'P2028' })
  })

  it('that took too long writes nothing any more, although it waits for a lock when its time is over', async () => {
    await db.prisma.$executeRaw`INSERT INTO limit_use (key, window_ends_at, used) VALUES ('held', clock_timestamp(), 0)`
    const holder = new pg.Client({ connectionString: url })
    await holder.connect()
    await holder.query(`BEGIN; UPDATE limit_use SET used = used WHERE key = 'held'`)
    const begin = db.prisma.$transaction.bind(db.prisma)
    vi.spyOn(db.prisma, '$transaction').mockImplementationOnce((work) => begin(work, { timeout: 200 }))
    const asked = vi.spyOn(pg.Client.prototype, 'query')
    const late = transaction(db, async (tx) => {
      await tx.$queryRaw`SELECT key FROM limit_use WHERE key = 'held' FOR UPDATE`
      await tx.$executeRaw`UPDATE limit_use SET used = 7 WHERE key = 'held'`
    })
    const outcome = late.catch((error: unknown) => error)
    const isOver = () =>
      expect(asked.mock.calls.map(([query]) => (query as { text?: string }).text)).toContain('ROLLBACK')
    await vi.waitFor(isOver, { timeout: 10_000 })
    await holder.query('COMMIT')
    expect(await outcome).toMatchObject({ code: 'P2028' })
    await holder.end()
    vi.restoreAllMocks()
    expect(await db.prisma.limitUse.findUnique({ where: { key: 'held' } })).toMatchObject({ used: 0 })
  })

  it('that loses a deadlock is run again', async () => {
    await db.prisma
      .$executeRaw`INSERT INTO limit_use (key, window_ends_at, used) VALUES ('x', clock_timestamp(), 0), ('y', clock_timestamp(), 0)`
    const add = (tx: Tx, key: string) => tx.$executeRaw`UPDATE limit_use SET used = used + 1 WHERE key = ${key}`
    let begun = 0
    let bothHold: () => void = () => undefined
    const both = new Promise<void>((resolve) => (bothHold = resolve))
    const adds = (first: string, second: string) =>
      transaction(db, async (tx) => {
        await add(tx, first)
        if (++begun === 2) bothHold()
        await both
        await add(tx, second)
      })
    await Promise.all([adds('x', 'y'), adds('y', 'x')])
    expect(begun).toBeGreaterThanOrEqual(3) // who is run again may be faster than the one who waits, and lose once more
    const rows = await readRows<{ used: number }>(db, Prisma.sql`SELECT used FROM limit_use WHERE key IN ('x', 'y')`)
    expect(rows.map(({ used }) => used)).toEqual([2, 2])
  })

  it('reads every kind of column as Prisma does, inside and outside', async () => {
    const odd = Prisma.sql`SELECT 9007199254740993::int8 AS big, 0.30::numeric AS fraction, date '1988-03-09' AS day,
      timestamptz '2026-11-24 10:42:00.123+01' AS time, ARRAY['a', 'b'] AS words, '{"n": 1}'::jsonb AS data, ${new Date('1988-03-09')}::date AS given`
    const read = await db.prisma.$queryRaw(odd)
    expect(await readRows(db, odd)).toEqual(read)
    expect(await transaction(db, (tx) => tx.$queryRaw(odd))).toEqual(read)
  })
})
