import { expect, it } from 'vitest'
import { detailOf } from '../../api/console/onboardings/detail.ts'
import { decline, stopOnboarding } from '../../commands/decline.ts'
import { listOnboardings } from '../../store/onboarding-list.ts'
import { aMember } from '../support/actors.ts'
import { anActive, anInvite, aTraderInReview, linkOf, type Onboarding } from '../support/onboardings.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const manager = aMember('manager')

async function detail({ subUserId }: Onboarding) {
  const [line] = await listOnboardings(db, { ids: [subUserId] }, 'newest', 1)
  return detailOf(db, line!, manager)
}

it('[R5] the page of an onboarding knows no name that the person gave to another account', async () => {
  const { email } = await anActive(world)
  const one = await anInvite(world, { email })
  await decline(context, await linkOf(world, one.subUserId))
  const seen = await detail(one)
  expect(seen).toMatchObject({ name: null, email })
  expect(seen.timeLine.find(({ type }) => type === 'sub_user.declined')?.actor.name).toBe(email)
  expect(JSON.stringify(seen)).not.toContain('Tomasz Wilk')
})

it('[R58] no review is offered while the onboarding was stopped', async () => {
  const one = await aTraderInReview(world)
  const offered = async () => (await detail(one)).actions.map(({ action }) => action)
  expect(await offered()).toContain('review')
  await stopOnboarding(context, await anyLinkOf(one))
  const after = await offered()
  expect(after).not.toContain('review')
  expect(after).toEqual(expect.arrayContaining(['mail_sign_in_link', 'revoke']))
  expect(after).not.toContain('resend')
})

const anyLinkOf = async ({ subUserId }: Onboarding): Promise<string> =>
  (await db.prisma.link.findFirstOrThrow({ where: { subUserId } })).id
