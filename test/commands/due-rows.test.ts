import { describe, expect, it, vi } from 'vitest'
import { UNDO_MS, giveDecision, leaveDecisions } from '../../commands/held-decisions.ts'
import { warnReviewers } from '../../commands/review-warnings.ts'
import { takeReview } from '../../commands/review.ts'
import { askRenewals } from '../../commands/validity.ts'
import { aMember } from '../support/actors.ts'
import { aTraderInReview, type Onboarding, seen } from '../support/onboardings.ts'
import { anAccessFor, untilEnd } from '../support/renewals.ts'
import { aWorld, DAY, HOUR, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

/** Its account names a profile that no policy has: whatever asks for it fails. */
const breaks = ({ accountId }: Onboarding) =>
  db.prisma.account.update({ where: { id: accountId }, data: { verificationProfile: 'gone' } })

async function approvedByHand(): Promise<Onboarding> {
  const one = await aTraderInReview(world)
  const by = aMember('reviewer')
  await db.prisma.staffUser.create({ data: { id: by.id, name: 'R', email: `${by.id}@x.example`, role: 'reviewer' } })
  await takeReview(context, by, one)
  await giveDecision(context, by, { ...one, decision: 'approve', asked: [] })
  await db.prisma
    .$executeRaw`UPDATE held_decision SET leaves_at = leaves_at - ${UNDO_MS} * interval '1 millisecond' WHERE sub_user_id = ${one.subUserId}::uuid`
  return one
}

async function nearlyLate(): Promise<Onboarding> {
  const one = await aTraderInReview(world)
  await passes(world, one.accountId, 3.5 * HOUR)
  return one
}

async function nearlyOver(): Promise<Onboarding> {
  const one = await anAccessFor(world, 60)
  await passes(world, one.accountId, (await untilEnd(world, one)) - 30 * DAY + 1_000)
  return one
}

describe('what fails at one row stops no other', () => {
  it.each([
    ['[R45] decisions leave', approvedByHand, leaveDecisions, { verificationState: 'approved' }],
    ['[R59] reviewers are warned', nearlyLate, warnReviewers, { reviewWarnAt: expect.any(Date) as Date }],
    ['[R46] renewals are asked for', nearlyOver, askRenewals, { verificationState: 'created', attempt: 2 }],
  ] as const)('%s; the row rests, then it is tried again', async (_, aDueOne, pass, done) => {
    const [broken, sound] = [await aDueOne(), await aDueOne()]
    await breaks(broken)
    const before = await seen(world, sound.subUserId)
    const { faults, ...first } = await pass(context)
    expect(faults.map(({ subject }) => subject)).toEqual([broken.subUserId])
    expect(first.done).toBe(1)
    const after = await seen(world, sound.subUserId)
    expect(after).toMatchObject(done)
    expect(after).not.toEqual({ ...before, now: after.now })
    expect(await pass(context)).toEqual({ done: 0, faults: [] })
    const later = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 6_000)
    const { faults: again } = await pass(context)
    expect(again.map(({ subject }) => subject)).toEqual([broken.subUserId])
    later.mockRestore()
  })
})
