import { describe, expect, it } from 'vitest'
import { aWorld, type Answer } from './world.ts'

const world = await aWorld()
const key = await world.keyWith()
const joinery = await world.anAccount()
const other = await world.anAccount()

const invite = async (account: { id: string }, email: string, role = 'viewer', openFor = 'P7D') =>
  (await world.call('POST', '/v1/sub-users', { key, body: { account: account.id, email, role, openFor } })).body
const list = (query: string) => world.call('GET', `/v1/sub-users?${query}`, { key })
const emails = (answer: Answer): string[] => answer.body.items.map((item: { email: string }) => item.email)
const set = (id: string, change: string) =>
  world.db.pool.query(
    `UPDATE sub_user SET ${change} WHERE person_id = (SELECT id FROM person WHERE address = $1 AND kind = 'invitee')`,
    [id],
  )

const people = [
  'tomas@kestrel.example',
  'ines@kestrel.example',
  'dora@kestrel.example',
  'emil@other.example',
  'a_b@other.example',
  'axb@other.example',
]
for (const email of people)
  await invite(
    email.endsWith('kestrel.example') ? joinery : other,
    email,
    email.startsWith('tomas') ? 'trader' : 'viewer',
    email.startsWith('dora') ? 'P2D' : 'P7D',
  )
await set('ines@kestrel.example', `status = 'active', turn = 'nobody', due_at = NULL, named_at = created_at`)
await world.db.pool.query(`UPDATE person SET name = 'Ines Maravelle' WHERE address = 'ines@kestrel.example'`)
await world.db.pool.query(`UPDATE person SET name = 'Named Elsewhere' WHERE address = 'dora@kestrel.example'`)
await set(
  'emil@other.example',
  `status = 'verifying', turn = 'staff', due_at = clock_timestamp() + interval '1 hour', verification_state = 'in_review', attempt = 1`,
)

describe('the list of sub-users', () => {
  it('is newest first', async () => {
    expect(emails(await list('limit=100'))).toEqual(people.toReversed())
  })

  it('is most urgent first: nearest limit or deadline, standing still, ended', async () => {
    const urgent = emails(await list('sort=deadline'))
    expect(urgent.slice(0, 2)).toEqual(['emil@other.example', 'dora@kestrel.example'])
    expect(urgent.at(-1)).toBe('ines@kestrel.example')
  })

  it.each(['newest', 'deadline'])(
    'pages by keyset without gaps or repeats, sorted by %s, whatever is added meanwhile',
    async (sort) => {
      const whole = emails(await list(`sort=${sort}&limit=100`))
      const seen: string[] = []
      for (let cursor = ''; ;) {
        const page = await list(`sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`)
        seen.push(...emails(page))
        cursor = page.body.nextCursor
        if (cursor === null) break
      }
      expect(seen).toEqual(whole)
    },
  )

  it.each([
    [`account=${joinery.reference}`, 3],
    [`account=${other.id}&role=viewer`, 3],
    ['status=active', 1],
    ['status=active&status=verifying', 2],
    ['status=active&sort=deadline', 1],
    ['turn=staff', 1],
    ['turn=staff&turn=nobody', 2],
    ['turn=staff&status=active', 0],
    ['role=trader', 1],
    ['search=KESTREL', 6],
    ['search=tomas', 1],
    ['search=maravelle', 1],
    ['search=elsewhere', 0],
    [`search=${joinery.reference}`, 3],
    ['search=a_b', 1],
    ['search=%25', 0],
    ['search=a_', 1],
    ['search=oskar', 0],
  ])('filters: %s', async (query, count) => {
    expect((await list(`${query}&limit=100`)).body.items).toHaveLength(count)
  })

  it('finds one by its whole id', async () => {
    const { id } = (await list('limit=1')).body.items[0]
    expect(emails(await list(`search=${id}`))).toEqual(['axb@other.example'])
  })
})

describe('[R33] a deadline that passed', () => {
  it('shows as expired in list, filter and detail although nobody wrote it, and frees the seat', async () => {
    const account = await world.anAccount('personal')
    const made = await invite(account, 'late@x.example', 'trader')
    await set(
      'late@x.example',
      `deadline = clock_timestamp() - interval '1 second', due_at = clock_timestamp() - interval '1 second'`,
    )
    const of = (query: string) => list(`account=${account.reference}&${query}`)
    expect((await of('')).body.items).toMatchObject([
      { status: 'expired', turn: 'nobody', allowedActions: ['invite-again'] },
    ])
    expect((await of('status=invited')).body.items).toEqual([])
    expect((await of('turn=invitee')).body.items).toEqual([])
    expect((await of('status=expired')).body.items).toHaveLength(1)
    expect((await list('status=expired')).body.items).toHaveLength(1)
    expect((await list('status=expired&sort=deadline')).body.items).toHaveLength(1)
    expect((await of('turn=nobody')).body.items).toHaveLength(1)
    expect((await list('turn=nobody&limit=100')).body.items.map((item: { id: string }) => item.id)).toContain(made.id)
    expect((await world.call('GET', `/v1/sub-users/${made.id}`, { key })).body.status).toBe('expired')
    const seats = (await world.call('GET', `/v1/accounts/${account.id}/seats`, { key })).body.items
    expect(seats.find((item: { quota: string }) => item.quota === 'traders')).toMatchObject({
      taken: 0,
      left: 1,
      heldBy: [],
    })
    expect(
      (
        await world.call('POST', '/v1/sub-users', {
          key,
          body: { account: account.id, email: 'next@x.example', role: 'trader' },
        })
      ).status,
    ).toBe(201)
  })
})

describe('accounts and policies', () => {
  it('an account is registered, found by its reference, and read', async () => {
    const body = {
      reference: 'NX-771-036',
      type: 'personal',
      holder: { name: 'Ines Maravelle', email: 'ines@maravelle.example' },
    }
    const made = await world.call('POST', '/v1/accounts', { key, body })
    expect([made.status, made.headers.get('location')]).toEqual([201, `/v1/accounts/${made.body.id}`])
    expect(made.body).toMatchObject({
      ...body,
      policy: 'exchange',
      name: null,
      verificationProfile: 'standard',
      withdrawalApproval: false,
      test: false,
    })
    expect((await world.call('GET', '/v1/accounts?reference=NX-771-036', { key })).body.items).toEqual([made.body])
    expect((await world.call('GET', `/v1/accounts/${made.body.id}`, { key })).body).toEqual(made.body)
    const first = await world.call('GET', '/v1/accounts?limit=1', { key })
    const second = await world.call('GET', `/v1/accounts?limit=1&cursor=${first.body.nextCursor}`, { key })
    expect(second.body.items[0].id).not.toBe(first.body.items[0].id)
  })

  it('[R8] the policy tells quotas, and who is verified', async () => {
    const { items } = (await world.call('GET', '/v1/policies', { key })).body
    expect(items.map((item: { id: string }) => item.id)).toContain('exchange')
    const exchange = (await world.call('GET', '/v1/policies/exchange', { key })).body
    expect(
      exchange.roles.filter((role: { verified: boolean }) => !role.verified).map((role: { id: string }) => role.id),
    ).toEqual(['viewer'])
    const company = exchange.accountTypes.find((type: { id: string }) => type.id === 'company')
    expect(company.quotas.map((quota: { limit: number }) => quota.limit)).toEqual([null, 2, 2])
  })
})
