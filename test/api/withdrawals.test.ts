import { describe, expect, it } from 'vitest'
import { declineWithdrawal } from '../../commands/withdrawal-decisions.ts'
import { inside, outside } from '../../domain/ids.ts'
import { theHolder } from '../support/portal.ts'
import { type Onboarding } from '../support/onboardings.ts'
import { aWallet, aWithdrawer, anApprovingAccount } from '../support/withdrawals.ts'
import { DAY, passes } from '../support/world.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const key = await world.keyWith()

let count = 0
async function body(one: Onboarding, given: Record<string, unknown> = {}) {
  const destination = await aWallet(world, one.accountId)
  const amount = { value: '0.850', currency: 'BTC' }
  return { subUser: outside('subUser', one.subUserId), reference: `WD-${++count}`, amount, destination, ...given }
}
const ask = async (one: Onboarding, given: Record<string, unknown> = {}, as = key) =>
  world.call('POST', '/v1/withdrawals', { key: as, body: await body(one, given) })
const waiting = async () => aWithdrawer(world, { accountId: await anApprovingAccount(world) })

describe('POST /v1/withdrawals', () => {
  it('[R18] answers “waiting” until the holder decides, and the platform reads the decision', async () => {
    const one = await waiting()
    const made = await ask(one, {
      openFor: 'PT2H',
      balanceAfter: '1.464',
      valueBeside: { value: '52000', currency: 'EUR' },
    })
    expect(made.status).toBe(201)
    expect(made.headers.get('location')).toBe(`/v1/withdrawals/${made.body.id}`)
    expect(made.body).toMatchObject({
      status: 'waiting',
      approvalNeeded: true,
      decidedAt: null,
      destination: { label: 'Cold wallet 2' },
    })
    expect(Date.parse(made.body.deadline) - Date.parse(made.body.createdAt)).toBe(2 * 3_600_000)
    const withdrawalId = inside('withdrawal', made.body.id) ?? ''
    await declineWithdrawal(world.context, await theHolder(world, one.accountId), { withdrawalId, reason: 'Not now.' })
    const read = await world.call('GET', `/v1/withdrawals/${made.body.id}`, { key })
    expect(read.body).toMatchObject({ status: 'declined', reason: 'Not now.', endedBecause: null })
    expect(read.body.decidedAt).not.toBeNull()
  })

  it('[R18] answers “approved” at once where the holder has not asked for it', async () => {
    const made = await ask(await aWithdrawer(world))
    expect(made.body).toMatchObject({ status: 'approved', approvalNeeded: false, deadline: null })
  })

  it('[R18] asked again with the same reference: the same one, 200', async () => {
    const one = await waiting()
    const asked = await body(one)
    const first = await world.call('POST', '/v1/withdrawals', { key, body: asked })
    const again = await world.call('POST', '/v1/withdrawals', { key, body: asked })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    const other = await world.call('POST', '/v1/withdrawals', {
      key,
      body: { ...asked, amount: { value: '1', currency: 'BTC' } },
    })
    expect([other.status, other.body.code]).toEqual([409, 'withdrawal-reused'])
  })

  it('[R52] an idempotency key gives the same answer once more', async () => {
    const one = await waiting()
    const request = { key, body: await body(one), headers: { 'idempotency-key': 'withdrawal-1' } }
    const first = await world.call('POST', '/v1/withdrawals', request)
    const again = await world.call('POST', '/v1/withdrawals', request)
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body.id).toBe(first.body.id)
  })

  it('[R17] is refused with the reason where the destination is not the holder’s', async () => {
    const answer = await ask(await aWithdrawer(world), {
      destination: { kind: 'wallet', network: 'ethereum', address: `0x${'0'.repeat(40)}` },
    })
    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject({
      code: 'withdrawal-not-allowed',
      facts: { reason: 'destination-not-registered' },
    })
  })

  it.each([
    ['an amount of nothing', { amount: { value: '0.00', currency: 'BTC' } }],
    ['a number instead of a decimal', { amount: { value: 0.85, currency: 'BTC' } }],
    ['a card', { destination: { kind: 'card', address: 'card-1' } }],
    ['no reference', { reference: ' ' }],
    ['a field too many', { approved: true }],
  ])('does not take %s', async (_, given) => {
    expect((await ask(await waiting(), given)).status).toBe(422)
  })

  it('[R56] is not for a key without the scope, and another account’s is 404', async () => {
    const one = await waiting()
    const reader = await world.keyWith(['sub-users:read'])
    expect((await ask(one, {}, reader)).status).toBe(403)
    const stranger = await world.keyWith(['withdrawals:write'], [(await waiting()).accountId])
    expect((await ask(one, {}, stranger)).status).toBe(404)
    const made = await ask(one)
    expect((await world.call('GET', `/v1/withdrawals/${made.body.id}`, { key: stranger })).status).toBe(404)
    const list = await world.call('GET', '/v1/withdrawals?limit=100', { key: stranger })
    expect(list.body.items.map((item: { id: string }) => item.id)).not.toContain(made.body.id)
  })
})

describe('GET /v1/withdrawals', () => {
  it('filters by account, sub-user, reference and status, and pages by keyset', async () => {
    const one = await waiting()
    const made: string[] = []
    for (let i = 0; i < 5; i++) made.unshift((await ask(one)).body.id)
    const account = outside('account', one.accountId)
    const ids = async (query: string): Promise<string[]> => {
      const { body: page } = await world.call('GET', `/v1/withdrawals?account=${account}&${query}`, { key })
      return page.items.map((item: { id: string }) => item.id)
    }
    const seen: string[] = []
    for (let cursor = ''; ;) {
      const { body: page } = await world.call(
        'GET',
        `/v1/withdrawals?account=${account}&limit=2${cursor && `&cursor=${cursor}`}`,
        { key },
      )
      seen.push(...page.items.map((item: { id: string }) => item.id))
      if (!page.nextCursor) break
      cursor = page.nextCursor
    }
    expect(seen).toEqual(made)
    expect(await ids(`subUser=${outside('subUser', one.subUserId)}`)).toEqual(made)
    expect(await ids(`reference=WD-${count}`)).toEqual(made.slice(0, 1))
    expect(await ids('status=waiting')).toEqual(made)
    expect(await ids('status=approved')).toEqual([])
    await passes(world, one.accountId, DAY)
    expect(await ids('status=waiting')).toEqual([])
    expect(await ids('status=waiting&status=expired')).toEqual(made)
  })
})
