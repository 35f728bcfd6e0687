import { describe, expect, it } from 'vitest'
import { outside } from '../../domain/ids.ts'
import { anActive } from '../support/onboardings.ts'
import { aWorld } from './world.ts'

const world = await aWorld({ requestsPerMinute: 1_000_000 })
const key = await world.keyWith()

const IBAN = { kind: 'bank', address: 'DE89 3704 0044 0532 0130 00' }
const WALLET = { kind: 'wallet', network: 'bitcoin', address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq' }

const register = (account: string, place: object, more: object = {}) =>
  world.call('POST', '/v1/destinations', { key, body: { account, place, ...more } })
const mayWithdraw = async (who: object, destination: object) =>
  (await world.call('POST', '/v1/access-checks', { key, body: { checks: [{ ...who, action: 'withdraw', destination }] } }))
    .body.answers[0] // prettier-ignore
const report = (...actions: object[]) => world.call('POST', '/v1/actions', { key, body: { actions } })

describe('[R17] a destination', () => {
  it('that is not registered is no for everyone; registered it is the holder’s own; removed it is no again', async () => {
    const account = await world.anAccount()
    const holder = { account: account.reference, holder: true }
    expect(await mayWithdraw(holder, WALLET)).toEqual({ allowed: false, reason: 'destination-not-registered', right: null }) // prettier-ignore
    const made = await register(account.reference, WALLET, { label: 'Cold wallet 2' })
    expect([made.status, made.headers.get('location')]).toEqual([201, `/v1/destinations/${made.body.id}`])
    expect(made.body).toMatchObject({ ...WALLET, account: account.id, label: 'Cold wallet 2', known: false, withdrawals: 0 }) // prettier-ignore
    expect(await mayWithdraw(holder, { ...WALLET, address: WALLET.address.toUpperCase() })).toMatchObject({ allowed: true }) // prettier-ignore
    const removed = await world.call('DELETE', `/v1/destinations/${made.body.id}`, { key })
    expect([removed.status, typeof removed.body.removedAt]).toEqual([200, 'string'])
    expect((await world.call('DELETE', `/v1/destinations/${made.body.id}`, { key })).body).toEqual(removed.body)
    expect(await mayWithdraw(holder, WALLET)).toMatchObject({ allowed: false })
    expect((await register(account.reference, WALLET)).status).toBe(201)
    expect(await mayWithdraw(holder, WALLET)).toMatchObject({ allowed: true })
  })

  it('of one account is none of another’s', async () => {
    const [mine, other] = [await world.anAccount(), await world.anAccount()]
    await register(mine.id, IBAN)
    expect(await mayWithdraw({ account: other.id, holder: true }, IBAN)).toMatchObject({ allowed: false })
  })

  it('[R52] again, however it is written, is the same one; 20 at once make one', async () => {
    const account = await world.anAccount()
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        register(account.id, {
          ...IBAN,
          address: n % 2 ? IBAN.address : IBAN.address.replaceAll(' ', '').toLowerCase(),
        }),
      ),
    )
    expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([...Array<number>(19).fill(200), 201])
    expect(new Set(all.map(({ body }) => body.id)).size).toBe(1)
    const { body: page } = await world.call('GET', `/v1/destinations?account=${account.id}`, { key })
    expect(page.items).toMatchObject([{ id: all[0]!.body.id, address: 'DE89370400440532013000' }])
    const { rows } = await world.db.pool.query(`SELECT data FROM event WHERE type = 'destination.registered' AND chain = $1`, [account.uuid]) // prettier-ignore
    expect(rows).toEqual([{ data: { kind: 'bank' } }])
  })

  it('gets the last label that was given', async () => {
    const account = await world.anAccount()
    await register(account.id, IBAN, { label: 'House bank' })
    expect((await register(account.id, IBAN)).body.label).toBe('House bank')
    expect((await register(account.id, IBAN, { label: 'Bank for wages' })).body.label).toBe('Bank for wages')
  })

  it.each([
    ['an IBAN with a wrong digit', { kind: 'bank', address: 'DE88370400440532013000' }],
    ['a wallet without a network', { kind: 'wallet', address: WALLET.address }],
    ['the number of a card', { kind: 'card', address: '4111111111111111' }],
  ])('can’t be %s', async (_what, place) => {
    const account = await world.anAccount()
    const refused = await register(account.id, place)
    expect([refused.status, refused.body.code]).toEqual([422, 'destination-invalid'])
    expect((await world.call('GET', `/v1/destinations?account=${account.id}`, { key })).body.items).toEqual([])
  })

  it('pages, newest first', async () => {
    const account = await world.anAccount()
    for (let n = 0; n < 5; n++) await register(account.id, { kind: 'card', address: `card_${n}` })
    const seen: string[] = []
    for (let cursor = ''; ;) {
      const { body } = await world.call('GET', `/v1/destinations?account=${account.id}&limit=2${cursor}`, { key })
      seen.push(...body.items.map((one: { address: string }) => one.address))
      if (body.nextCursor === null) break
      cursor = `&cursor=${body.nextCursor}`
    }
    expect(seen).toEqual(['card_4', 'card_3', 'card_2', 'card_1', 'card_0'])
  })
})

describe('[R16] restricted withdrawals over HTTP', () => {
  const completed = (id: string, more: object = {}) => ({
    id,
    type: 'withdrawal.completed',
    at: '2026-03-14T08:20:00.000Z',
    result: 'done',
    destination: IBAN,
    details: { amount: { value: '100.00', currency: 'EUR' } },
    ...more,
  })

  it('open up by a completed withdrawal of whomever, and by nothing else', async () => {
    const one = await anActive(world, { role: 'trader_restricted_withdrawals' })
    const who = { subUser: outside('subUser', one.subUserId) }
    const holder = { account: outside('account', one.accountId), holder: true }
    await register(holder.account, IBAN)
    const isNew = { allowed: false, reason: 'destination-new', right: 'withdraw.new' }
    expect(await mayWithdraw(who, IBAN)).toEqual(isNew)
    await report(
      { ...completed('r1', who), type: 'withdrawal.requested' },
      { ...completed('r2', who), result: 'refused', reason: 'insufficient-funds' },
      { ...completed('r3', who), destination: { kind: 'bank', address: 'GB29NWBK60161331926819' } },
    )
    expect(await mayWithdraw(who, IBAN)).toEqual(isNew)
    expect((await report(completed('h1', holder))).body).toMatchObject({ recorded: 1 })
    expect(await mayWithdraw(who, IBAN)).toEqual({ allowed: true, reason: 'allowed', right: 'withdraw.known' })
  })

  it('count what was reported before the registration', async () => {
    const one = await anActive(world, { role: 'trader_restricted_withdrawals' })
    const who = { subUser: outside('subUser', one.subUserId) }
    const account = outside('account', one.accountId)
    await report(completed('early', who))
    expect(await mayWithdraw(who, IBAN)).toMatchObject({ allowed: false, reason: 'destination-not-registered' })
    const { body } = await register(account, IBAN)
    expect(body).toMatchObject({ known: true, withdrawals: 1, firstWithdrawnAt: '2026-03-14T08:20:00.000Z' })
    expect(await mayWithdraw(who, IBAN)).toMatchObject({ allowed: true, right: 'withdraw.known' })
  })
})

describe('[R48] a report', () => {
  const placed = (account: { id: string }, id: string, more: object = {}) => ({
    id,
    account: account.id,
    holder: true,
    type: 'order.placed',
    at: '2026-03-14T08:20:00.000Z',
    result: 'done',
    details: { instrument: 'BTC', side: 'buy', amount: { value: '0.4', currency: 'BTC' } },
    ...more,
  })

  it('[R52] is recorded once; another content under the same id is told, and changes nothing', async () => {
    const account = await world.anAccount()
    const outcomes = async (...actions: object[]) =>
      (await report(...actions)).body.actions.map((one: { outcome: string }) => one.outcome)
    expect(await outcomes(placed(account, 'a'), placed(account, 'a'), placed(account, 'a', { type: 'order.filled' }), placed(account, 'b'))).toEqual(['recorded', 'repeated', 'conflict', 'recorded']) // prettier-ignore
    expect(await outcomes(placed(account, 'b'), placed(account, 'a', { at: '2026-03-14T08:20:01.000Z' }))).toEqual(['repeated', 'conflict']) // prettier-ignore
    const { rows } = await world.db.pool.query('SELECT reference, type FROM action WHERE account_id = $1 ORDER BY reference', [account.uuid]) // prettier-ignore
    expect(rows).toEqual([
      { reference: 'a', type: 'order.placed' },
      { reference: 'b', type: 'order.placed' },
    ])
  })

  it('with things that can’t be recorded still records the others', async () => {
    const account = await world.anAccount()
    const { body } = await report(
      placed(account, 'a'),
      placed({ id: 'NX-nowhere' }, 'b'),
      { ...placed(account, 'c'), account: undefined, holder: undefined, subUser: outside('subUser', account.uuid) },
      placed(account, 'd', { at: new Date(Date.now() + 600_000).toISOString() }),
      placed(account, 'e', { type: 'withdrawal.requested', destination: { kind: 'bank', address: '1' } }),
    )
    expect(body).toMatchObject({ recorded: 1, repeated: 0, notRecorded: 4 })
    expect(body.actions.map((one: { outcome: string }) => one.outcome)).toEqual([
      'recorded',
      'unknown-account',
      'unknown-sub-user',
      'in-the-future',
      'destination-invalid',
    ])
  })

  it.each([
    ['a refusal without a reason', { result: 'refused' }],
    ['a reason for what was done', { reason: 'other' }],
    ['a completed withdrawal to nowhere', { type: 'withdrawal.completed' }],
    ['an order with a destination', { destination: IBAN }],
    ['a text of people', { details: { note: 'Call me.' } }],
  ])('is refused with %s', async (_what, change) => {
    const account = await world.anAccount()
    const refused = await report(placed(account, 'a', change))
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid-request'])
  })

  it('of an account that the key may not know of is one of no account', async () => {
    const [mine, other] = [await world.anAccount(), await world.anAccount()]
    const narrow = await world.keyWith(['actions:write'], [mine.uuid])
    const { body } = await world.call('POST', '/v1/actions', { key: narrow, body: { actions: [placed(mine, 'a'), placed(other, 'a')] } }) // prettier-ignore
    expect(body.actions.map((one: { outcome: string }) => one.outcome)).toEqual(['recorded', 'unknown-account'])
  })

  it('takes 500 at once and no more', async () => {
    const account = await world.anAccount()
    const many = Array.from({ length: 501 }, (_, n) => placed(account, `many-${n}`))
    expect((await report(...many)).status).toBe(422)
    expect((await report(...many.slice(1))).body).toMatchObject({ recorded: 500 })
  })
})
