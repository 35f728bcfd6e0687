import { describe, expect, it } from 'vitest'
import { giveDecision } from '../../commands/held-decisions.ts'
import { decideReview, takeReview } from '../../commands/review.ts'
import { aMember } from '../support/actors.ts'
import { aTraderInReview, isAskedForSelfie, type Onboarding, seen } from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

const again = { decision: 'ask_again', asked: [{ document: 'selfie', reason: 'blurred' }] } as const

/** All tries are used, and the last was not good enough. */
async function afterTheLastTry(): Promise<Onboarding> {
  const one = await aTraderInReview(world)
  await db.prisma.subUser.update({ where: { id: one.subUserId }, data: { attemptsAllowed: 1 } })
  await isAskedForSelfie(world, one)
  return one
}

describe('[R44] after the last try', () => {
  it('nothing can be asked for again, by hand or held; the manager decides afterwards as if nobody had tried', async () => {
    const one = await afterTheLastTry()
    const manager = aMember('manager')
    await takeReview(context, manager, one)
    await refused('not-in-this-state', decideReview(context, manager, { ...one, ...again }))
    await refused('not-in-this-state', giveDecision(context, manager, { ...one, ...again }))
    await decideReview(context, manager, { ...one, decision: 'approve', asked: [] })
    expect(await seen(world, one.subUserId)).toMatchObject({ verificationState: 'approved' })
  })
})
