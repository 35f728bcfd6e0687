import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callerOf, createApiKey, isWellFormedKey } from '../../commands/keys.ts'
import { SCOPES } from '../../domain/scopes.ts'
import { aCompanyAccount } from '../support/onboardings.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const elsewhere = await aWorld()
const aKey = (test = false) => createApiKey(context, { name: 'Back office', scopes: SCOPES, accounts: 'all', test })

describe('[R56] an API key', () => {
  it('is recognisable: prefix, 33 characters with 192 random bits, check digits', async () => {
    expect((await aKey()).key).toMatch(/^usk_live_[0-9A-Za-z]{39}$/)
    expect((await aKey(true)).key).toMatch(/^usk_test_[0-9A-Za-z]{39}$/)
  })

  it('with any character changed is not one, and no query is made for it', async () => {
    const { key } = await aKey()
    expect(isWellFormedKey(key)).toBe(true)
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    const change = fc.record({ at: fc.integer({ min: 9, max: key.length - 1 }), to: fc.constantFrom(...alphabet) })
    fc.assert(
      fc.property(change, ({ at, to }) => {
        const changed = key.slice(0, at) + to + key.slice(at + 1)
        expect(isWellFormedKey(changed)).toBe(changed === key)
      }),
    )
    fc.assert(fc.property(fc.string(), (text) => void expect(isWellFormedKey(text)).toBe(false)))
  })

  it('is stored as a hash only: its text is nowhere in the database', async () => {
    const { id, key } = await aKey()
    const row = await db.prisma.apiKey.findUniqueOrThrow({ where: { id } })
    expect(row.secretHash).toHaveLength(32)
    expect(row.hint).toBe(key.slice(0, 14))
    const { rows } = await db.pool.query<{ row: string }>(
      'SELECT k::text AS row FROM api_key k UNION ALL SELECT body FROM event',
    )
    expect(rows.map(({ row: text }) => text).join('\n')).not.toContain(key.slice(14))
  })

  it('says who calls, for which accounts, with which scopes', async () => {
    const accountId = await aCompanyAccount(world)
    const input = { name: 'One account', scopes: ['sub-users:read'] as const, accounts: [accountId], test: false }
    const { id, key } = await createApiKey(context, input)
    expect(await callerOf(db, key)).toEqual({
      actor: { kind: 'caller', id, accounts: [accountId] },
      scopes: ['sub-users:read'],
    })
    expect((await callerOf(db, (await aKey()).key))?.actor.accounts).toBe('all')
  })

  it('that nobody made, was revoked or ran out opens nothing', async () => {
    const { id, key } = await aKey()
    expect(await callerOf(elsewhere.db, key)).toBeUndefined()
    await db.prisma.apiKey.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect(await callerOf(db, key)).toBeUndefined()
    await db.prisma.apiKey.update({ where: { id }, data: { expiresAt: null } })
    expect(await callerOf(db, key)).toBeDefined()
    await db.prisma.apiKey.update({ where: { id }, data: { revokedAt: new Date() } })
    expect(await callerOf(db, key)).toBeUndefined()
  })
})
