import { describe, expect, it } from 'vitest'
import { decideReview, takeReview } from '../../commands/review.ts'
import { warnReviewers } from '../../commands/review-warnings.ts'
import { readOfficeHours } from '../../domain/office-hours.ts'
import { waitingReviews } from '../../store/reviews.ts'
import { aMember } from '../support/actors.ts'
import { aCompanyAccount, aTraderInReview, seen } from '../support/onboardings.ts'
import { aWorld, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const MINUTE = 60_000

const aColleague = async (role: 'viewer' | 'reviewer' | 'manager') => {
  const member = aMember(role)
  await db.prisma.staffUser.create({ data: { id: member.id, name: role, email: `${member.id}@x.example`, role } })
  return member
}
const viewer = await aColleague('viewer')
const [ada, ben] = [await aColleague('reviewer'), await aColleague('reviewer')]
const manager = await aColleague('manager')

const warned = async (subUserId: string): Promise<unknown[]> =>
  (await db.prisma.mail.findMany({ where: { subject: subUserId, kind: 'review_due' } })).map(
    ({ facts }) => (facts as { staffId: string }).staffId,
  )

describe('[R59] the review queue', () => {
  it('the limit runs in office hours only', async () => {
    const office = readOfficeHours('Mon-Fri 09:00-17:30', 'Europe/Warsaw')
    if (!office) throw new Error('these are hours')
    const closed = { ...context, office: { ...office, days: office.days.map(() => null) } }
    const open = await aTraderInReview(world)
    const { reviewDueAt, reviewWarnAt, changedAt } = await seen(world, open.subUserId)
    expect((reviewDueAt?.getTime() ?? 0) - changedAt.getTime()).toBe(4 * 60 * MINUTE)
    expect((reviewDueAt?.getTime() ?? 0) - (reviewWarnAt?.getTime() ?? 0)).toBe(45 * MINUTE)
    const hours = await aTraderInReview({ ...world, context: { ...closed, office } })
    const due = (await seen(world, hours.subUserId)).reviewDueAt
    const shown = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Warsaw', hour: '2-digit', minute: '2-digit' })
    const [hour = 0, minute = 0] = shown
      .format(due ?? undefined)
      .split(':')
      .map(Number)
    expect(hour * 60 + minute).toBeGreaterThanOrEqual(9 * 60)
    expect(hour * 60 + minute).toBeLessThanOrEqual(17 * 60 + 30)
    expect([0, 6]).not.toContain(due?.getUTCDay())
  })

  it('oldest first, by the time that is left on each account’s clock', async () => {
    const [first, second] = [await aTraderInReview(world), await aTraderInReview(world)]
    const order = async () => (await waitingReviews(db)).map(({ id }) => id)
    const before = await order()
    expect(before.indexOf(first.subUserId)).toBeLessThan(before.indexOf(second.subUserId))
    await passes(world, second.accountId, 3 * 60 * MINUTE)
    const after = await order()
    expect(after.indexOf(second.subUserId)).toBeLessThan(after.indexOf(first.subUserId))
    const due = (await waitingReviews(db)).find(({ id }) => id === second.subUserId)?.reviewDueAt
    expect(Math.abs((due?.getTime() ?? 0) - Date.now() - 60 * MINUTE)).toBeLessThan(MINUTE)
  })

  it('45 minutes before the end everybody who may take it is warned, once, and not a moment before', async () => {
    const one = await aTraderInReview(world)
    await passes(world, one.accountId, (4 * 60 - 45) * MINUTE - 5_000)
    await warnReviewers(context)
    expect(await warned(one.subUserId)).toEqual([])
    await passes(world, one.accountId, 5_001)
    await Promise.all([warnReviewers(context), warnReviewers(context)])
    await warnReviewers(context)
    const told = await warned(one.subUserId)
    expect(told).toHaveLength(3)
    expect(new Set(told)).toEqual(new Set([ada.id, ben.id, manager.id]))
    expect(told).not.toContain(viewer.id)
  })

  it('whoever took it is warned alone; a decided one warns nobody', async () => {
    const taken = await aTraderInReview(world)
    await takeReview(context, ada, taken)
    const decided = await aTraderInReview(world)
    await takeReview(context, ben, decided)
    await decideReview(context, ben, { ...decided, decision: 'approve', asked: [] })
    for (const { accountId } of [taken, decided]) await passes(world, accountId, (4 * 60 - 45) * MINUTE + 1)
    await warnReviewers(context)
    expect(await warned(taken.subUserId)).toEqual([ada.id])
    expect(await warned(decided.subUserId)).toEqual([])
  })

  it('[R44] when the limit has passed the person is told, once, and not while it has not', async () => {
    const told = async (one: { subUserId: string }) =>
      (await db.prisma.mail.findMany({ where: { subject: one.subUserId, kind: 'taking_longer' } })).length
    const late = await aTraderInReview(world)
    const decided = await aTraderInReview(world)
    await takeReview(context, ben, decided)
    await passes(world, late.accountId, 4 * 60 * MINUTE - 5_000)
    for (let times = 0; times < 2; times++) await warnReviewers(context)
    expect([await told(late), (await warned(late.subUserId)).length]).toEqual([0, 3])
    await decideReview(context, ben, { ...decided, decision: 'approve', asked: [] })
    for (const { accountId } of [late, decided]) await passes(world, accountId, 4 * 60 * MINUTE)
    for (let times = 0; times < 2; times++) await warnReviewers(context)
    expect([await told(late), await told(decided)]).toEqual([1, 0])
    expect(world.nudges.map(({ subject }) => subject)).toContain(late.subUserId)
  })

  it('under four eyes whoever gave the first decision is not warned of the second', async () => {
    const one = await aTraderInReview(world, { accountId: await aCompanyAccount(world, { profile: 'four_eyes' }) })
    await takeReview(context, ada, one)
    await decideReview(context, ada, { ...one, decision: 'approve', asked: [] })
    await passes(world, one.accountId, (4 * 60 - 45) * MINUTE + 1)
    await warnReviewers(context)
    expect(new Set(await warned(one.subUserId))).toEqual(new Set([ben.id, manager.id]))
  })

  it('where the two differ only managers are warned, and none who gave one of the two', async () => {
    const one = await aTraderInReview(world, { accountId: await aCompanyAccount(world, { profile: 'four_eyes' }) })
    const mara = await aColleague('manager')
    await takeReview(context, ada, one)
    await decideReview(context, ada, { ...one, decision: 'approve', asked: [] })
    await takeReview(context, mara, one)
    await decideReview(context, mara, { ...one, decision: 'reject', asked: [], reason: 'Not the same face' })
    await passes(world, one.accountId, (4 * 60 - 45) * MINUTE + 1)
    await warnReviewers(context)
    expect(await warned(one.subUserId)).toEqual([manager.id])
  })
})
