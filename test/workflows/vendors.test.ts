import { describe, expect, it, vi } from 'vitest'
import { deactivate, reactivate, revoke } from '../../commands/lifecycle.ts'
import { reviewOf } from '../../api/console/reviews/review.ts'
import { allowOneMoreTry, decideReview, takeReview } from '../../commands/review.ts'
import { backFromVendor, wakeForPolls } from '../../commands/vendor-sessions.ts'
import { WEBHOOKS, type Webhooks } from '../../processes/simulator/outcomes.ts'
import { aCaller, aMember } from '../support/actors.ts'
import { WITHIN } from '../support/engine.ts'
import { aSignedUp, eventTypes, isApproved, type Onboarding, seen, sendsDocuments } from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aSimulatedWorld, hasSession } from '../support/simulated.ts'
import { DAY, HOUR } from '../support/world.ts'

const world = await aSimulatedWorld()
const { context, db, inbox, simulator } = world
const caller = aCaller()
const MINUTE = 60_000

const attemptsOf = ({ subUserId }: Onboarding) =>
  db.prisma.verificationAttempt.findMany({ where: { subUserId }, orderBy: { number: 'asc' } })
const stands = (one: Onboarding, expected: object): Promise<void> =>
  vi.waitFor(async () => expect(await seen(world, one.subUserId)).toMatchObject(expected), WITHIN)
const anActive = async (): Promise<Onboarding & { session: string }> => {
  const one = await world.aVerified()
  const session = await world.endsAs(one, 'approved')
  await world.reaches(one.subUserId, 'active')
  await world.isDone(one.subUserId)
  return { ...one, session }
}

describe('[R41] a hosted vendor', () => {
  it('approves, and the sub-user is active, with few events of history', async () => {
    const one = await anActive()
    expect((await eventTypes(world, one.subUserId)).slice(-5)).toEqual([
      'sub_user.signed_up',
      'sub_user.verifying',
      'verification.begun',
      'verification.approved',
      'sub_user.activated',
    ])
    expect((await world.history(one.subUserId)).events?.length).toBeLessThanOrEqual(40)
    await inbox.mailTo(one.email, /^You have access/)
  })

  it('[R46] that says when the document ends: the check counts until then', async () => {
    const one = await world.aVerified()
    await world.endsAs(one, 'approved_short')
    await world.reaches(one.subUserId, 'active')
    const { verifiedUntil, now } = await seen(world, one.subUserId)
    const days = ((verifiedUntil?.getTime() ?? 0) - now.getTime()) / DAY
    expect([days > 39, days < 42]).toEqual([true, true])
  })

  it('rejects: final, person and holder are told', async () => {
    const one = await world.aVerified()
    await world.endsAs(one, 'rejected')
    await world.isDone(one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'rejected', verificationState: 'rejected' })
    await inbox.mailTo(one.email, /^We could not verify/)
  })

  it('takes no photos here: nobody gets round the vendor', async () => {
    const one = await world.aVerified()
    await refused('not-in-this-state', sendsDocuments(world, one))
    await revoke(context, caller, one)
    await world.isDone(one.subUserId)
  })

  it('closes its session when the onboarding ends', async () => {
    const one = await world.aVerified()
    const id = await world.goesThere(one)
    await revoke(context, caller, one)
    await world.isDone(one.subUserId)
    expect(simulator.sessions.find(id)?.state).toBe('cancelled')
  })

  it('that stops a check costs no try: the person begins anew', async () => {
    const one = await world.aVerified()
    await world.endsAs(one, 'cancelled')
    await hasSession(world, one, 2)
    await stands(one, { status: 'verifying', turn: 'invitee', verificationState: 'cancelled', attemptsAllowed: 4 })
    expect((await attemptsOf(one)).map(({ counted }) => counted)).toEqual([false, true])
    await world.endsAs(one, 'approved')
    await world.reaches(one.subUserId, 'active')
  })
})

describe('[R43] webhooks', () => {
  it.each(Object.keys(WEBHOOKS) as Webhooks[])('that go out “%s” lead to the same end', async (webhooks) => {
    const one = await world.aVerified()
    await world.endsAs(one, 'approved', webhooks)
    if (webhooks === 'never' || webhooks === 'wrong_signature') await world.timePasses(one, 2 * MINUTE)
    await world.reaches(one.subUserId, 'active')
    await world.isDone(one.subUserId)
    const types = await eventTypes(world, one.subUserId)
    expect(types.filter((type) => /approved|activated/.test(type))).toEqual([
      'verification.approved',
      'sub_user.activated',
    ])
  })

  it('lost, the way back to our page finds the result at once', async () => {
    const one = await world.aVerified()
    await world.endsAs(one, 'approved', 'never')
    await backFromVendor(context, one)
    await world.reaches(one.subUserId, 'active')
  })
})

describe('[R44] tries', () => {
  it('are limited: reasons reach the person, and after the last one staff decide', async () => {
    const one = await world.aVerified()
    for (const attempt of [1, 2]) {
      await hasSession(world, one, attempt)
      await world.endsAs(one, 'glare')
      await stands(one, { attempt: attempt + 1, verificationState: 'needs_resubmission', turn: 'invitee' })
    }
    expect((await inbox.mailTo(one.email, /^We need one new photo/)).text).toContain('Light reflects')
    await hasSession(world, one, 3)
    await world.endsAs(one, 'name_differs')
    await stands(one, { attempt: 3, verificationState: 'in_review', turn: 'staff' })
    const manager = aMember('manager')
    await takeReview(context, manager, one)
    await refused(
      'role-may-not',
      takeReview(context, aMember('reviewer'), one).catch(() =>
        decideReview(context, { ...manager, role: 'reviewer' }, { ...one, decision: 'approve', asked: [] }),
      ),
    )
    await decideReview(context, manager, { ...one, decision: 'approve', asked: [] })
    await world.reaches(one.subUserId, 'active')
  })

  it('after the last one a manager may allow one more, also where the vendor gave no reason', async () => {
    const one = await world.aVerified()
    for (const attempt of [1, 2, 3]) {
      await hasSession(world, one, attempt)
      await world.endsAs(one, 'no_reason')
      await stands(one, attempt < 3 ? { attempt: attempt + 1, turn: 'invitee' } : { attempt, turn: 'staff' })
    }
    const before = inbox.mails.filter(({ to }) => to === one.email).length
    const manager = aMember('manager')
    await takeReview(context, manager, one)
    const review = await reviewOf({ context }, await seen(world, one.subUserId), manager)
    expect(review).toMatchObject({ vendor: 'Simulator', attempt: 3, attemptsAllowed: 3, documents: [] })
    expect(review.earlier.map(({ attempt, asked }) => [attempt, asked])).toEqual([1, 2, 3].map((n) => [n, []]))
    await allowOneMoreTry(context, manager, one)
    await hasSession(world, one, 4)
    await vi.waitFor(() => expect(inbox.mails.filter(({ to }) => to === one.email)).toHaveLength(before + 1), WITHIN)
    expect(inbox.mails.findLast(({ to }) => to === one.email)?.subject).toMatch(/has to be done once more/)
    await world.endsAs(one, 'approved')
    await world.reaches(one.subUserId, 'active')
  })

  it('asked again without a reason: a new try, and a mail that says so', async () => {
    const one = await world.aVerified()
    await world.endsAs(one, 'no_reason')
    await inbox.mailTo(one.email, /has to be done once more/)
    await hasSession(world, one, 2)
    await world.endsAs(one, 'approved')
    await world.reaches(one.subUserId, 'active')
  })

  it('slow is not failed: told once, the date stands still, and a vendor that stays silent is replaced', async () => {
    const one = await world.aVerified()
    await world.timePasses(one, 29 * DAY)
    await world.endsAs(one, 'slow')
    await stands(one, { verificationState: 'processing', turn: 'vendor', dueAt: null })
    await world.timePasses(one, 16 * MINUTE)
    await inbox.mailTo(one.email, /takes a little longer/)
    await world.timePasses(one, 20 * HOUR)
    await stands(one, { verificationState: 'processing', turn: 'vendor' })
    await world.timePasses(one, 5 * HOUR)
    await stands(one, { vendor: 'staff', verificationState: 'created', turn: 'invitee', attempt: 2 })
    const { deadline, now } = await seen(world, one.subUserId)
    expect(((deadline?.getTime() ?? 0) - now.getTime()) / HOUR).toBeGreaterThan(71)
    await inbox.mailTo(one.email, /has to be done once more/)
    expect(inbox.mails.filter(({ to, subject }) => to === one.email && /little longer/.test(subject))).toHaveLength(1)
    await sendsDocuments(world, one)
    await isApproved(world, one)
    await world.reaches(one.subUserId, 'active')
  })
})

describe('[R41] a vendor that is down', () => {
  it('is retried; down for its time, the next one takes over and the attempt does not count', async () => {
    simulator.behave({ answers: 'down' })
    const one = await aSignedUp(world)
    await vi.waitFor(async () => expect((await attemptsOf(one))[0]?.failingSince).toBeTruthy(), WITHIN)
    await stands(one, { vendor: 'simulator', attempt: 1 })
    await world.timePasses(one, 31 * MINUTE)
    await stands(one, { vendor: 'staff', attempt: 2, attemptsAllowed: 4, turn: 'invitee' })
    simulator.behave({ answers: 'promptly' })
    expect((await attemptsOf(one)).map(({ vendor, counted }) => [vendor, counted])).toEqual([
      ['simulator', false],
      ['staff', true],
    ])
    await sendsDocuments(world, one)
    await isApproved(world, one)
    await world.reaches(one.subUserId, 'active')
  })

  it('for a while only is asked again: one session, and it goes on', async () => {
    simulator.behave({ answers: 'errors' })
    const one = await world.aVerified()
    simulator.behave({ answers: 'promptly' })
    const keys = simulator.sessions.all().map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    await world.endsAs(one, 'approved')
    await world.reaches(one.subUserId, 'active')
  })
})

describe('[R43] [R39] an approval that the vendor takes back', () => {
  it('suspends by Usher, managers are told, and only staff lift it', async () => {
    const manager = await db.prisma.staffUser.create({
      data: { name: 'Marta Quillon', email: 'marta@northwind.example', role: 'manager' },
    })
    const one = await anActive()
    simulator.sessions.takeBack(one.session)
    await world.reaches(one.subUserId, 'suspended')
    await inbox.mailTo(one.email, /is paused$/)
    expect((await inbox.mailTo(manager.email, /^Access paused/)).text).toContain('Simulator has withdrawn')
    await refused('suspended-by-another', reactivate(context, caller, one))
    expect((await eventTypes(world, one.subUserId)).slice(-2)).toEqual(['verification.withdrawn', 'sub_user.suspended'])
    await reactivate(context, { kind: 'staff', id: manager.id, role: 'manager' }, one)
    await world.isDone(one.subUserId)
    await world.timePasses(one, 20 * DAY)
    await wakeForPolls(context)
    await world.isDone(one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active' }) // no new cause
  })

  it('without a word is found by the look that comes at growing intervals', async () => {
    const one = await anActive()
    simulator.sessions.takeBack(one.session, 'never')
    expect(await wakeForPolls(context)).toBe(0)
    await world.timePasses(one, 1.5 * DAY)
    expect(await wakeForPolls(context)).toBe(1)
    await world.reaches(one.subUserId, 'suspended')
  })

  it('an approval after the end is only recorded', async () => {
    const one = await anActive()
    await deactivate(context, caller, one)
    await world.isDone(one.subUserId)
    simulator.sessions.takeBack(one.session)
    await vi.waitFor(
      async () => expect((await eventTypes(world, one.subUserId)).at(-1)).toBe('verification.withdrawn'),
      WITHIN,
    )
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'deactivated' })
  })
})
