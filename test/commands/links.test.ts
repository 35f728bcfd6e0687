import { describe, expect, it } from 'vitest'
import { acceptByCode, pressAccept, sendNewCode } from '../../commands/answer.ts'
import { decline, report, stopOnboarding } from '../../commands/decline.ts'
import { changeAddress, inviteAgain, remind, revoke } from '../../commands/lifecycle.ts'
import { mailSignInLink, resend } from '../../commands/links.ts'
import { askForSignInLink, openBySignInLink } from '../../commands/sign-in.ts'
import { linkToken } from '../../domain/secrets.ts'
import { countOpening, findLink, openingsOf } from '../../store/links.ts'
import { findSession } from '../../store/sessions.ts'
import { secretHash } from '../../domain/secrets.ts'
import { aCaller, aMember } from '../support/actors.ts'
import {
  acceptsWithCode,
  aClaim,
  anAccepted,
  anInvite,
  codeOf,
  eventTypes,
  linkOf,
  seen,
} from '../support/onboardings.ts'
import { atOnce, refused } from '../support/refused.ts'
import { aWorld, HOUR, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const caller = aCaller()

const newestLink = async (subUserId: string, purpose: string): Promise<string> =>
  (await db.prisma.link.findFirstOrThrow({ where: { subUserId, purpose }, orderBy: { id: 'desc' } })).id

describe('[R35] an invitation’s link', () => {
  it('opened any number of times changes nothing', async () => {
    const { subUserId } = await anInvite(world)
    const id = await linkOf(world, subUserId)
    const before = await db.prisma.subUser.findUniqueOrThrow({ where: { id: subUserId } })
    for (let n = 0; n < 5; n++) expect(await findLink(db, id)).toMatchObject({ usedAt: null, endedAt: null })
    expect(await db.prisma.subUser.findUniqueOrThrow({ where: { id: subUserId } })).toEqual(before)
    expect(await eventTypes(world, subUserId)).toEqual(['sub_user.invited'])
  })

  it('[R58] [R60] openings are counted, not listed; what a person does says from what kind of device', async () => {
    const one = await anInvite(world)
    const id = await linkOf(world, one.subUserId)
    for (let n = 0; n < 3; n++) await countOpening(db, id)
    expect(await openingsOf(db, one.subUserId)).toBe(3)
    await pressAccept({ ...context, device: 'phone' }, id)
    const { data } = await db.prisma.event.findFirstOrThrow({
      where: { subject: one.subUserId, type: 'sub_user.seen' },
    })
    expect(data).toEqual({ earlier: 2, device: 'phone' })
    expect(await eventTypes(world, one.subUserId)).toEqual(['sub_user.invited', 'sub_user.seen', 'sub_user.code_sent'])
  })

  it('stays good after the button until the address is proved; then it is used, once', async () => {
    const one = await anInvite(world)
    const id = await linkOf(world, one.subUserId)
    await pressAccept(context, id)
    expect(await findLink(db, id)).toMatchObject({ usedAt: null })
    await acceptsWithCode(world, one)
    expect((await findLink(db, id))?.usedAt).not.toBeNull()
    await refused('link-dead', pressAccept(context, id))
    await refused('link-dead', decline(context, id))
  })

  it('leads in once, however many hold a right code at the same time', async () => {
    const one = await anInvite(world)
    const claim = await aClaim(world, one)
    const code = await codeOf(world, one.subUserId)
    const { done } = await atOnce(Array.from({ length: 20 }, () => () => acceptByCode(context, claim, code)))
    expect(done.filter((outcome) => 'session' in outcome)).toHaveLength(1)
    expect((await eventTypes(world, one.subUserId)).filter((type) => type === 'sub_user.accepted')).toHaveLength(1)
  })

  it('the database holds nothing from which it could be made', async () => {
    const { subUserId } = await anInvite(world)
    const token = linkToken(context.keys, await linkOf(world, subUserId))
    const mac = Buffer.from(token, 'base64url').subarray(16)
    const tables = await db.pool.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    )
    for (const { name } of tables.rows) {
      const { rows } = await db.pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`)
      const text = rows.map(({ row }) => row).join('\n')
      for (const secret of [token, mac.toString('hex'), mac.toString('base64url'), mac.toString('base64')])
        expect([name, text.includes(secret)]).toEqual([name, false])
    }
  })

  it.each(['link-dead', 'link-unknown'] as const)('of another purpose or of nobody is no way in (%s)', async (code) => {
    const one = await anAccepted(world)
    await mailSignInLink(context, caller, one)
    const [signIn, used] = [await newestLink(one.subUserId, 'sign_in'), await linkOf(world, one.subUserId)]
    if (code === 'link-unknown') {
      for (const id of [signIn, caller.id]) await refused(code, pressAccept(context, id))
      await refused(code, openBySignInLink(context, used))
    } else await refused(code, pressAccept(context, used))
  })
})

describe('[R34] a new link', () => {
  it('stops the old one, and says so', async () => {
    const { subUserId } = await anInvite(world)
    const old = await linkOf(world, subUserId)
    await resend(context, caller, { subUserId })
    expect(await findLink(db, old)).toMatchObject({ endedAs: 'replaced' })
    await refused('link-dead', pressAccept(context, old))
    const current = await linkOf(world, subUserId)
    expect(current).not.toBe(old)
    await pressAccept(context, current)
    const mail = await db.prisma.mail.findFirstOrThrow({ where: { subject: subUserId, kind: 'new_link' } })
    expect(mail.facts).toEqual({ linkId: current })
  })

  it('stops a claim that came by the old one, even with the right code', async () => {
    const one = await anInvite(world)
    const claim = await aClaim(world, one)
    const code = await codeOf(world, one.subUserId)
    await resend(context, caller, one)
    await refused('link-dead', acceptByCode(context, claim, code))
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'invited' })
  })

  it.each(['caller', 'reviewer', 'manager'] as const)('is sent by a %s', async (who) => {
    const { subUserId } = await anInvite(world)
    await resend(context, who === 'caller' ? caller : aMember(who), { subUserId })
  })

  it('a code proves no address that has got a login meanwhile', async () => {
    const one = await anInvite(world)
    const claim = await aClaim(world, one)
    const code = await codeOf(world, one.subUserId)
    await db.prisma.person.update({ where: { id: one.personId }, data: { passwordHash: 'set by another invitation' } })
    await refused('not-in-this-state', acceptByCode(context, claim, code))
    await refused('not-in-this-state', sendNewCode(context, claim))
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'invited' })
  })

  it('is not sent for an accepted one, nor by a key of another account', async () => {
    await refused('not-in-this-state', resend(context, caller, await anAccepted(world)))
    await refused('not-found', resend(context, aCaller([caller.id]), await anInvite(world)))
  })
})

describe('[R35] a dead link says which', () => {
  it('revoked', async () => {
    const { subUserId } = await anInvite(world)
    await revoke(context, caller, { subUserId })
    const { facts } = await refused('not-in-this-state', pressAccept(context, await linkOf(world, subUserId)))
    expect(facts).toMatchObject({ status: 'revoked' })
  })

  it('reported: nobody but staff sends it again, reminds, or sends it elsewhere', async () => {
    const one = await anInvite(world)
    await report(context, await linkOf(world, one.subUserId))
    for (const attempt of [resend, remind]) await refused('not-in-this-state', attempt(context, caller, one))
    await refused('not-in-this-state', changeAddress(context, caller, { ...one, email: 'else@kestrel.example' }))
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'invited', turn: 'staff' })
  })

  it('reported: staff have the turn, the date stands still, and a new link gives the turn back with 72 h at least', async () => {
    const manager = await db.prisma.staffUser.create({
      data: { id: caller.id, name: 'Mara', email: 'mara@northwind.example', role: 'manager', updatedAt: new Date() },
    })
    const { subUserId, accountId } = await anInvite(world)
    const id = await linkOf(world, subUserId)
    await report(context, id, 'I know nobody there')
    expect(await findLink(db, id)).toMatchObject({ endedAs: 'reported' })
    await refused('link-dead', pressAccept(context, id))
    expect(await seen(world, subUserId)).toMatchObject({ status: 'invited', turn: 'staff', dueAt: null })
    const mail = await db.prisma.mail.findFirstOrThrow({ where: { subject: subUserId, kind: 'reported' } })
    expect(mail).toMatchObject({ audience: 'staff', facts: { staffId: manager.id } })
    await passes(world, accountId, 30 * 24 * HOUR)
    expect(await seen(world, subUserId)).toMatchObject({ status: 'invited', turn: 'staff' })
    await resend(context, aMember('manager'), { subUserId })
    const view = await seen(world, subUserId)
    expect(view).toMatchObject({ status: 'invited', turn: 'invitee', reportedAt: null })
    expect((view.deadline?.getTime() ?? 0) - view.now.getTime()).toBeGreaterThan(71 * HOUR)
  })
})

describe('[R34] the address of a pending invite', () => {
  it('changes by revoking and inviting again, in one step and on the same seat', async () => {
    const one = await anInvite(world, { message: 'Welcome aboard', language: 'de', openForMs: 50 * HOUR })
    const second = await anInvite(world, { accountId: one.accountId })
    const { subUserId } = await changeAddress(context, caller, { ...one, email: 'right@kestrel.example' })
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'revoked' })
    const view = await seen(world, subUserId)
    expect(view).toMatchObject({ status: 'invited', role: 'trader', language: 'de', openForMs: BigInt(50 * HOUR) })
    expect(view.person.address).toBe('right@kestrel.example')
    const message = await db.prisma.remark.findUniqueOrThrow({ where: { id: view.messageId ?? '' } })
    expect(message.text).toBe('Welcome aboard')
    await refused('seat-taken', anInvite(world, { accountId: second.accountId }))
  })

  it('a refused new address leaves the old invite as it was', async () => {
    const one = await anInvite(world)
    const other = await anInvite(world, { accountId: one.accountId })
    await refused('already-invited', changeAddress(context, caller, { ...one, email: other.email }))
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'invited' })
    await pressAccept(context, await linkOf(world, one.subUserId))
  })

  it('of an accepted one does not', async () => {
    const one = await anAccepted(world)
    await refused('not-in-this-state', changeAddress(context, caller, { ...one, email: 'right@kestrel.example' }))
  })

  it('inviting again after an end repeats role, language and address', async () => {
    const one = await anInvite(world, { role: 'viewer', language: 'de' })
    await refused('not-in-this-state', inviteAgain(context, caller, one))
    await revoke(context, caller, one)
    const view = await seen(world, (await inviteAgain(context, caller, one)).subUserId)
    expect(view).toMatchObject({ status: 'invited', role: 'viewer', language: 'de', personId: one.personId })
  })
})

describe('[R36] a mailed sign-in link', () => {
  it('opens a session for this onboarding only, once, 15 minutes', async () => {
    const one = await anAccepted(world)
    await askForSignInLink(context, one.email.toUpperCase())
    const id = await newestLink(one.subUserId, 'sign_in')
    const { session, subUserId } = await openBySignInLink(context, id)
    expect(subUserId).toBe(one.subUserId)
    const found = await findSession(db, secretHash(session.secret))
    expect(found).toMatchObject({ purpose: 'resume', subUserId: one.subUserId, personId: one.personId })
    await refused('link-dead', openBySignInLink(context, id))
  })

  it('is dead after 15 minutes, and when a newer one was sent', async () => {
    const one = await anAccepted(world)
    await mailSignInLink(context, caller, one)
    const first = await newestLink(one.subUserId, 'sign_in')
    await mailSignInLink(context, caller, one)
    const second = await newestLink(one.subUserId, 'sign_in')
    await refused('link-dead', openBySignInLink(context, first))
    await passes(world, one.accountId, 15 * 60_000)
    await refused('link-dead', openBySignInLink(context, second))
  })

  it('asking for one tells nobody whether the address is known', async () => {
    const invited = await anInvite(world)
    const before = await db.prisma.mail.count()
    for (const address of ['nobody@kestrel.example', invited.email])
      expect(await askForSignInLink(context, address)).toBeUndefined()
    expect(await db.prisma.mail.count()).toBe(before)
  })

  it('“Was it not you?” ends link and sessions, and leaves the rest to staff', async () => {
    const one = await anAccepted(world)
    await stopOnboarding(context, await linkOf(world, one.subUserId))
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'accepted', turn: 'staff' })
    expect(await db.prisma.session.count({ where: { subUserId: one.subUserId } })).toBe(0)
  })
})
