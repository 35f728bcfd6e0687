import { describe, expect, it } from 'vitest'
import { useLimit } from '../../store/limits.ts'
import { aWorld } from '../support/world.ts'

const { db } = await aWorld()
const limit = { name: 'sign-in', most: 5, windowMs: 900_000 }

/** Lets the window of a key have ended: well before now, because a machine's clock may step back a little. */
const windowEnds = (key: string) =>
  db.prisma
    .$executeRaw`UPDATE limit_use SET window_ends_at = clock_timestamp() - interval '1 minute' WHERE key = ${`${limit.name}:${key}`}`

describe('[R68] a limit', () => {
  it('allows so many, then says when to try again', async () => {
    for (let n = 0; n < 5; n++) expect(await useLimit(db, limit, 'a')).toBeUndefined()
    const seconds = await useLimit(db, limit, 'a')
    expect(seconds).toBeGreaterThan(890)
    expect(seconds).toBeLessThanOrEqual(900)
  })

  it('is exact under 100 tries at once', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => useLimit(db, limit, 'b')))
    expect(answers.filter((seconds) => seconds === undefined)).toHaveLength(5)
  })

  it('counts each key and each name by itself', async () => {
    for (let n = 0; n < 6; n++) await useLimit(db, limit, 'c')
    expect(await useLimit(db, limit, 'd')).toBeUndefined()
    expect(await useLimit(db, { ...limit, name: 'codes' }, 'c')).toBeUndefined()
  })

  it('begins anew when its window has ended', async () => {
    for (let n = 0; n < 6; n++) await useLimit(db, limit, 'e')
    await windowEnds('e')
    expect(await useLimit(db, limit, 'e')).toBeUndefined()
    for (let n = 0; n < 4; n++) expect(await useLimit(db, limit, 'e')).toBeUndefined()
    expect(await useLimit(db, limit, 'e')).toBeGreaterThan(0)
  })

  it('tries beyond it do not make the wait longer', async () => {
    for (let n = 0; n < 50; n++) await useLimit(db, limit, 'f')
    expect(await useLimit(db, limit, 'f')).toBeLessThanOrEqual(900)
  })
})
