import { beforeEach, describe, expect, it } from 'vitest'
import { suspend } from '../../commands/lifecycle.ts'
import { outside } from '../../domain/ids.ts'
import { aDraft, anActiveIndividual, anInvited } from '../support/brokerage.ts'
import { aMember } from '../support/actors.ts'
import { aPortal } from '../support/portal.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
beforeEach(() => world.db.pool.query('DELETE FROM limit_use'))

const filled = {
  userName: 'ada.brunswijk',
  name: 'Ada Brunswijk',
  relationship: 'adviser',
  relationshipConfirmed: true,
  email: 'ada@brunswijk.example',
  rights: ['positions.view', 'order.shares'],
}
const fee = { amountMinor: 1450, currency: 'EUR', period: 'month' }

/** The holder, just seen with a second factor. */
async function theHolderIn() {
  const account = await world.anAccount('individual')
  return { account, portal: await aPortal(world, account.uuid, { mfaAt: new Date() }) }
}

describe('[R23] the wizard’s drafts over HTTP', () => {
  it('are begun, saved field by field, read on another device, and confirmed; the user shows at once (R29)', async () => {
    const { account, portal } = await theHolderIn()
    const begun = await portal.send('POST', '/portal/api/drafts', {})
    expect(begun.status).toBe(201)
    expect(begun.body).toMatchObject({
      whose: 'person',
      status: 'awaiting_confirmation',
      seats: { taken: 0, limit: 5 },
    })
    const path = `/portal/api/drafts/${begun.body.id}`
    for (const [name, value] of Object.entries(filled)) await portal.send('PATCH', path, { [name]: value })
    const elsewhere = await aPortal(world, account.uuid)
    const { body } = await elsewhere.send('GET', path)
    expect(body).toMatchObject({
      ...filled,
      faults: [],
      fee,
      identityCheck: true,
      confirmation: { needed: true, sent: null },
    })
    const oks = (sent: object) => portal.send('POST', `${path}/confirm`, { mark: body.mark, ...sent })
    expect((await oks({ acceptedFee: null })).body.code).toBe('fee-not-accepted')
    await elsewhere.send('PATCH', path, { email: 'accomplice@evil.example' })
    expect((await oks({ acceptedFee: fee })).body.code).toBe('draft-changed') // [R28] OK counts for what was on the screen
    await elsewhere.send('PATCH', path, { email: filled.email })
    const done = await oks({ acceptedFee: fee })
    expect(done.body).toMatchObject({ id: begun.body.id, status: 'invited' })
    const list = await elsewhere.send('GET', '/portal/api/access-rights')
    expect(list.body).toMatchObject({
      seats: { taken: 1, limit: 5 },
      items: [{ name: 'Ada Brunswijk', userName: 'ada.brunswijk', status: 'invited', rights: filled.rights }],
    })
    expect((await portal.send('GET', path)).status).toBe(404)
  })

  it('are one account’s own: another’s holder finds nothing', async () => {
    const { portal } = await theHolderIn()
    const { body } = await portal.send('POST', '/portal/api/drafts', {})
    const other = await theHolderIn()
    const path = `/portal/api/drafts/${body.id}`
    for (const [method, end, sent] of [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'Eve' }],
      ['POST', '/discard', {}],
      ['POST', '/number', {}],
      ['POST', '/confirm', { mark: 'x', acceptedFee: null }],
      ['POST', '/again', {}],
    ] as const)
      expect((await other.portal.send(method, path + end, sent)).status).toBe(404)
    expect((await portal.send('POST', `${path}/discard`, {})).status).toBe(204)
  })

  it('[R22] check user names for signed-in inviters only', async () => {
    const { portal } = await theHolderIn()
    const asked = '/portal/api/user-names?name=ada.brunswijk&person=Ada%20Brunswijk'
    expect((await portal.send('GET', asked)).body).toMatchObject({
      is: 'taken',
      free: ['ada.brunswijk2', 'a.brunswijk'],
    })
    expect((await portal.send('GET', '/portal/api/user-names?name=quite.free')).body.is).toBe('free')
    expect((await world.call('GET', asked)).status).toBe(401)
  })

  it('[R19] [R21] offer second users, and an individual’s stands under the first', async () => {
    const { portal } = await theHolderIn()
    const own = await portal.send('POST', '/portal/api/drafts', { role: 'own_second_user' })
    expect(own.body).toMatchObject({ whose: 'holder', name: 'Oskar Lindgard', seats: { taken: 0, limit: 1 } })
    expect(own.body.roles.map(({ id }: { id: string }) => id)).toEqual(['individual', 'own_second_user'])
    const second = await portal.send('POST', '/portal/api/drafts', { firstUser: own.body.id })
    expect(second.body.code).toBe('not-in-this-state')
  })

  it('[R34] tell of an invitation that ran out, and not of a draft that did; one button begins it again', async () => {
    const { account, portal } = await theHolderIn()
    const waiting = async () => (await portal.send('GET', '/portal/api/access-rights')).body.waiting
    await aDraft(world, { accountId: account.uuid })
    const sent = await anInvited(world, { accountId: account.uuid })
    expect(await waiting()).toEqual([])
    await world.db.prisma.subUser.updateMany({ where: { accountId: account.uuid }, data: { deadline: new Date() } })
    const id = outside('subUser', sent.subUserId)
    expect(await waiting()).toMatchObject([{ kind: 'expired', id, name: 'Ada Brunswijk', seen: false }])
    const again = (await portal.send('POST', `/portal/api/users/${id}/invite-again`)).body
    expect((await portal.send('GET', `/portal/api/drafts/${again.id}`)).body).toMatchObject({
      status: 'awaiting_confirmation',
      name: 'Ada Brunswijk',
      email: sent.email,
    })
  })

  it('[R13] [R39] offer what is allowed: not to lift what staff suspended, and of oneself only the way out', async () => {
    const { account, portal } = await theHolderIn()
    const one = await anActiveIndividual(world, { accountId: account.uuid, rights: ['users.manage', 'own.login'] })
    const own = await aPortal(world, account.uuid, one)
    const line = async (browser: typeof portal) =>
      (await browser.send('GET', '/portal/api/access-rights')).body.items[0]
    expect(await line(own)).toMatchObject({ self: true, allowed: ['deactivate'] })
    expect(await line(portal)).toMatchObject({ self: false, allowed: ['suspend', 'deactivate', 'change_rights'] })
    await suspend(world.context, aMember('manager'), { subUserId: one.subUserId, reason: 'A check.' })
    expect(await line(portal)).toMatchObject({
      allowed: ['deactivate', 'change_rights'],
      user: { by: { kind: 'platform' }, reason: 'A check.', next: 'other_reactivates' },
    })
  })

  it('[R31] a user is deleted from the panel', async () => {
    const { portal } = await theHolderIn()
    const { body } = await portal.send('POST', '/portal/api/drafts', {})
    const path = `/portal/api/drafts/${body.id}`
    await portal.send('PATCH', path, { ...filled, userName: 'ada.two', email: 'ada2@brunswijk.example' })
    await portal.send('POST', `${path}/confirm`, { acceptedFee: fee })
    expect((await portal.send('POST', `/portal/api/access-rights/${body.id}/delete`, {})).status).toBe(204)
    const list = await portal.send('GET', '/portal/api/access-rights')
    expect(list.body).toMatchObject({ items: [], ended: [{ status: 'revoked' }], seats: { taken: 0 } })
  })

  it('[R25] templates are saved, renamed and deleted', async () => {
    const { portal } = await theHolderIn()
    const made = await portal.send('POST', '/portal/api/templates', { name: 'Tax adviser', rights: ['tax.download'] })
    expect(made.status).toBe(201)
    const path = `/portal/api/templates/${made.body.id}`
    expect((await portal.send('PATCH', path, { name: 'Adviser' })).status).toBe(204)
    const { body } = await portal.send('GET', '/portal/api/templates')
    expect(body.items).toEqual([{ id: made.body.id, name: 'Adviser', rights: ['tax.download'] }])
    expect((await portal.send('DELETE', path)).status).toBe(204)
    expect((await portal.send('GET', '/portal/api/templates')).body.items).toEqual([])
  })
})
