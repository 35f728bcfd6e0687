import { beforeEach, describe, expect, it } from 'vitest'
import { askForNewInvitation } from '../../commands/asking.ts'
import { apiContracts } from '../../api/contracts.ts'
import { consoleContracts } from '../../api/console/contracts.ts'
import { portalContracts } from '../../api/portal/contracts.ts'
import type { Contract } from '../../api/http/route.ts'
import { pressAccept } from '../../commands/answer.ts'
import { reportActions } from '../../commands/report-actions.ts'
import { expire } from '../../commands/expire.ts'
import { inside } from '../../domain/ids.ts'
import { aCaller } from '../support/actors.ts'
import {
  anActive,
  anInvite,
  aPersonalAccount,
  aTraderInReview,
  linkOf,
  type Onboarding,
} from '../support/onboardings.ts'
import { aPortal } from '../support/portal.ts'
import { aPortalHouse, type PortalBrowser } from '../support/portal-house.ts'
import { DAY, passes } from '../support/world.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const { context, db } = world
beforeEach(() => db.pool.query('DELETE FROM limit_use'))

const { id, users, rowOf, act, add, aHouse } = aPortalHouse(world)
type Browser = PortalBrowser

describe('[R14] the list', () => {
  it('has everybody on the account and nobody else, newest first, with what happens next', async () => {
    const { accountId, petra, holder } = await aHouse()
    const lena = await aTraderInReview(world, { accountId })
    const books = await anInvite(world, { accountId, role: 'viewer', email: 'books@achterberg.example' })
    await anInvite(world)
    const { users: present, ended, more } = await users(holder)
    expect(present.map((row: { id: string }) => row.id)).toEqual([id(books), id(lena), id(petra)])
    expect(present).toMatchObject([
      { name: null, email: 'books@achterberg.example', status: 'invited', turn: 'invitee', next: 'answers' },
      { name: 'Tomasz Wilk', status: 'verifying', turn: 'staff', next: 'platform_checks' },
      { role: { id: 'administrator', name: 'Administrator' }, status: 'active', next: 'nothing' },
    ])
    expect([ended, more]).toEqual([[], false])
  })

  it('says who invited and who suspended, as the one who reads it knows them', async () => {
    const { accountId, petra, holder, administrator } = await aHouse()
    await add(holder, 'a@x.example')
    await add(administrator, 'b@x.example')
    const viewer = await anActive(world, { accountId, role: 'viewer' })
    await act(holder, viewer, 'suspend', { reason: 'on leave' })
    const by = async (browser: Browser) =>
      Object.fromEntries((await users(browser)).users.map((row: { email: string; by: object; reason: string }) => [row.email, [row.by, row.reason]])) // prettier-ignore
    const holders = { kind: 'holder', name: 'Oskar Lindgard' }
    expect(await by(holder)).toEqual({
      'a@x.example': [{ kind: 'you', name: '' }, null],
      'b@x.example': [{ kind: 'user', name: 'Tomasz Wilk' }, null],
      [viewer.email]: [{ kind: 'you', name: '' }, 'on leave'],
      [petra.email]: [{ kind: 'platform', name: 'Northwind Exchange' }, null],
    })
    expect(await by(administrator)).toMatchObject({
      'a@x.example': [holders, null],
      'b@x.example': [{ kind: 'you', name: '' }, null],
      [viewer.email]: [holders, 'on leave'],
    })
  })

  it('[R48] says when an active user was last seen on the platform', async () => {
    const { accountId, petra, holder } = await aHouse()
    const viewer = await anActive(world, { accountId, role: 'viewer' })
    const signIn = (reference: string, at: Date) =>
      ({ reference, who: { subUserId: petra.subUserId }, type: 'signed_in', at, result: 'done', details: {} }) as const
    const [earlier, last] = [new Date(Date.now() - DAY), new Date(Date.now() - 60_000)]
    await reportActions(context, aCaller(), [signIn('b', last), signIn('a', earlier)])
    expect((await rowOf(holder, petra)).lastSeen).toBe(last.toISOString())
    expect((await rowOf(holder, viewer)).lastSeen).toBeNull()
  })

  it('never tells documents, reasons or decisions of an identity check', async () => {
    const { accountId, holder } = await aHouse()
    await aTraderInReview(world, { accountId })
    const { text } = await holder.send('GET', '/portal/api/users')
    expect(text).not.toMatch(/passport|selfie|vendor|attempt|reviewer|in_review|verificationState/)
  })

  it('[R8] [R9] counts the seats of each quota and names who holds them', async () => {
    const { accountId, petra, holder } = await aHouse()
    const trader = await anInvite(world, { accountId })
    for (let n = 0; n < 5; n++) await anInvite(world, { accountId, role: 'viewer' })
    const { seats } = await users(holder)
    expect(seats).toMatchObject([
      { quota: 'viewers', limit: null, taken: 5 },
      { quota: 'traders', limit: 2, taken: 1, heldBy: [{ id: id(trader), status: 'invited' }] },
      { quota: 'administrators', limit: 2, taken: 1, heldBy: [{ id: id(petra), status: 'active', deadline: null }] },
    ])
    expect(seats[0].heldBy).toHaveLength(3)
    await act(holder, trader, 'revoke')
    expect((await users(holder)).seats[1]).toMatchObject({ taken: 0, heldBy: [] })
  })
})

describe('adding a user', () => {
  it('[R5] takes an address and a role, nothing more; the holder needs no mail about it', async () => {
    const { accountId, holder } = await aHouse()
    const { status, body } = await add(holder, 'Lena@X.example', 'trader')
    expect(status).toBe(201)
    const row = await db.prisma.subUser.findUniqueOrThrow({ where: { id: inside('subUser', body.id) ?? '' } })
    expect(row).toMatchObject({ accountId, role: 'trader', status: 'invited', invitedByKind: 'holder' })
    const mails = await db.prisma.mail.findMany({ where: { subject: row.id } })
    expect(mails.map(({ kind }) => kind)).toEqual(['invitation'])
  })

  it('[R13] by an Administrator: the holder gets a mail at once', async () => {
    const { administrator } = await aHouse()
    const { body } = await add(administrator, 'books@x.example')
    const mails = await db.prisma.mail.findMany({ where: { subject: inside('subUser', body.id) ?? '' } })
    expect(mails.map(({ kind, audience }) => [kind, audience])).toEqual([
      ['invitation', 'invitee'],
      ['user_added', 'holder'],
    ])
  })

  it('[R62] carries a message without links, and a language', async () => {
    const { holder } = await aHouse()
    const message = 'See www.example.com'
    const refused = await add(holder, 'm@x.example', 'viewer', { message })
    expect(refused.body).toMatchObject({ code: 'message-has-link', facts: { found: 'www.example.com' } })
    expect((await add(holder, 'm@x.example', 'viewer', { message: 'x'.repeat(501) })).body.code).toBe('invalid-request')
    const { body } = await add(holder, 'm@x.example', 'viewer', { message: 'Willkommen', language: 'de' })
    const row = await db.prisma.subUser.findUniqueOrThrow({ where: { id: inside('subUser', body.id) ?? '' } })
    const remark = await db.prisma.remark.findUniqueOrThrow({ where: { id: row.messageId ?? '' } })
    expect([row.language, remark.text]).toEqual(['de', 'Willkommen'])
  })

  it('[R10] is refused for a full quota with its limit and who holds the seats; the role is shown as full', async () => {
    const accountId = await aPersonalAccount(world)
    const holder = await aPortal(world, accountId)
    const first = await anInvite(world, { accountId, email: 'first@x.example' })
    const { body } = await add(holder, 'second@x.example', 'trader_withdrawals')
    expect(body).toMatchObject({
      code: 'seat-taken',
      facts: { quota: 'traders', limit: 1, seats: [{ id: id(first), name: 'first@x.example', status: 'invited' }] },
    })
    const { roles } = (await holder.send('GET', '/portal/api/roles')).body
    expect(
      roles.map((role: { id: string; seats: { limit: number; taken: number }; identityCheck: boolean }) => [
        role.id,
        role.seats.limit,
        role.seats.taken,
        role.identityCheck,
      ]),
    ).toEqual([
      ['viewer', null, 0, false],
      ['trader', 1, 1, true],
      ['trader_restricted_withdrawals', 1, 1, true],
      ['trader_withdrawals', 1, 1, true],
      ['administrator', 1, 0, true],
    ])
  })

  it('[R40] is refused while the same person is invited or active, naming the first; other accounts are not told', async () => {
    const { accountId, holder } = await aHouse()
    const invited = await anInvite(world, { accountId, role: 'viewer' })
    const active = await anActive(world, { accountId, role: 'viewer' })
    const elsewhere = await anInvite(world, { role: 'viewer' })
    const first = (one: Onboarding, status: string) => ({
      code: 'already-invited',
      facts: { subUser: id(one), status },
    })
    expect((await add(holder, invited.email.toUpperCase())).body).toMatchObject(first(invited, 'invited'))
    expect((await add(holder, active.email)).body).toMatchObject(first(active, 'active'))
    await act(holder, active, 'suspend', { reason: 'x' })
    expect((await add(holder, active.email)).body).toMatchObject(first(active, 'suspended'))
    expect((await add(holder, elsewhere.email)).status).toBe(201)
    await act(holder, active, 'deactivate', { reason: 'x' })
    expect((await add(holder, active.email)).status).toBe(201)
  })

  it('[R12] is refused for the holder’s own address, whoever asks', async () => {
    const { accountId, holder, administrator } = await aHouse()
    const account = await db.prisma.account.findUniqueOrThrow({ where: { id: accountId }, include: { holder: true } })
    for (const browser of [holder, administrator])
      expect((await add(browser, account.holder.address.toUpperCase())).body.code).toBe('holders-address')
  })
})

describe('[R11] a role', () => {
  it('can’t be changed: only inviting and choosing rights name one anywhere', () => {
    const all: readonly Contract[] = [...apiContracts, ...consoleContracts, ...portalContracts]
    const naming = all.filter(({ method, request }) => {
      const body = request?.body
      return method !== 'get' && body !== undefined && 'shape' in body && 'role' in (body.shape as object)
    })
    expect(naming.map((contract) => contract.id).filter((name) => !/invite|draft/i.test(name))).toEqual([])
  })

  it('is another one after deactivating and adding again; the old row stays as it was', async () => {
    const { accountId, holder } = await aHouse()
    const viewer = await anActive(world, { accountId, role: 'viewer' })
    await act(holder, viewer, 'deactivate', { reason: 'becomes Trader' })
    const { body } = await add(holder, viewer.email, 'trader')
    expect(body.id).not.toBe(id(viewer))
    expect(await rowOf(holder, viewer)).toMatchObject({ role: { id: 'viewer' }, status: 'deactivated' })
  })
})

describe('[R34] what waits', () => {
  it('an invitation that ran out, seen or never; one button invites again and it waits no more', async () => {
    const { accountId, holder, administrator } = await aHouse()
    const never = await anInvite(world, { accountId, role: 'viewer' })
    const opened = await anInvite(world, { accountId, role: 'viewer' })
    await pressAccept(context, await linkOf(world, opened.subUserId))
    await passes(world, accountId, 7 * DAY)
    await expire(context, never.subUserId)
    const waits = async (browser: Browser) => (await users(browser)).waiting
    const waiting = [
      { kind: 'expired', id: id(opened), seen: true, ended: 'expired' },
      { kind: 'expired', id: id(never), seen: false, ended: 'expired' },
    ]
    expect(await waits(holder)).toMatchObject(waiting)
    expect(await waits(administrator)).toMatchObject(waiting)
    const { body } = await act(holder, never, 'invite-again')
    expect(body.id).not.toBe(id(never))
    expect(await waits(holder)).toMatchObject(waiting.slice(0, 1))
    expect((await rowOf(holder, { subUserId: inside('subUser', body.id) ?? '' })).status).toBe('invited')
  })

  it('somebody who asks for a new one, once a day', async () => {
    const { accountId, holder } = await aHouse()
    const one = await anInvite(world, { accountId, role: 'viewer' })
    await act(holder, one, 'revoke')
    const link = await linkOf(world, one.subUserId)
    await askForNewInvitation(context, link)
    await askForNewInvitation(context, link)
    expect((await users(holder)).waiting).toMatchObject([{ kind: 'asked_again', id: id(one), ended: 'revoked' }])
    const mails = await db.prisma.mail.count({ where: { subject: one.subUserId, kind: 'asked_again' } })
    expect(mails).toBe(1)
  })

  it('[R46] an identity check that has run out, whether or not a worker wrote it; the person renews it, nobody else', async () => {
    const { accountId, holder } = await aHouse()
    const one = await anActive(world, { accountId, role: 'trader' })
    await db.prisma.subUser.update({ where: { id: one.subUserId }, data: { verifiedUntil: new Date() } })
    expect((await users(holder)).waiting).toMatchObject([{ kind: 'check_expired', id: id(one), ended: 'suspended' }])
    expect(await rowOf(holder, one)).toMatchObject({ status: 'suspended', next: 'renews' })
    expect((await rowOf(holder, one)).actions).not.toContain('reactivate')
    await expire(context, one.subUserId)
    expect((await users(holder)).waiting).toMatchObject([{ kind: 'check_expired', id: id(one), ended: 'suspended' }])
  })

  it('is forgotten after 30 days', async () => {
    const { accountId, holder } = await aHouse()
    await anInvite(world, { accountId, role: 'viewer' })
    await passes(world, accountId, 8 * DAY)
    expect((await users(holder)).waiting).toHaveLength(1)
    await passes(world, accountId, 31 * DAY)
    expect((await users(holder)).waiting).toEqual([])
  })
})
