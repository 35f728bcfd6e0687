import { describe, expect, it } from 'vitest'
import { stopOnboarding } from '../../commands/decline.ts'
import { giveDecision } from '../../commands/held-decisions.ts'
import { allowOneMoreTry, decideReview, takeReview } from '../../commands/review.ts'
import { warnReviewers } from '../../commands/review-warnings.ts'
import { aMember } from '../support/actors.ts'
import { aTraderInReview, isAskedForSelfie, linkOf, type Onboarding, seen } from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aWorld, HOUR, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

const again = { decision: 'ask_again', asked: [{ document: 'selfie', reason: 'blurred' }] } as const

/** All tries are used, and the last was not good enough: staff said so when `late` ms of their time had passed. */
async function afterTheLastTry(late = 0): Promise<Onboarding> {
  const one = await aTraderInReview(world)
  await passes(world, one.accountId, late)
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

  it('nothing is decided of what was stopped, one more try included: it stays with staff', async () => {
    const one = await afterTheLastTry()
    const manager = aMember('manager')
    await takeReview(context, manager, one)
    await stopOnboarding(context, await linkOf(world, one.subUserId))
    await refused('review-over', allowOneMoreTry(context, manager, one))
    expect(await seen(world, one.subUserId)).toMatchObject({ turn: 'staff', status: 'verifying' })
  })

  it('[R59] managers have a time limit of their own, and only they are warned 45 minutes before', async () => {
    const staff = [aMember('reviewer'), aMember('manager')] as const
    for (const { id, role } of staff)
      await db.prisma.staffUser.create({ data: { id, name: role, email: `${id}@x.example`, role } })
    const one = await afterTheLastTry(5 * HOUR)
    const { reviewDueAt, now } = await seen(world, one.subUserId)
    expect(Math.round(((reviewDueAt?.getTime() ?? 0) - now.getTime()) / 60_000)).toBe(4 * 60)
    const warned = async () =>
      (await db.prisma.mail.findMany({ where: { subject: one.subUserId, kind: 'review_due' } })).map(
        ({ facts }) => facts,
      )
    await passes(world, one.accountId, 3 * HOUR)
    await warnReviewers(context)
    expect(await warned()).toEqual([])
    await passes(world, one.accountId, 0.5 * HOUR)
    await warnReviewers(context)
    expect(await warned()).toEqual([expect.objectContaining({ staffId: staff[1].id })])
  })
})
