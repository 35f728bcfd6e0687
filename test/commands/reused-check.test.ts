import { describe, expect, it } from 'vitest'
import { acceptBySignIn } from '../../commands/answer.ts'
import { deactivate, reactivate } from '../../commands/lifecycle.ts'
import { activate, beginVerification } from '../../commands/process.ts'
import { giveName } from '../../commands/sign-up.ts'
import { askRenewals } from '../../commands/validity.ts'
import { aCaller, aMember } from '../support/actors.ts'
import {
  aClaim,
  aCompanyAccount,
  aTraderInReview,
  acceptsWithCode,
  anActive,
  anInvite,
  isApproved,
  type Onboarding,
  PASSWORD,
  seen,
  sendsDocuments,
  signsUp,
} from '../support/onboardings.ts'
import { accessOf, anAccessFor, isRejected, untilEnd } from '../support/renewals.ts'
import { aWorld, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

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
    const one = await anAccessFor(world, 200)
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
    expect(await accessOf(world, again)).toBe('active')
  })

  it('not when it has run out, or covers less than the new account asks for', async () => {
    const ranOut = await anAccessFor(world, 40)
    await deactivate(context, aCaller(), ranOut)
    await passes(world, ranOut.accountId, (await untilEnd(world, ranOut)) + 1_000)
    const late = await addedAgain(ranOut)
    await signsIn(late)
    expect(await seen(world, late.subUserId)).toMatchObject({ verificationState: 'created', attempt: 1 })

    const plain = await anAccessFor(world, 200)
    await deactivate(context, aCaller(), plain)
    for (const profile of ['four_eyes', 'standard_with_address']) {
      const stricter = await addedAgain(plain, { profile })
      await signsIn(stricter)
      expect(await seen(world, stricter.subUserId)).toMatchObject({ verificationState: 'created', attempt: 1 })
    }
  })

  it('not when the person was rejected since, at whichever account', async () => {
    const one = await aTraderInReview(world)
    const other = await anInvite(world, { email: one.email })
    await signsIn(other)
    await sendsDocuments(world, other)
    await isApproved(world, one)
    await activate(context, one.subUserId)
    await isRejected(world, other)
    await deactivate(context, aCaller(), one)
    const again = await addedAgain(one)
    await signsIn(again)
    expect(await seen(world, again.subUserId)).toMatchObject({ verificationState: 'created', attempt: 1 })
  })

  it('[R46] and is left to staff in each place where its renewal is rejected in one', async () => {
    const one = await anAccessFor(world, 20)
    const other = await anInvite(world, { email: one.email })
    await signsIn(other)
    await activate(context, other.subUserId)
    await askRenewals(context)
    await sendsDocuments(world, one)
    await isRejected(world, one)
    expect(await seen(world, other.subUserId)).toMatchObject({
      status: 'suspended',
      suspendedCause: 'rejected',
      verificationState: 'rejected',
      turn: 'nobody',
    })
    await reactivate(context, aMember('manager'), other)
    await askRenewals(context)
    expect(await seen(world, other.subUserId)).toMatchObject({ status: 'active', verificationState: 'created' })
  })

  it('a former Viewer who comes back as a Trader is verified then', async () => {
    const viewer = await anActive(world, { role: 'viewer' })
    await deactivate(context, aCaller(), viewer)
    const again = await addedAgain(viewer, { role: 'trader' })
    await signsIn(again)
    expect(await seen(world, again.subUserId)).toMatchObject({ verificationState: 'created' })
  })

  it('and the name that was checked stays: nobody takes a check along under another name', async () => {
    const one = await anAccessFor(world, 200)
    await deactivate(context, aCaller(), one)
    const again = await addedAgain(one)
    await acceptBySignIn(context, await aClaim(world, again), PASSWORD)
    await giveName(context, again, { name: 'Somebody Else', dateOfBirth: '1990-01-01' })
    const person = await db.prisma.person.findUniqueOrThrow({ where: { id: one.personId } })
    expect([person.name, person.dateOfBirth]).toEqual(['Tomasz Wilk', '1988-03-09'])
  })

  it('somebody with a new login is verified, whatever the address was used for', async () => {
    const one = await anAccessFor(world, 200)
    await deactivate(context, aCaller(), one)
    await db.prisma.person.update({ where: { id: one.personId }, data: { passwordHash: null } })
    const again = await addedAgain(one)
    await acceptsWithCode(world, again)
    await signsUp(world, again)
    await beginVerification(context, again.subUserId)
    expect(await seen(world, again.subUserId)).toMatchObject({ verificationState: 'created' })
  })
})
