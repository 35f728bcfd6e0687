import { expect, it } from 'vitest'
import { deactivate } from '../../commands/lifecycle.ts'
import { linkToken } from '../../domain/secrets.ts'
import { aCaller } from '../support/actors.ts'
import { anActive, linkOf } from '../support/onboardings.ts'
import { Person } from '../support/person.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const { context, db } = world

it('[R35] the used link of an access that somebody else has leads to staff, not to a mail that never comes', async () => {
  const one = await anActive(world, { role: 'viewer' })
  const token = linkToken(context.keys, await linkOf(world, one.subUserId))
  const owner = new Person(world.url)
  const used = await owner.open(`/i/${token}`)
  expect([used.status, owner.heading]).toEqual([410, 'This link was already used'])
  expect(used.html).not.toContain('/me/link')
  await owner.open(`/me/stop/${token}`)
  expect(owner.heading).toBe('Was it not you?')
  const told = await owner.sends(`/me/stop/${token}`)
  expect([told.status, owner.heading]).toEqual([200, 'Reported. Staff have been told.'])
  expect(told.html).toContain('/me/forgot')
  expect(await db.prisma.subUser.findUniqueOrThrow({ where: { id: one.subUserId } })).toMatchObject({
    status: 'active',
    lastEvent: 'sub_user.access_reported',
  })
  await deactivate(context, aCaller(), one)
  const over = await owner.open(`/me/stop/${token}`)
  expect([over.status, owner.heading]).toEqual([410, 'This link was already used'])
  expect(over.html).not.toMatch(/me\/(link|stop)/)
})
