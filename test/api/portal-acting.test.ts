import { beforeEach, describe, expect, it } from 'vitest'
import { namesOf } from '../../api/console/onboardings/actors.ts'
import { suspend } from '../../commands/lifecycle.ts'
import { inside } from '../../domain/ids.ts'
import { aCaller, aMember } from '../support/actors.ts'
import { anAccepted, anActive, anInvite } from '../support/onboardings.ts'
import { theHolder } from '../support/portal.ts'
import { aPortalHouse } from '../support/portal-house.ts'
import { DAY } from '../support/world.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const { context, db } = world
beforeEach(() => db.pool.query('DELETE FROM limit_use'))

const { rowOf, act, aHouse } = aPortalHouse(world)

describe('[R12] [R67] nobody reaches', () => {
  const ACTIONS = ['remind', 'resend', 'sign-in-link', 'revoke', 'suspend', 'reactivate', 'deactivate', 'invite-again', 'change-address', 'extend'] // prettier-ignore
  const bodyOf = (action: string) => {
    if (action === 'change-address') return { email: 'other@x.example' }
    if (action === 'extend') return { deadline: new Date(Date.now() + 10 * DAY).toISOString() }
    return /suspend|activate/.test(action) ? { reason: 'x' } : {}
  }

  it.each(ACTIONS)('%s: another account’s user, or the holder', async (action) => {
    const { accountId, holder, administrator } = await aHouse()
    const foreign = await anInvite(world)
    const { holderId } = await db.prisma.account.findUniqueOrThrow({ where: { id: accountId } })
    const before = await db.prisma.event.count()
    for (const browser of [holder, administrator])
      for (const subUserId of [foreign.subUserId, holderId, accountId])
        expect((await act(browser, { subUserId }, action, bodyOf(action))).body.code).toBe('not-found')
    expect(await db.prisma.event.count()).toBe(before)
    expect(Number((await db.pool.query("SELECT count(*) FROM limit_use WHERE key LIKE 'mails-asked%'")).rows[0].count)).toBe(0) // prettier-ignore
  })
})

describe('[R13] an Administrator', () => {
  it('adds, lists, suspends and deactivates others, other Administrators included', async () => {
    const { accountId, administrator } = await aHouse()
    const other = await anActive(world, { accountId, role: 'administrator' })
    expect((await rowOf(administrator, other)).actions).toEqual(['suspend', 'deactivate'])
    expect((await act(administrator, other, 'suspend', { reason: 'x' })).status).toBe(200)
    expect((await rowOf(administrator, other)).actions).toEqual(['reactivate', 'deactivate'])
    expect((await act(administrator, other, 'deactivate', { reason: 'x' })).status).toBe(200)
    expect((await rowOf(administrator, other)).status).toBe('deactivated')
  })

  it('may deactivate themself, without a reason, and is out at once; of others a reason is asked', async () => {
    const { accountId, petra, holder, administrator } = await aHouse()
    const viewer = await anActive(world, { accountId, role: 'viewer' })
    expect((await act(administrator, viewer, 'deactivate')).body.code).toBe('reason-needed')
    expect(await rowOf(administrator, petra)).toMatchObject({ own: true, actions: ['deactivate'] })
    expect((await act(administrator, petra, 'deactivate')).status).toBe(200)
    expect((await administrator.send('GET', '/portal/api/users')).body.code).toBe('portal-session-over')
    expect((await rowOf(holder, petra)).status).toBe('deactivated')
  })

  it('is not offered a role with a right that they lack', async () => {
    const { administrator, holder } = await aHouse()
    for (const browser of [administrator, holder])
      for (const role of (await browser.send('GET', '/portal/api/roles')).body.roles) expect(role.lacking).toBeNull()
  })
})

describe('[R34] what holder and Administrators do to an invitation', () => {
  it.each(['holder', 'administrator'] as const)(
    '%s: remind, new link, extend, change of address, sign-in link, revoke',
    async (kind) => {
      const house = await aHouse()
      const browser = house[kind]
      const one = await anInvite(world, { accountId: house.accountId })
      expect((await rowOf(browser, one)).actions).toEqual(['remind', 'resend', 'extend', 'revoke'])
      expect((await act(browser, one, 'remind')).status).toBe(200)
      expect((await act(browser, one, 'resend')).status).toBe(200)
      const deadline = new Date(Date.now() + 20 * DAY).toISOString()
      expect((await act(browser, one, 'extend', { deadline })).status).toBe(200)
      expect((await rowOf(browser, one)).deadline).toBe(deadline)
      const moved = await act(browser, one, 'change-address', { email: `other.${kind}@x.example` })
      expect(await rowOf(browser, one)).toMatchObject({ status: 'revoked', actions: ['invite_again'] })
      expect((await act(browser, { subUserId: inside('subUser', moved.body.id) ?? '' }, 'revoke')).status).toBe(200)
      const accepted = await anAccepted(world, { accountId: house.accountId })
      expect((await rowOf(browser, accepted)).actions).toEqual(['remind', 'mail_sign_in_link', 'extend', 'revoke'])
      expect((await act(browser, accepted, 'sign-in-link')).status).toBe(200)
      expect((await act(browser, accepted, 'resend')).body).toMatchObject({ code: 'not-in-this-state', facts: { status: 'accepted' } }) // prettier-ignore
    },
  )
})

describe('[R39] who may lift a suspension', () => {
  const SUSPENDS = ['holder', 'petra', 'other administrator', 'caller', 'staff'] as const
  const LIFTS: Record<(typeof SUSPENDS)[number], { holder: boolean; petra: boolean }> = {
    holder: { holder: true, petra: false },
    petra: { holder: true, petra: true },
    'other administrator': { holder: true, petra: false },
    caller: { holder: false, petra: false },
    staff: { holder: false, petra: false },
  }

  it.each(SUSPENDS)('of what %s suspended, in the list and for the command', async (who) => {
    const { accountId, petra, holder, administrator } = await aHouse()
    const actor = await {
      holder: () => theHolder(world, accountId),
      petra: () => ({ kind: 'administrator', id: petra.subUserId, accountId, mfaAt: null }) as const,
      'other administrator': async () => {
        const { subUserId } = await anActive(world, { accountId, role: 'administrator' })
        return { kind: 'administrator', id: subUserId, accountId, mfaAt: null } as const
      },
      caller: () => aCaller(),
      staff: () => aMember('manager'),
    }[who]()
    for (const [name, browser] of [
      ['holder', holder],
      ['petra', administrator],
    ] as const) {
      const viewer = await anActive(world, { accountId, role: 'viewer' })
      await suspend(context, actor, { subUserId: viewer.subUserId, reason: 'x' })
      const may = LIFTS[who][name]
      expect([name, await rowOf(browser, viewer)]).toMatchObject([
        name,
        {
          next: may ? 'you_reactivate' : 'other_reactivates',
          actions: may ? ['reactivate', 'deactivate'] : ['deactivate'],
        },
      ])
      const { status, body } = await act(browser, viewer, 'reactivate', { reason: 'x' })
      expect([status, body.code]).toEqual(may ? [200, undefined] : [403, 'suspended-by-another'])
    }
  })
})

describe('[R32] what an Administrator did', () => {
  it('stands under their own name, for staff too', async () => {
    const petra = await anActive(world, { role: 'administrator' })
    const known = { person: { id: 'p', name: 'Tomasz' }, holder: { id: 'h', name: 'Oskar' } }
    const actor = { kind: 'administrator', id: petra.subUserId }
    const nameOf = await namesOf(world.db, [actor], known, { id: 's' })
    const { name } = await world.db.prisma.person.findUniqueOrThrow({ where: { id: petra.personId } })
    expect(nameOf(actor).name).toBe(name)
  })
})
