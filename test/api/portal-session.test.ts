import { describe, expect, it } from 'vitest'
import { changeRights } from '../../commands/change-rights.ts'
import { suspend, deactivate, reactivate } from '../../commands/lifecycle.ts'
import { invite } from '../../commands/invite.ts'
import { outside } from '../../domain/ids.ts'
import { aCaller } from '../support/actors.ts'
import { anActiveIndividual } from '../support/brokerage.ts'
import { aCompanyAccount, anActive, anInvite } from '../support/onboardings.ts'
import { aPortal, aPortalLink, asAdministrator } from '../support/portal.ts'
import { aBrowser } from './staff-member.ts'
import { aWorld, RETURN_ORIGIN } from './world.ts'

const world = await aWorld()
const { context } = world
const key = await world.keyWith()

const ask = (body: object, headers?: Record<string, string>, by = key) =>
  world.call('POST', '/v1/portal-sessions', { key: by, body, ...(headers && { headers }) })
const secretIn = (url: string): string => new URL(url).hash.slice(1)
const anAdministrator = (accountId?: string) =>
  anActive(world, { role: 'administrator', ...(accountId && { accountId }) })
const session = (browser: ReturnType<typeof aBrowser>) => browser.send('GET', '/portal/api/session')
const anHourAgo = () =>
  world.db.pool.query("UPDATE portal_session SET link_expires_at = link_expires_at - interval '1 hour'")

describe('[R67] POST /v1/portal-sessions', () => {
  it('answers a link with the secret behind the #, for 5 minutes, and stores only its hash', async () => {
    const account = await world.anAccount()
    const { status, body } = await ask({ account: account.reference, actor: 'holder' })
    expect(status).toBe(201)
    const url = new URL(body.url)
    expect([url.origin, url.pathname, url.search]).toEqual([world.url, '/portal/enter', ''])
    expect(secretIn(body.url)).toMatch(/^[\w-]{43}$/)
    const left = new Date(body.expiresAt).getTime() - Date.now()
    expect(left).toBeGreaterThan(4.9 * 60_000)
    expect(left).toBeLessThanOrEqual(5 * 60_000 + 1000)
    const rows = JSON.stringify((await world.db.pool.query('SELECT * FROM portal_session')).rows)
    expect(rows).not.toContain(secretIn(body.url))
    expect(JSON.stringify(world.lines)).not.toContain(secretIn(body.url))
  })

  it('opens the page that the platform’s entry was asked for', async () => {
    const account = await world.anAccount()
    const { body } = await ask({ account: account.id, actor: 'holder', open: '/users/add' })
    expect(new URL(body.url).searchParams.get('open')).toBe('/users/add')
    for (const open of ['//evil.example', 'https://evil.example', '/users?x=1', 'users', '/../v1'])
      expect((await ask({ account: account.id, actor: 'holder', open })).body.code).toBe('invalid-request')
  })

  it('leads back only to origins that were allowed', async () => {
    const account = await world.anAccount()
    const to = (returnTo: string) => ask({ account: account.id, actor: 'holder', returnTo })
    expect((await to(`${RETURN_ORIGIN}/users?x=1`)).status).toBe(201)
    const elsewhere = [
      'https://evil.example/',
      `${RETURN_ORIGIN}.evil.example/`,
      `https://northwind.example@evil.example/`,
      `https://x:y@northwind.example/`,
      'http://northwind.example/',
    ]
    for (const address of elsewhere) expect((await to(address)).body.code).toBe('return-address-refused')
    expect((await to('javascript:alert(1)')).body.code).toBe('invalid-request')
  })

  it('takes no second factor from the future', async () => {
    const { id } = await world.anAccount()
    const at = (ms: number) => new Date(Date.now() + ms).toISOString()
    expect((await ask({ account: id, actor: 'holder', mfaAt: at(-60_000) })).status).toBe(201)
    expect((await ask({ account: id, actor: 'holder', mfaAt: at(3_600_000) })).body.code).toBe('invalid-request')
  })

  it('is only for those who may manage users of this account now', async () => {
    const administrator = await anAdministrator()
    const { accountId } = administrator
    const account = outside('account', accountId)
    const viewer = await anActive(world, { accountId, role: 'viewer' })
    const invited = await anInvite(world, { accountId, role: 'administrator' })
    const other = await anAdministrator()
    const as = (one: { subUserId: string }) => ask({ account, actor: outside('subUser', one.subUserId) })
    expect((await as(administrator)).status).toBe(201)
    expect((await as(viewer)).body).toMatchObject({ code: 'right-missing', facts: { right: 'users.manage' } })
    expect((await as(invited)).body).toMatchObject({ code: 'not-in-this-state', facts: { status: 'invited' } })
    expect((await as(other)).body.code).toBe('not-found')
  })

  it('tells a key nothing of accounts it may not see', async () => {
    const [mine, other] = [await world.anAccount(), await world.anAccount()]
    const limited = await world.keyWith(['portal-sessions:write'], [mine.uuid])
    for (const account of [other.id, other.reference, 'NX-unknown'])
      expect((await ask({ account, actor: 'holder' }, {}, limited)).body.code).toBe('not-found')
    expect((await ask({ account: mine.reference, actor: 'holder' }, {}, limited)).status).toBe(201)
    const wrong = await world.keyWith(['sub-users:write'])
    expect((await ask({ account: mine.id, actor: 'holder' }, {}, wrong)).body.code).toBe('scope-missing')
  })

  it('[R52] never shows the secret again to a repeated request', async () => {
    const { id: account } = await world.anAccount()
    const headers = { 'idempotency-key': 'portal-1' }
    const first = await ask({ account, actor: 'holder' }, headers)
    const again = await ask({ account, actor: 'holder' }, headers)
    expect(first.body.url).toContain('#')
    expect(again.body).toEqual({ url: null, expiresAt: first.body.expiresAt })
    const keys = JSON.stringify((await world.db.pool.query('SELECT * FROM idempotency_key')).rows)
    expect(keys).not.toContain(secretIn(first.body.url))
  })
})

describe('[R67] coming in', () => {
  it('names account and person first, and uses nothing up by it', async () => {
    const account = await world.anAccount()
    const secret = await aPortalLink(world, account.uuid)
    const browser = aBrowser(world)
    for (const _ of [1, 2]) {
      const { status, body } = await browser.send('POST', '/portal/api/preview', { secret })
      expect([status, body]).toEqual([
        200,
        {
          account: 'Kestrel Joinery',
          reference: account.reference,
          actor: { kind: 'holder', name: 'Oskar Lindgard' },
          platform: 'Northwind Exchange',
        },
      ])
    }
    expect((await session(browser)).body.code).toBe('portal-session-over')
    expect((await browser.send('POST', '/portal/api/enter', { secret })).status).toBe(204)
    expect((await session(browser)).body).toMatchObject({
      account: { name: 'Kestrel Joinery', reference: account.reference, policy: 'exchange', type: 'company' },
      actor: { kind: 'holder', name: 'Oskar Lindgard', subUser: null },
      back: `${RETURN_ORIGIN}/users`,
    })
  })

  it('works once; a replay, an expired, an ended and an invented link get one and the same answer', async () => {
    const { uuid } = await world.anAccount()
    const used = await aPortalLink(world, uuid)
    expect((await aBrowser(world).send('POST', '/portal/api/enter', { secret: used })).status).toBe(204)
    const expired = await aPortalLink(world, uuid)
    await anHourAgo()
    const one = await anAdministrator()
    const demoted = await aPortalLink(world, one.accountId, one)
    await deactivate(context, aCaller(), one)
    const answers = []
    for (const secret of [used, expired, demoted, 'invented'])
      for (const path of ['/portal/api/preview', '/portal/api/enter']) {
        const { status, body } = await aBrowser(world).send('POST', path, { secret })
        const { instance: _, ...rest } = body
        answers.push([status, rest])
      }
    expect(answers.every(([status]) => status === 410)).toBe(true)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  it('lets one of twenty in that come at once', async () => {
    const { uuid } = await world.anAccount()
    const secret = await aPortalLink(world, uuid)
    const all = await Promise.all(
      Array.from({ length: 20 }, () => aBrowser(world).send('POST', '/portal/api/enter', { secret })),
    )
    expect(all.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(all.filter(({ status }) => status === 410)).toHaveLength(19)
  })

  it('is not for pages elsewhere', async () => {
    const { uuid } = await world.anAccount()
    const secret = await aPortalLink(world, uuid)
    const elsewhere = aBrowser(world, 'https://evil.example')
    expect((await elsewhere.send('POST', '/portal/api/enter', { secret })).body.code).toBe('form-expired')
    expect((await world.call('POST', '/portal/api/enter', { body: { secret } })).body.code).toBe('form-expired')
  })

  it('ends an earlier session of the same browser', async () => {
    const [first, second] = [await world.anAccount(), await world.anAccount()]
    const browser = await aPortal(world, first.uuid)
    const stolen = new Map(browser.cookies)
    await browser.send('POST', '/portal/api/enter', { secret: await aPortalLink(world, second.uuid) })
    expect((await session(browser)).body.account.reference).toBe(second.reference)
    browser.cookies.clear()
    for (const [name, value] of stolen) browser.cookies.set(name, value)
    expect((await session(browser)).body.code).toBe('portal-session-over')
  })
})

describe('[R67] a session', () => {
  it('has a cookie that scripts and other sites never get', async () => {
    const { uuid } = await world.anAccount()
    const answer = await aBrowser(world).send('POST', '/portal/api/enter', { secret: await aPortalLink(world, uuid) })
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^usher-portal=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ])
  })

  it('ends when the person goes back, after 30 minutes without use, and after 8 hours', async () => {
    const { uuid } = await world.anAccount()
    const left = await aPortal(world, uuid)
    const cookies = new Map(left.cookies)
    expect((await left.send('POST', '/portal/api/leave', {})).status).toBe(204)
    for (const [name, value] of cookies) left.cookies.set(name, value)
    expect((await session(left)).body.code).toBe('portal-session-over')

    const idle = await aPortal(world, uuid)
    const older = (by: string) =>
      world.db.pool.query(
        'UPDATE portal_session SET created_at = created_at - $1::interval, expires_at = expires_at - $1::interval',
        [by],
      )
    await older('29 minutes')
    expect((await session(idle)).status).toBe(200) // used: goes on
    await older('29 minutes')
    expect((await session(idle)).status).toBe(200)
    await older('29 minutes')
    const byItself = await idle.send('GET', '/portal/api/session', undefined, { 'usher-unattended': '1' })
    expect(byItself.status).toBe(200) // read by the page itself: the end stays
    await older('2 minutes')
    expect((await session(idle)).body.code).toBe('portal-session-over')

    const long = await aPortal(world, uuid)
    for (let n = 0; n < 16; n++) {
      await older('29 minutes')
      expect((await session(long)).status).toBe(200)
    }
    await older('17 minutes')
    expect((await session(long)).body.code).toBe('portal-session-over')
  })

  it.each([
    ['suspended', (one: { subUserId: string }) => suspend(context, aCaller(), one)],
    ['deactivated', (one: { subUserId: string }) => deactivate(context, aCaller(), one)],
    [
      'demoted',
      ({ subUserId }: { subUserId: string }) =>
        world.db.prisma.subUser.update({ where: { id: subUserId }, data: { role: 'viewer' } }),
    ],
  ])('of an Administrator who is %s is refused at the next request', async (_, happens) => {
    const one = await anAdministrator()
    const browser = await aPortal(world, one.accountId, one)
    expect((await session(browser)).body.actor).toMatchObject({ kind: 'administrator', name: 'Tomasz Wilk' })
    await happens(one)
    expect((await session(browser)).body.code).toBe('portal-session-over')
  })

  it('of a user whose right to manage users was taken is refused at the next request', async () => {
    const one = await anActiveIndividual(world, { rights: ['users.manage', 'own.login'] })
    const browser = await aPortal(world, one.accountId, one)
    expect((await session(browser)).body.actor.rights).toContain('users.manage')
    await changeRights(context, one.holder, { subUserId: one.subUserId, rights: ['own.login'] })
    expect((await session(browser)).body.code).toBe('portal-session-over')
  })

  it('[R46] of a user whose identity check has run out is refused, whether or not a worker wrote it', async () => {
    const one = await anAdministrator()
    const browser = await aPortal(world, one.accountId, one)
    const past = new Date(Date.now() - 1_000)
    await world.db.prisma.subUser.update({ where: { id: one.subUserId }, data: { verifiedUntil: past } })
    expect((await session(browser)).body.code).toBe('portal-session-over')
    const adds = invite(context, asAdministrator(one), { ...one, email: 'more@kestrel.example', role: 'viewer' })
    await expect(adds).rejects.toMatchObject({ code: 'right-missing' })
  })

  it('does not come back with the access', async () => {
    const one = await anAdministrator()
    const browser = await aPortal(world, one.accountId, one)
    await suspend(context, aCaller(), one)
    await reactivate(context, { ...aCaller() }, one).catch(() => undefined)
    await world.db.prisma.subUser.update({ where: { id: one.subUserId }, data: { status: 'active' } })
    expect((await session(browser)).body.code).toBe('portal-session-over')
  })

  it('knows the holder’s rights, or the Administrator’s own', async () => {
    const accountId = await aCompanyAccount(world)
    const one = await anAdministrator(accountId)
    const holder = await session(await aPortal(world, accountId))
    const administrator = await session(await aPortal(world, accountId, one))
    expect(holder.body.actor.rights).toContain('order.leverage')
    expect(administrator.body.actor.rights).toContain('users.manage')
    expect(administrator.body.actor.rights).not.toContain('order.leverage')
  })
})
