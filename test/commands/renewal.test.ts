import { describe, expect, it } from 'vitest'
import { addPhoto, chooseDocument, submitDocuments } from '../../commands/documents.ts'
import { expire } from '../../commands/expire.ts'
import { deactivate, reactivate, suspend } from '../../commands/lifecycle.ts'
import { acceptBySignIn } from '../../commands/answer.ts'
import { activate, beginVerification, settle } from '../../commands/process.ts'
import { decideReview, takeReview } from '../../commands/review.ts'
import { giveName } from '../../commands/sign-up.ts'
import { compareTyped } from '../../commands/typed-check.ts'
import { askRenewals } from '../../commands/validity.ts'
import { readAccess } from '../../store/access.ts'
import { aCaller, aMember } from '../support/actors.ts'
import {
  aClaim,
  aCompanyAccount,
  aPicture,
  aTraderInReview,
  acceptsWithCode,
  anActive,
  anInvite,
  eventTypes,
  type InviteGiven,
  isApproved,
  type Onboarding,
  PASSWORD,
  seen,
  sendsDocuments,
  signsUp,
} from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { anApprovingAccount, aWithdrawal, shown } from '../support/withdrawals.ts'
import { aWorld, DAY, HOUR, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

/** An access whose check runs out some days from now, by the document that the reviewer typed. */
async function anAccessFor(days: number, given: InviteGiven = {}): Promise<Onboarding> {
  const one = await aTraderInReview(world, given)
  const by = aMember('reviewer')
  await takeReview(context, by, one)
  const { now } = await seen(world, one.subUserId)
  const until = new Date(now.getTime() + days * DAY).toISOString().slice(0, 10)
  const typed = { dateOfBirth: '1988-03-09', number: `N${one.subUserId}`, until }
  await compareTyped(context, by, { subUserId: one.subUserId, typed })
  await decideReview(context, by, { ...one, decision: 'approve', asked: [] })
  await activate(context, one.subUserId)
  await settle(context, one.subUserId)
  return one
}

/** Until the check has run out, in ms. */
const untilEnd = async ({ subUserId }: Onboarding): Promise<number> => {
  const { verifiedUntil, now } = await seen(world, subUserId)
  return (verifiedUntil?.getTime() ?? NaN) - now.getTime()
}
const mailsOf = async ({ subUserId }: Onboarding): Promise<string[]> =>
  (await db.prisma.mail.findMany({ where: { subject: subUserId }, orderBy: { id: 'asc' } })).map((mail) => mail.kind)
const accessOf = async ({ subUserId }: Onboarding): Promise<string | undefined> => {
  const [found] = await readAccess(db, [{ subUserId }])
  return found?.acting?.kind === 'sub-user' ? found.acting.own.status : undefined
}

async function anAccessThatIsRenewed(): Promise<Onboarding> {
  const one = await anAccessFor(60)
  await passes(world, one.accountId, (await untilEnd(one)) - 30 * DAY + 1_000)
  await askRenewals(context)
  return one
}

/** Its check ends within the hour, and a withdrawal waits for the holder. */
async function aRenewalWithWithdrawal(): Promise<{ one: Onboarding; withdrawalId: string }> {
  const accountId = await anApprovingAccount(world)
  const one = await anAccessFor(20, { accountId, role: 'trader_withdrawals' })
  await askRenewals(context)
  await passes(world, accountId, (await untilEnd(one)) - HOUR + 1_000)
  return { one, withdrawalId: (await aWithdrawal(world, { one, accountId })).withdrawalId }
}

describe('[R46] a check is valid until the document’s end or the profile’s period', () => {
  it('the document’s last day, as the reviewer typed it', async () => {
    const one = await anAccessFor(60)
    const { verifiedUntil, renewalAt, verifiedProfile } = await seen(world, one.subUserId)
    expect(verifiedUntil?.toISOString()).toMatch(/T23:59:59.000Z$/)
    expect((verifiedUntil?.getTime() ?? 0) - (renewalAt?.getTime() ?? 0)).toBe(30 * DAY)
    expect(verifiedProfile).toBe('exchange/standard')
  })

  it('else the profile’s 60 months', async () => {
    const one = await anActive(world)
    const { verifiedUntil, activatedAt } = await seen(world, one.subUserId)
    const years = ((verifiedUntil?.getTime() ?? 0) - (activatedAt?.getTime() ?? 0)) / (365.25 * DAY)
    expect(years).toBeGreaterThan(4.99)
    expect(years).toBeLessThan(5.01)
  })

  it('a Viewer’s access has no end', async () => {
    const viewer = await anActive(world, { role: 'viewer' })
    expect(await seen(world, viewer.subUserId)).toMatchObject({ verifiedUntil: null, renewalAt: null })
  })
})

describe('[R46] the renewal', () => {
  it('is asked for 30 days before, once, by mail; the access stays', async () => {
    const one = await anAccessFor(60)
    await passes(world, one.accountId, (await untilEnd(one)) - 30 * DAY - 60_000)
    await askRenewals(context)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active', verificationState: 'approved' })
    await passes(world, one.accountId, 61_000)
    await Promise.all([askRenewals(context), askRenewals(context)])
    expect(await seen(world, one.subUserId)).toMatchObject({
      status: 'active',
      turn: 'invitee',
      verificationState: 'created',
      attempt: 2,
      attemptsAllowed: 4,
      processDoneAt: null,
    })
    expect((await mailsOf(one)).filter((kind) => kind === 'renewal')).toHaveLength(1)
    expect(await accessOf(one)).toBe('active')
  })

  it('its process waits for the end of the check, and closes when it is approved', async () => {
    const one = await anAccessThatIsRenewed()
    const waiting = await settle(context, one.subUserId)
    expect(waiting).toMatchObject({ done: false, status: 'active' })
    expect(Math.abs((waiting.remainingMs ?? 0) - (await untilEnd(one)))).toBeLessThan(5_000)
    await sendsDocuments(world, one)
    await isApproved(world, one)
    await db.prisma.mail.updateMany({ where: { subject: one.subUserId }, data: { settledAt: new Date() } })
    expect(await settle(context, one.subUserId)).toMatchObject({ done: true, status: 'active' })
  })

  it('approved in time: the new end counts, and nobody noticed a pause', async () => {
    const one = await anAccessThatIsRenewed()
    const before = await untilEnd(one)
    await sendsDocuments(world, one)
    await isApproved(world, one)
    expect(await untilEnd(one)).toBeGreaterThan(before)
    expect(await eventTypes(world, one.subUserId)).not.toContain('sub_user.suspended')
  })

  it('not done: at the last moment the access check says yes, right after it no, whether or not a worker runs', async () => {
    const one = await anAccessThatIsRenewed()
    await passes(world, one.accountId, (await untilEnd(one)) - 10_000)
    expect(await accessOf(one)).toBe('active')
    await passes(world, one.accountId, 10_001)
    expect(await accessOf(one)).toBe('suspended')
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'suspended', suspendedCause: 'renewal' })
    await expire(context, one.subUserId)
    await expire(context, one.subUserId)
    expect((await eventTypes(world, one.subUserId)).filter((type) => type === 'sub_user.suspended')).toHaveLength(1)
    expect(await mailsOf(one)).toContain('suspended')
  })

  it('[R18] paused, what waits for the holder’s approval ends: nothing is sent without a check', async () => {
    const { one, withdrawalId } = await aRenewalWithWithdrawal()
    await passes(world, one.accountId, HOUR)
    await expire(context, one.subUserId)
    expect(await shown(world, withdrawalId)).toMatchObject({ status: 'ended', endedBecause: 'suspended' })
  })

  it('done late: the access is back at once with the approval, written as paused or not', async () => {
    for (const written of [true, false]) {
      const one = await anAccessThatIsRenewed()
      await passes(world, one.accountId, (await untilEnd(one)) + 1_000)
      if (written) await expire(context, one.subUserId)
      await sendsDocuments(world, one)
      expect(await accessOf(one)).toBe('suspended')
      await isApproved(world, one)
      expect(await accessOf(one)).toBe('active')
      expect((await eventTypes(world, one.subUserId)).slice(-2)).toEqual([
        'verification.approved',
        'sub_user.reactivated',
      ])
      expect(await mailsOf(one)).toContain('reactivated')
    }
  })

  it('nobody lifts the pause without a check; what the holder suspended stays suspended by it', async () => {
    const one = await anAccessThatIsRenewed()
    await passes(world, one.accountId, (await untilEnd(one)) + 1_000)
    await refused('not-in-this-state', reactivate(context, aMember('manager'), one))
    const other = await anAccessThatIsRenewed()
    const caller = aCaller()
    await suspend(context, caller, { ...other, reason: 'Holidays' })
    await sendsDocuments(world, other)
    await isApproved(world, other)
    expect(await accessOf(other)).toBe('suspended')
    await reactivate(context, caller, other)
    expect(await accessOf(other)).toBe('active')
  })

  it('a photo is asked for again as in the first check; the date is the end of the check, which nobody moves', async () => {
    const one = await anAccessThatIsRenewed()
    await sendsDocuments(world, one)
    const by = aMember('reviewer')
    await takeReview(context, by, one)
    const asked = [{ document: 'selfie' as const, reason: 'selfie_unclear' as const }]
    await decideReview(context, by, { ...one, decision: 'ask_again', asked })
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active', turn: 'invitee', dueAt: null })
    await addPhoto(context, one, { kind: 'selfie', file: await aPicture() })
    await submitDocuments(context, one)
    await isApproved(world, one)
    expect(await accessOf(one)).toBe('active')
  })

  it('rejected: the access is paused, and staff decide what becomes of it', async () => {
    const { one, withdrawalId } = await aRenewalWithWithdrawal()
    await sendsDocuments(world, one)
    const by = aMember('reviewer')
    await takeReview(context, by, one)
    await decideReview(context, by, { ...one, decision: 'reject', asked: [], reason: 'Not the person' })
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'suspended', suspendedCause: 'rejected' })
    expect(await accessOf(one)).toBe('suspended')
    expect(await shown(world, withdrawalId)).toMatchObject({ status: 'ended', endedBecause: 'suspended' })
    await deactivate(context, aMember('manager'), one)
    expect(await accessOf(one)).toBe('deactivated')
  })

  it('only while it is asked for can documents be sent', async () => {
    const one = await anAccessFor(60)
    await refused('not-in-this-state', chooseDocument(context, one, 'passport'))
  })
})

describe('[R11] a valid check is used again', () => {
  const addedAgain = async (one: Onboarding, given: { role?: string; profile?: string } = {}): Promise<Onboarding> => {
    const accountId = given.profile ? await aCompanyAccount(world, { profile: given.profile }) : one.accountId
    return anInvite(world, { accountId, email: one.email, role: given.role ?? 'administrator' })
  }
  const signsIn = async (again: Onboarding): Promise<void> => {
    await acceptBySignIn(context, await aClaim(world, again), PASSWORD)
    await signsUp(world, again)
    await beginVerification(context, again.subUserId)
  }

  it('by somebody who signs in with the login there is: active without another one', async () => {
    const one = await anAccessFor(200)
    await deactivate(context, aCaller(), one)
    const again = await addedAgain(one)
    await signsIn(again)
    const { verifiedUntil } = await seen(world, one.subUserId)
    expect(await seen(world, again.subUserId)).toMatchObject({
      status: 'verifying',
      verificationState: 'approved',
      attempt: 0,
      verifiedUntil,
    })
    await activate(context, again.subUserId)
    expect(await accessOf(again)).toBe('active')
  })

  it('not when it has run out, was rejected since, or covers less than the new account asks for', async () => {
    const ranOut = await anAccessFor(40)
    await deactivate(context, aCaller(), ranOut)
    await passes(world, ranOut.accountId, (await untilEnd(ranOut)) + 1_000)
    const late = await addedAgain(ranOut)
    await signsIn(late)
    expect(await seen(world, late.subUserId)).toMatchObject({ verificationState: 'created', attempt: 1 })

    const plain = await anAccessFor(200)
    await deactivate(context, aCaller(), plain)
    for (const profile of ['four_eyes', 'standard_with_address']) {
      const stricter = await addedAgain(plain, { profile })
      await signsIn(stricter)
      expect(await seen(world, stricter.subUserId)).toMatchObject({ verificationState: 'created', attempt: 1 })
    }
  })

  it('a former Viewer who comes back as a Trader is verified then', async () => {
    const viewer = await anActive(world, { role: 'viewer' })
    await deactivate(context, aCaller(), viewer)
    const again = await addedAgain(viewer, { role: 'trader' })
    await signsIn(again)
    expect(await seen(world, again.subUserId)).toMatchObject({ verificationState: 'created' })
  })

  it('and the name that was checked stays: nobody takes a check along under another name', async () => {
    const one = await anAccessFor(200)
    await deactivate(context, aCaller(), one)
    const again = await addedAgain(one)
    await acceptBySignIn(context, await aClaim(world, again), PASSWORD)
    await giveName(context, again, { name: 'Somebody Else', dateOfBirth: '1990-01-01' })
    const person = await db.prisma.person.findUniqueOrThrow({ where: { id: one.personId } })
    expect([person.name, person.dateOfBirth]).toEqual(['Tomasz Wilk', '1988-03-09'])
  })

  it('somebody with a new login is verified, whatever the address was used for', async () => {
    const one = await anAccessFor(200)
    await deactivate(context, aCaller(), one)
    await db.prisma.person.update({ where: { id: one.personId }, data: { passwordHash: null } })
    const again = await addedAgain(one)
    await acceptsWithCode(world, again)
    await signsUp(world, again)
    await beginVerification(context, again.subUserId)
    expect(await seen(world, again.subUserId)).toMatchObject({ verificationState: 'created' })
  })
})
