import { describe, expect, it } from 'vitest'
import { reactivate, suspend } from '../../commands/lifecycle.ts'
import { activate } from '../../commands/process.ts'
import { outside } from '../../domain/ids.ts'
import { RIGHTS } from '../../domain/rights.ts'
import { SCOPES } from '../../domain/scopes.ts'
import { aMember } from '../support/actors.ts'
import { acceptsWithCode, anActive, anInvite, signsUp } from '../support/onboardings.ts'
import { aWorld } from './world.ts'

const world = await aWorld({ requestsPerMinute: 1_000_000 })
const key = await world.keyWith(['access:check'])

/** Section B of the rules, right by right; holder and the five roles, from most to least. */
const TABLE = {
  //                  holder Administrator withdrawals restricted trader viewer
  'account.view': [1, 1, 1, 1, 1, 1],
  'order.place': [1, 1, 1, 1, 1, 0],
  'order.leverage': [1, 0, 0, 0, 0, 0],
  'withdraw.known': [1, 1, 1, 1, 0, 0],
  'withdraw.new': [1, 1, 1, 0, 0, 0],
  'destination.add': [1, 1, 1, 0, 0, 0],
  'deposit.manage': [1, 1, 0, 0, 0, 0],
  'deposit.card': [1, 0, 0, 0, 0, 0],
  'deposit.paypal': [1, 0, 0, 0, 0, 0],
  'users.manage': [1, 1, 0, 0, 0, 0],
  'account.change': [1, 1, 0, 0, 0, 0],
} as const
const ROLES = ['administrator', 'trader_withdrawals', 'trader_restricted_withdrawals', 'trader', 'viewer'] as const

const actives = await Promise.all(ROLES.map(async (role) => ({ role, one: await anActive(world, { role }) })))
const idOf = (role: (typeof ROLES)[number]) =>
  outside('subUser', actives.find((one) => one.role === role)!.one.subUserId)
const accountOf = (role: (typeof ROLES)[number]) => actives.find((one) => one.role === role)!.one.accountId
const someAccount = outside('account', accountOf('viewer'))
const WHO = [
  ['holder', { account: someAccount, holder: true }],
  ...ROLES.map((role) => [role, { subUser: idOf(role) }] as const),
] as const

const ask = async (...checks: object[]) => world.call('POST', '/v1/access-checks', { key, body: { checks } })
const answer = async (check: object) => (await ask(check)).body.answers[0]

describe('[R4] the exchange’s rights, right by right', () => {
  const cells = WHO.flatMap(([who, subject], column) =>
    Object.entries(TABLE).map(([right, row]) => [who, right, row[column] === 1, subject] as const),
  )
  it.each(cells)('%s, %s: %s', async (_who, right, has, subject) => {
    expect(await answer({ ...subject, action: right })).toEqual({
      allowed: has,
      reason: has ? 'allowed' : 'right-missing',
      right,
    })
  })

  it('rights of other policies are nobody’s here, the holder’s included', async () => {
    const others = RIGHTS.filter((right) => !(right in TABLE))
    const checks = WHO.flatMap(([, subject]) => others.map((action) => ({ ...subject, action })))
    for (let at = 0; at < checks.length; at += 100) {
      const { body } = await ask(...checks.slice(at, at + 100))
      expect(body.answers.every((one: { allowed: boolean }) => !one.allowed)).toBe(true)
    }
  })
})

describe('[R47] the answer', () => {
  it('keeps the order of the questions, up to 100 in one request', async () => {
    const checks = Array.from({ length: 100 }, (_, n) => ({
      ...WHO[n % 6]![1],
      action: Object.keys(TABLE)[n % 11],
    }))
    const { status, body } = await ask(...checks)
    expect(status).toBe(200)
    const rows = Object.values(TABLE)
    expect(body.answers.map((one: { allowed: boolean }) => one.allowed)).toEqual(
      checks.map((_, n) => rows[n % 11]![n % 6] === 1),
    )
    expect((await ask(...checks, checks[0]!)).status).toBe(422)
  })

  it('finds the holder by the platform’s reference too', async () => {
    const account = await world.anAccount()
    expect(await answer({ account: account.reference, holder: true, action: 'order.leverage' })).toMatchObject({
      allowed: true,
    })
  })

  it('is never yes for an unknown id', async () => {
    const nobody = { subUser: outside('subUser', '00000000-0000-7000-8000-000000000000'), action: 'account.view' }
    const nowhere = { account: 'NX-nowhere', holder: true, action: 'account.view' }
    const { body } = await ask(nobody, nowhere, { ...nowhere, account: outside('account', '00000000-0000-7000-8000-000000000000') }) // prettier-ignore
    expect(body.answers).toEqual([
      { allowed: false, reason: 'unknown-sub-user', right: null },
      { allowed: false, reason: 'unknown-account', right: null },
      { allowed: false, reason: 'unknown-account', right: null },
    ])
  })

  it('is the same for what the key may not know of as for what is not there', async () => {
    const narrow = await world.keyWith(['access:check'], [accountOf('viewer')])
    const checks = [
      { subUser: idOf('viewer'), action: 'account.view' },
      { subUser: idOf('trader'), action: 'account.view' },
      { account: outside('account', accountOf('trader')), holder: true, action: 'account.view' },
    ]
    const { body } = await world.call('POST', '/v1/access-checks', { key: narrow, body: { checks } })
    expect(body.answers.map((one: { reason: string }) => one.reason)).toEqual([
      'allowed',
      'unknown-sub-user',
      'unknown-account',
    ])
  })

  it('does not depend on the amount: no right has a limit', async () => {
    const amounts = ['0.000001', '1', '999999999999999999'].map((value) => ({ amount: { value, currency: 'EUR' } }))
    const asked = (role: (typeof ROLES)[number]) => amounts.map((amount) => ({ subUser: idOf(role), action: 'order.place', ...amount })) // prettier-ignore
    const { body } = await ask(...asked('trader'), ...asked('viewer'))
    const allowed = body.answers.map((one: { allowed: boolean }) => one.allowed)
    expect(allowed).toEqual([true, true, true, false, false, false])
  })

  it('[R38] is no until the activation, and yes from it on', async () => {
    const one = await anInvite(world, { role: 'viewer' })
    const question = { subUser: outside('subUser', one.subUserId), action: 'account.view' }
    const notYet = { allowed: false, reason: 'not-active', right: null }
    expect(await answer(question)).toEqual(notYet)
    await acceptsWithCode(world, one)
    await signsUp(world, one)
    expect(await answer(question)).toEqual(notYet)
    await activate(world.context, one.subUserId)
    expect(await answer(question)).toEqual({ allowed: true, reason: 'allowed', right: 'account.view' })
  })

  it('is never yes for an error', async () => {
    const question = { subUser: idOf('viewer'), action: 'account.view' }
    await world.db.pool.query('ALTER TABLE sub_user RENAME TO sub_user_gone')
    try {
      const { status, body } = await ask(question)
      expect([status, body.answers]).toEqual([500, undefined])
    } finally {
      await world.db.pool.query('ALTER TABLE sub_user_gone RENAME TO sub_user')
    }
    expect(await answer(question)).toMatchObject({ allowed: true })
  })

  it.each([
    ['no one who acts', { action: 'account.view' }],
    ['two who act', { subUser: idOf('viewer'), account: someAccount, holder: true, action: 'account.view' }],
    ['an account without its holder', { account: someAccount, action: 'account.view' }],
    ['an action of no list', { subUser: idOf('viewer'), action: 'order.everything' }],
    ['a withdrawal to nowhere', { subUser: idOf('trader'), action: 'withdraw' }],
    ['a destination beside a right', { subUser: idOf('trader'), action: 'withdraw.new', destination: { kind: 'bank', address: 'x' } }], // prettier-ignore
    ['a withdrawal to a card', { subUser: idOf('trader'), action: 'withdraw', destination: { kind: 'card', address: 'x' } }], // prettier-ignore
    ['nothing as an amount', { subUser: idOf('trader'), action: 'order.place', amount: { value: '0.00', currency: 'EUR' } }], // prettier-ignore
  ])('is refused for %s', async (_what, check) => {
    const { status, body } = await ask(check)
    expect([status, body.code]).toEqual([422, 'invalid-request'])
  })

  it('tells nothing of a request’s faults to who may not ask', async () => {
    const call = (asking: string) => world.call('POST', '/v1/access-checks', { key: asking, body: { checks: [] } })
    expect((await call(await world.keyWith(SCOPES.filter((scope) => scope !== 'access:check')))).status).toBe(403)
    expect((await call(key)).status).toBe(422)
  })

  it('obeys a key that was revoked a moment ago', async () => {
    const gone = await world.keyWith(['access:check'])
    await world.db.pool.query(
      `UPDATE api_key SET revoked_at = clock_timestamp() WHERE id = (SELECT id FROM api_key ORDER BY created_at DESC LIMIT 1)`,
    )
    const checks = [{ subUser: idOf('viewer'), action: 'account.view' }]
    const refused = await world.call('POST', '/v1/access-checks', { key: gone, body: { checks } })
    expect([refused.status, refused.body.code, refused.body.answers]).toEqual([401, 'key-invalid', undefined])
  })

  it('[R39] reflects a suspension that was acknowledged, whoever asks meanwhile', async () => {
    const one = actives.find(({ role }) => role === 'trader')!.one
    const question = { subUser: idOf('trader'), action: 'order.place' }
    const staff = aMember('manager')
    const asking = { on: true, asked: 0 }
    const hammering = Array.from({ length: 4 }, async () => {
      while (asking.on) asking.asked += (await ask(question)).status === 200 ? 1 : 0
    })
    for (let turn = 0; turn < 25; turn++) {
      await suspend(world.context, staff, { subUserId: one.subUserId, reason: 'A check.' })
      expect(await answer(question)).toEqual({ allowed: false, reason: 'suspended', right: null })
      await reactivate(world.context, staff, { subUserId: one.subUserId, reason: 'Checked.' })
      expect(await answer(question)).toEqual({ allowed: true, reason: 'allowed', right: 'order.place' })
    }
    asking.on = false
    await Promise.all(hammering)
    expect(asking.asked).toBeGreaterThan(10)
  })
})
