import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { stopOnboarding } from '../../commands/decline.ts'
import { deactivate, reactivate, suspend } from '../../commands/lifecycle.ts'
import { signIn } from '../../commands/sign-in.ts'
import { aCaller, aMember } from '../support/actors.ts'
import { aSecondUser, anActiveIndividual } from '../support/brokerage.ts'
import { anActive, linkOf, PASSWORD, seen } from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aWorld, HOUR, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const caller = aCaller()

async function aManager(): Promise<string> {
  const { id } = aMember('manager')
  await db.prisma.staffUser.create({ data: { id, name: 'Mara', email: `${id}@northwind.example`, role: 'manager' } })
  return id
}

describe('[R35] “Was it not you?” of an access that somebody else may have', () => {
  const told = (subject: string) => db.prisma.mail.findMany({ where: { subject, kind: 'reported' } })

  it('ends its sessions and tells each manager; the access stays, marked, until staff lift a suspension', async () => {
    const managers = await Promise.all([aManager(), aManager()])
    const one = await anActive(world)
    const linkId = await linkOf(world, one.subUserId)
    expect(await stopOnboarding(context, linkId)).toEqual({ subUserId: one.subUserId, access: true })
    const view = await seen(world, one.subUserId)
    expect(view).toMatchObject({ status: 'active', turn: 'nobody', lastEvent: 'sub_user.access_reported' })
    expect(view.reportedAt).not.toBeNull()
    expect(await db.prisma.session.count({ where: { subUserId: one.subUserId } })).toBe(0)
    const mails = await told(one.subUserId)
    expect(mails.map(({ facts }) => facts)).toEqual(
      expect.arrayContaining(managers.map((staffId) => ({ staffId, access: true }))),
    )
    const staff = aMember('manager')
    await suspend(context, staff, one)
    expect((await seen(world, one.subUserId)).reportedAt).not.toBeNull()
    await reactivate(context, staff, one)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active', reportedAt: null })
  })

  it('said again it tells nobody twice in a day, and ends the sessions again', async () => {
    await aManager()
    const one = await anActive(world)
    const linkId = await linkOf(world, one.subUserId)
    await stopOnboarding(context, linkId)
    const first = (await told(one.subUserId)).length
    await signIn(context, one.email, PASSWORD)
    await stopOnboarding(context, linkId)
    expect(await db.prisma.session.count({ where: { subUserId: one.subUserId } })).toBe(0)
    expect(await told(one.subUserId)).toHaveLength(first)
    await passes(world, one.accountId, 24 * HOUR)
    await stopOnboarding(context, linkId)
    expect((await told(one.subUserId)).length).toBe(2 * first)
  })

  it('[R21] ends the sessions of its second user, too', async () => {
    const first = await anActiveIndividual(world)
    const { subUserId } = await aSecondUser(world, first)
    const personId = (await seen(world, subUserId)).personId
    await db.prisma.session.create({
      data: { id: uuidv7(), secretHash: randomBytes(32), purpose: 'person', personId, subUserId, createdAt: new Date(), expiresAt: new Date(Date.now() + HOUR) }, // prettier-ignore
    })
    await stopOnboarding(context, await linkOf(world, first.subUserId))
    expect(await db.prisma.session.count({ where: { subUserId } })).toBe(0)
  })

  it('of one that has ended there is nothing to report', async () => {
    const one = await anActive(world)
    await deactivate(context, caller, one)
    await refused('not-in-this-state', stopOnboarding(context, await linkOf(world, one.subUserId)))
  })
})
