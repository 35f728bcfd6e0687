import { describe, expect, it } from 'vitest'
import { apiContracts } from '../../api/contracts.ts'
import { consoleContracts } from '../../api/console/contracts.ts'
import type { Audience } from '../../api/http/callers.ts'
import { serve, type Contract } from '../../api/http/route.ts'
import { SCOPES } from '../../domain/scopes.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const account = await world.anAccount()
const all = await world.keyWith()
const subUser = (
  await world.call('POST', '/v1/sub-users', {
    key: all,
    body: { account: account.id, email: 'a@x.example', role: 'viewer' },
  })
).body

const scopeOf = (who: Audience): string => (who !== 'anyone' && 'key' in who ? who.key : '')
const pathOf = ({ path }: Contract): string =>
  path.replace('{id}', path.includes('/policies/') ? 'exchange' : path.includes('/accounts/') ? account.id : subUser.id)
const BODIES = [
  {},
  { reason: 'Left.' },
  { email: 'b@x.example' },
  { deadline: new Date(Date.now() + 86_400_000).toISOString() },
]
const everything = async () =>
  (await world.db.pool.query('SELECT count(*) AS n, (SELECT max(at) FROM event) AS at FROM event')).rows[0]

describe('[R56] every route of the API says who may call it', () => {
  it.each(apiContracts.map((contract) => [contract.id, contract] as const))(
    '%s: nobody else may',
    async (_id, contract: Contract) => {
      const body =
        BODIES.find((given) => contract.request?.body?.safeParse(given).success) ??
        (contract.method === 'post' ? {} : undefined)
      const before = await everything()
      const call = (key?: string) =>
        world.call(contract.method.toUpperCase(), pathOf(contract), { ...(key && { key }), body })
      expect((await call()).body).toMatchObject({ status: 401, code: 'key-missing' })
      expect((await call('usk_live_nonsense')).body).toMatchObject({ status: 401, code: 'key-invalid' })
      const others = await world.keyWith(SCOPES.filter((scope) => scope !== scopeOf(contract.who)))
      const refused = await call(others)
      expect(refused.body).toMatchObject({
        status: 403,
        code: 'scope-missing',
        facts: { scope: scopeOf(contract.who) },
      })
      if (contract.request?.params && !contract.path.includes('/policies/'))
        expect((await call(await world.keyWith(SCOPES, []))).status).toBe(404)
      const staffOnly = await world.call(contract.method.toUpperCase(), pathOf(contract), {
        body,
        headers: { cookie: 'staff.session_token=x' },
      })
      expect(staffOnly.status).toBe(401)
      const after = await everything()
      expect(Number(after.n) - Number(before.n)).toBe(
        contract.request?.params && !contract.path.includes('/policies/') ? 2 : 1,
      ) // the keys made here
    },
  )

  it('a contract that does not say it does not type-check', () => {
    const nobody = { id: 'x', method: 'get', path: '/x', summary: 'x', responses: { 200: null } } as const
    // @ts-expect-error: `who` is missing
    expect(() => serve(undefined as never, nobody, undefined as never)).toBeTypeOf('function')
  })

  it('API and console share no route', () => {
    const routes = [...apiContracts, ...consoleContracts].map(({ method, path }: Contract) => `${method} ${path}`)
    expect(new Set(routes).size).toBe(routes.length)
    expect(apiContracts.every(({ path }) => path.startsWith('/v1/'))).toBe(true)
  })
})

describe('[R56] a key', () => {
  it('that is limited to accounts sees and lists these only', async () => {
    const other = await world.anAccount()
    await world.call('POST', '/v1/sub-users', {
      key: all,
      body: { account: other.id, email: 'b@x.example', role: 'viewer' },
    })
    const limited = await world.keyWith(SCOPES, [other.uuid])
    const subUsers = await world.call('GET', '/v1/sub-users', { key: limited })
    expect(subUsers.body.items.map((item: { email: string }) => item.email)).toEqual(['b@x.example'])
    const accounts = await world.call('GET', '/v1/accounts', { key: limited })
    expect(accounts.body.items.map((item: { id: string }) => item.id)).toEqual([other.id])
    expect((await world.call('GET', `/v1/sub-users?account=${account.reference}`, { key: limited })).status).toBe(404)
  })

  it('that was revoked or has run out is refused at once', async () => {
    for (const change of ['revoked_at = clock_timestamp()', `expires_at = clock_timestamp() - interval '1 second'`]) {
      const key = await world.keyWith()
      expect((await world.call('GET', '/v1/policies', { key })).status).toBe(200)
      await world.db.pool.query(
        `UPDATE api_key SET ${change} WHERE id = (SELECT id FROM api_key ORDER BY created_at DESC LIMIT 1)`,
      )
      expect((await world.call('GET', '/v1/policies', { key })).body.code).toBe('key-invalid')
    }
  })

  it('is nowhere in the database', async () => {
    const { rows } = await world.db.pool.query('SELECT row_to_json(k)::text AS row FROM api_key k')
    for (const { row } of rows) expect(row).not.toContain(all.slice(14))
  })
})
