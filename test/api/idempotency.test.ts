import { describe, expect, it, vi } from 'vitest'
import { aWorld } from './world.ts'

const world = await aWorld()
const key = await world.keyWith()
const account = await world.anAccount()

const invite = (idempotencyKey: string, body: object, by = key) =>
  world.call('POST', '/v1/sub-users', {
    key: by,
    body: { account: account.id, role: 'viewer', ...body },
    headers: { 'idempotency-key': idempotencyKey },
  })
const invites = async () => Number((await world.db.pool.query('SELECT count(*) FROM sub_user')).rows[0].count)

describe('[R52] an idempotency key', () => {
  it('gives the same answer to the same request, and acts once', async () => {
    const before = await invites()
    const first = await invite('one', { email: 'one@x.example' })
    const again = await invite('one', { email: 'one@x.example' })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect(await invites()).toBe(before + 1)
  })

  it('[R68] a repeated request counts for no limit', async () => {
    const first = await invite('counted', { email: 'counted@x.example' })
    const { rows } = await world.db.pool.query(
      "UPDATE limit_use SET used = 1000000 WHERE key LIKE 'invites-%' RETURNING key",
    )
    expect((await invite('counted', { email: 'counted@x.example' })).body).toEqual(first.body)
    expect((await invite('uncounted', { email: 'counted@x.example' })).body.code).toBe('too-many')
    await world.db.pool.query('DELETE FROM limit_use WHERE key = ANY($1)', [rows.map((row) => row.key)])
  })

  it('takes members in any order for the same body', async () => {
    const first = await world.call('POST', '/v1/sub-users', {
      key,
      body: { account: account.id, email: 'o@x.example', role: 'viewer' },
      headers: { 'idempotency-key': 'order' },
    })
    const again = await world.call('POST', '/v1/sub-users', {
      key,
      body: { role: 'viewer', email: 'o@x.example', account: account.id },
      headers: { 'idempotency-key': 'order' },
    })
    expect(again.body).toEqual(first.body)
  })

  it('refuses another body', async () => {
    await invite('two', { email: 'two@x.example' })
    const refused = await invite('two', { email: 'other@x.example' })
    expect([refused.status, refused.body.code]).toEqual([422, 'idempotency-key-reused'])
  })

  it('refuses the same key for another thing on the same route', async () => {
    const [a, b] = [await invite('a', { email: 'a@x.example' }), await invite('b', { email: 'b@x.example' })]
    const revoke = (id: string) =>
      world.call('POST', `/v1/sub-users/${id}/revoke`, { key, body: {}, headers: { 'idempotency-key': 'revoke' } })
    expect((await revoke(a.body.id)).body.status).toBe('revoked')
    expect((await revoke(b.body.id)).body.code).toBe('idempotency-key-reused')
    expect((await world.call('GET', `/v1/sub-users/${b.body.id}`, { key })).body.status).toBe('invited')
  })

  it('acts once for 20 parallel requests', async () => {
    const before = await invites()
    const all = await Promise.all(Array.from({ length: 20 }, () => invite('parallel', { email: 'parallel@x.example' })))
    expect(new Set(all.map((answer) => answer.body.id)).size).toBe(1)
    expect(all.every((answer) => answer.status === 201)).toBe(true)
    expect(await invites()).toBe(before + 1)
  })

  it('keeps a refusal, even when the reason is gone', async () => {
    const first = await invite('first', { email: 'kept@x.example' })
    const refused = await invite('kept', { email: 'kept@x.example' })
    expect(refused.body.code).toBe('already-invited')
    await world.call('POST', `/v1/sub-users/${first.body.id}/revoke`, { key, body: {} })
    const again = await invite('kept', { email: 'kept@x.example' })
    expect({ ...again.body, instance: '' }).toEqual({ ...refused.body, instance: '' })
  })

  it('keeps nothing of a fault: the same request works afterwards', async () => {
    await world.db.pool
      .query(`CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken for kept@x.example'; END $$;
      CREATE TRIGGER broken BEFORE INSERT ON mail FOR EACH ROW EXECUTE FUNCTION broken()`)
    const fault = await invite('fault', { email: 'fault@x.example' })
    await world.db.pool.query('DROP TRIGGER broken ON mail')
    expect([fault.status, fault.body.code, fault.body.detail]).toEqual([500, 'internal', undefined])
    expect(world.lines.join('')).not.toContain('kept@x.example')
    expect((await invite('fault', { email: 'fault@x.example' })).status).toBe(201)
  })

  it('is each caller’s own', async () => {
    const other = await world.keyWith()
    await invite('mine', { email: 'mine@x.example' })
    expect((await invite('mine', { email: 'yours@x.example' }, other)).status).toBe(201)
  })

  it('must be 1 to 255 printable characters', async () => {
    for (const bad of ['x'.repeat(256), 'ä']) {
      const refused = await invite(bad, { email: 'bad@x.example' })
      expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([422, '#header/Idempotency-Key'])
    }
  })

  it('is forgotten after 24 hours', async () => {
    await invite('old', { email: 'old@x.example' })
    await world.db.pool.query(
      `UPDATE idempotency_key SET created_at = created_at - interval '24 hours 1 second' WHERE key = 'old'`,
    )
    expect((await invite('old', { email: 'new@x.example' })).status).toBe(201)
  })
})

describe('[R68] requests of a key', () => {
  it('are limited, and the refusal says when to try again', async () => {
    const small = await aWorld({ requestsPerMinute: 5 })
    const [mine, other] = [await small.keyWith(), await small.keyWith()]
    const ask = (by: string) => small.call('GET', '/v1/policies', { key: by })
    const all = await Promise.all(Array.from({ length: 12 }, () => ask(mine)))
    expect(all.filter((answer) => answer.status === 200)).toHaveLength(5)
    const refused = all.find((answer) => answer.status === 429)
    expect(refused?.body).toMatchObject({ code: 'too-many' })
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask(other)).status).toBe(200)
  })
})

describe('a database that can’t be reached', () => {
  it('is answered with 503 and when to try again', async () => {
    const spy = vi
      .spyOn(world.db.prisma, '$transaction')
      .mockRejectedValueOnce(Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' }))
    const refused = await invite('gone', { email: 'gone@x.example' })
    spy.mockRestore()
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([503, 'unavailable', '2'])
    expect((await invite('gone', { email: 'gone@x.example' })).status).toBe(201)
  })

  it('is found out whichever way the connection breaks', async () => {
    const { openDatabase } = await import('../../store/database.ts')
    const { isUnavailable } = await import('../../store/unavailable.ts')
    const nowhere = openDatabase('postgresql://postgres@127.0.0.1:1/none', 1)
    for (const ask of [
      () => nowhere.prisma.account.count(),
      () => nowhere.prisma.$queryRaw`SELECT 1`,
      () => nowhere.prisma.$transaction(async (tx) => tx.account.count()),
      () => nowhere.pool.query('SELECT 1'),
    ])
      expect(
        isUnavailable(
          await ask().then(
            () => undefined,
            (error: unknown) => error,
          ),
        ),
      ).toBe(true)
    await nowhere.close()
    const killed = () => world.db.prisma.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`
    expect(
      isUnavailable(
        await killed().then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    ).toBe(true)
    expect((await world.call('GET', '/readyz')).body).toEqual({ status: 'ready' })
  })
})
