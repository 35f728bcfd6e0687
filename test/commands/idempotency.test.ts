import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { type Context, execute } from '../../commands/command.ts'
import { invite } from '../../commands/invite.ts'
import { Refusal } from '../../domain/refusals.ts'
import { aCaller } from '../support/actors.ts'
import { aCompanyAccount, anInvite } from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const caller = aCaller()

const hash = (body: string) => new Uint8Array(createHash('sha256').update(body).digest())

/** The same request as often as wanted. */
const withKey = (given: { key?: string; body?: string; apiKeyId?: string; route?: string } = {}): Context => ({
  ...context,
  idempotency: {
    apiKeyId: given.apiKeyId ?? caller.id,
    route: given.route ?? 'POST /v1/sub-users',
    key: given.key ?? uuidv7(),
    bodyHash: hash(given.body ?? '{}'),
  },
})

describe('[R52] the same idempotency key', () => {
  it('and body: the same answer, one effect, one nudge', async () => {
    const input = { accountId: await aCompanyAccount(world), email: 'once@kestrel.example', role: 'viewer' }
    const keyed = withKey()
    const first = await invite(keyed, caller, input)
    const nudges = world.nudges.length
    expect(await invite(keyed, caller, input)).toEqual(first)
    expect(world.nudges).toHaveLength(nudges)
    expect(await db.prisma.subUser.count({ where: { accountId: input.accountId } })).toBe(1)
  })

  it('and another body: a clear refusal, and nothing is done', async () => {
    const accountId = await aCompanyAccount(world)
    const key = uuidv7()
    await invite(withKey({ key }), caller, { accountId, email: 'a@kestrel.example', role: 'viewer' })
    const other = invite(withKey({ key, body: '{"x":1}' }), caller, {
      accountId,
      email: 'b@kestrel.example',
      role: 'viewer',
    })
    await refused('idempotency-key-reused', other)
    expect(await db.prisma.subUser.count({ where: { accountId } })).toBe(1)
  })

  it('of another caller or route is another', async () => {
    const accountId = await aCompanyAccount(world)
    const key = uuidv7()
    const input = (n: number) => ({ accountId, email: `r${n}@kestrel.example`, role: 'viewer' })
    const ids = [
      await invite(withKey({ key }), caller, input(1)),
      await invite(withKey({ key, apiKeyId: uuidv7() }), caller, input(2)),
      await invite(withKey({ key, route: 'POST /v1/other' }), caller, input(3)),
    ]
    expect(new Set(ids.map(({ subUserId }) => subUserId)).size).toBe(3)
  })

  it('a refusal is repeated with all it told, and rolled back the first time', async () => {
    const { accountId } = await anInvite(world)
    await anInvite(world, { accountId })
    const keyed = withKey()
    const input = { accountId, email: 'third@kestrel.example', role: 'trader' }
    const first = await refused('seat-taken', invite(keyed, caller, input))
    const again = await refused('seat-taken', invite(keyed, caller, input))
    expect([again.message, again.facts]).toEqual([first.message, first.facts])
    expect(await db.prisma.person.count({ where: { addressKey: 'third@kestrel.example' } })).toBe(0)
    const stored = await db.prisma.idempotencyKey.findMany({ where: { status: 409 } })
    expect(JSON.stringify(stored)).not.toMatch(/@/) // names are looked up again
  })

  it('20 at once: one effect, twenty same answers', async () => {
    const input = { accountId: await aCompanyAccount(world), email: 'parallel@kestrel.example', role: 'viewer' }
    const keyed = withKey()
    const answers = await Promise.all(Array.from({ length: 20 }, () => invite(keyed, caller, input)))
    expect(new Set(answers.map(({ subUserId }) => subUserId)).size).toBe(1)
    expect(await db.prisma.subUser.count({ where: { accountId: input.accountId } })).toBe(1)
  })

  it('a fault stores nothing: the next try is a first one', async () => {
    const keyed = withKey()
    const broken = execute(keyed, () => Promise.reject(new Error('the disk is full')))
    await expect(broken).rejects.toThrow('the disk is full')
    const unavailable = execute(keyed, () => Promise.reject(new Refusal('unavailable')))
    await refused('unavailable', unavailable)
    expect(await execute(keyed, () => Promise.resolve({ id: 'done' }))).toEqual({ id: 'done' })
  })

  it('for 24 hours; after that it is a new one', async () => {
    const keyed = withKey()
    await execute(keyed, () => Promise.resolve({ n: 1 }))
    const key = keyed.idempotency?.key ?? ''
    const ago = (hours: number) => db.prisma.$executeRaw`UPDATE idempotency_key
      SET created_at = clock_timestamp() - ${hours} * interval '1 hour' WHERE key = ${key}`
    await ago(23.9)
    expect(await execute(keyed, () => Promise.resolve({ n: 2 }))).toEqual({ n: 1 })
    await ago(24.1)
    expect(await execute(keyed, () => Promise.resolve({ n: 3 }))).toEqual({ n: 3 })
  })
})

describe('a command', () => {
  it('that is refused changes nothing and has no effects', async () => {
    const before = [world.nudges.length, world.mails.length, await db.prisma.event.count()]
    await refused('not-found', invite(context, caller, { accountId: caller.id, email: 'a@b.example', role: 'viewer' }))
    expect([world.nudges.length, world.mails.length, await db.prisma.event.count()]).toEqual(before)
  })
})
