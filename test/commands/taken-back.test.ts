import { describe, expect, it } from 'vitest'
import { askVendor } from '../../activities/ask-vendor.ts'
import { acceptBySignIn } from '../../commands/answer.ts'
import { deactivate, reactivate } from '../../commands/lifecycle.ts'
import { activate, beginVerification, settle } from '../../commands/process.ts'
import { askRenewals } from '../../commands/validity.ts'
import { noteVendorNews } from '../../commands/vendor-sessions.ts'
import type { VerificationState } from '../../domain/status.ts'
import { aCaller, aMember } from '../support/actors.ts'
import {
  aClaim,
  aVerifying,
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
import { aVendorInMemory } from '../support/vendor-in-memory.ts'
import { anApprovingAccount, aWithdrawal, shown } from '../support/withdrawals.ts'
import { aWorld, DAY, passes } from '../support/world.ts'

const { vendor, truth } = aVendorInMemory()
const world = await aWorld(10, [vendor])
const { context, db } = world
const manager = aMember('manager')

/** An access that the vendor approved. */
async function anApproved(given: InviteGiven = {}): Promise<Onboarding & { sessionId: string }> {
  const one = await aVerifying(world, given)
  await askVendor(context, one.subUserId)
  const approved = { ...one, sessionId: (await seen(world, one.subUserId)).vendorSessionId ?? '' }
  await says(approved, 'approved')
  return approved
}

/** What the vendor says of this session is heard, in this order. */
async function says(one: Onboarding & { sessionId: string }, ...states: VerificationState[]): Promise<void> {
  for (const state of states) {
    truth.set(one.sessionId, state)
    await noteVendorNews(context, vendor.id, one.sessionId)
    await askVendor(context, one.subUserId)
    await activate(context, one.subUserId)
  }
}

/** The same person is added to another account, and signs in with the login there is. */
async function addedElsewhere({ email }: Onboarding): Promise<Onboarding> {
  const other = await anInvite(world, { email })
  await acceptBySignIn(context, await aClaim(world, other), PASSWORD)
  await signsUp(world, other)
  await beginVerification(context, other.subUserId)
  return other
}

describe('[R43] an approval that is taken back', () => {
  it('[R18] ends the withdrawals that wait', async () => {
    const accountId = await anApprovingAccount(world)
    const one = await anApproved({ accountId, role: 'trader_withdrawals' })
    const { withdrawalId } = await aWithdrawal(world, { one, accountId })
    await says(one, 'rejected')
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'suspended', suspendedCause: 'withdrawn' })
    expect(await shown(world, withdrawalId)).toMatchObject({ status: 'ended', endedBecause: 'suspended' })
    expect((await eventTypes(world, withdrawalId)).at(-1)).toBe('withdrawal.ended')
  })

  it('[R46] and lifted by staff is followed by a new check with an end', async () => {
    const one = await anApproved()
    await says(one, 'rejected')
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'suspended', verifiedUntil: null })
    await reactivate(context, manager, one)
    await askRenewals(context)
    const { now, ...lifted } = await seen(world, one.subUserId)
    expect(lifted).toMatchObject({ status: 'active', verificationState: 'created', attempt: 2, renewalAt: null })
    expect(lifted.verifiedUntil?.getTime()).toBeGreaterThan(now.getTime() + 29 * DAY)
  })

  it('after the vendor looked at it again suspends as well, and so does the second time', async () => {
    const one = await anApproved()
    await says(one, 'processing', 'in_progress', 'approved', 'in_review')
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active' })
    await says(one, 'rejected')
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'suspended', suspendedCause: 'withdrawn' })
    await says(one, 'approved')
    await reactivate(context, manager, one)
    await says(one, 'rejected')
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'suspended', suspendedCause: 'withdrawn' })
  })

  it('[R46] while it is renewed suspends as well, heard or found; the renewal goes on', async () => {
    for (const heard of [true, false]) {
      const one = await anApproved()
      const { renewalAt, now } = await seen(world, one.subUserId)
      await passes(world, one.accountId, (renewalAt?.getTime() ?? NaN) - now.getTime() + 1_000)
      await askRenewals(context)
      await askVendor(context, one.subUserId)
      expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active', attempt: 2 })
      if (heard) await says(one, 'rejected')
      else {
        truth.set(one.sessionId, 'rejected')
        await passes(world, one.accountId, 8 * DAY)
        await askVendor(context, one.subUserId)
      }
      expect(await seen(world, one.subUserId)).toMatchObject({
        status: 'suspended',
        suspendedCause: 'withdrawn',
        verifiedUntil: null,
        verificationState: 'created',
      })
      await reactivate(context, manager, one)
      await askRenewals(context)
      expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active', attempt: 2, renewalAt: null })
      expect((await seen(world, one.subUserId)).verifiedUntil).not.toBeNull()
      await says({ ...one, sessionId: (await seen(world, one.subUserId)).vendorSessionId ?? '' }, 'approved')
      expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active', verificationState: 'approved' })
    }
  })

  it('[R46] while staff renew it is found, too; what staff decide is no answer of a vendor', async () => {
    const one = await anApproved()
    await db.prisma.account.update({ where: { id: one.accountId }, data: { verificationProfile: 'four_eyes' } })
    const { renewalAt, now } = await seen(world, one.subUserId)
    await passes(world, one.accountId, (renewalAt?.getTime() ?? NaN) - now.getTime() + 1_000)
    await askRenewals(context)
    await sendsDocuments(world, one)
    await askVendor(context, one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active', vendor: 'staff', turn: 'staff' })
    expect((await settle(context, one.subUserId)).vendorInMs).toBeGreaterThan(DAY)
    expect(await eventTypes(world, one.subUserId)).not.toContain('verification.answered_late')
    truth.set(one.sessionId, 'rejected')
    await passes(world, one.accountId, 8 * DAY)
    await askVendor(context, one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'suspended', suspendedCause: 'withdrawn' })
    await isApproved(world, one)
    await isApproved(world, one)
    expect((await settle(context, one.subUserId)).vendorInMs).toBeNull()
  })

  it('[R11] after the end of the access is not used again', async () => {
    const one = await anApproved()
    await deactivate(context, aCaller(), one)
    await says(one, 'processing', 'rejected')
    expect((await eventTypes(world, one.subUserId)).at(-1)).toBe('verification.withdrawn')
    const again = await addedElsewhere(one)
    expect(await seen(world, again.subUserId)).toMatchObject({ status: 'verifying', verificationState: 'created' })
  })

  it('[R11] suspends what else rests on it, heard or found, also after the first access has ended', async () => {
    for (const heard of [true, false]) {
      const one = await anApproved()
      const other = await addedElsewhere(one)
      await activate(context, other.subUserId)
      await deactivate(context, aCaller(), one)
      await askVendor(context, one.subUserId)
      expect(await seen(world, other.subUserId)).toMatchObject({ status: 'active', attempt: 0 })
      if (!heard) {
        truth.set(one.sessionId, 'rejected')
        await passes(world, one.accountId, 2 * DAY)
        await askVendor(context, one.subUserId)
      } else await says(one, 'rejected')
      expect(await seen(world, other.subUserId)).toMatchObject({
        status: 'suspended',
        suspendedByKind: 'usher',
        suspendedCause: 'withdrawn',
        verificationState: 'rejected',
      })
      expect((await eventTypes(world, other.subUserId)).slice(-2)).toEqual([
        'verification.withdrawn',
        'sub_user.suspended',
      ])
      expect(await seen(world, one.subUserId)).toMatchObject({ status: 'deactivated' })
    }
  })

  it.each(['vendor', 'staff'])('[R11] suspends what rests on it after a renewal by %s, heard or found', async (by) => {
    for (const heard of [true, false]) {
      const one = await anApproved()
      const other = await addedElsewhere(one)
      await activate(context, other.subUserId)
      if (by === 'staff')
        await db.prisma.account.update({ where: { id: one.accountId }, data: { verificationProfile: 'four_eyes' } })
      const { renewalAt, now } = await seen(world, one.subUserId)
      await passes(world, one.accountId, (renewalAt?.getTime() ?? NaN) - now.getTime() + 1_000)
      await askRenewals(context)
      await askVendor(context, one.subUserId)
      if (by === 'staff') {
        await sendsDocuments(world, one)
        for (let times = 0; times < 2; times++) await isApproved(world, one)
      } else await says({ ...one, sessionId: (await seen(world, one.subUserId)).vendorSessionId ?? '' }, 'approved')
      expect(await seen(world, one.subUserId)).toMatchObject({ attempt: 2, verificationState: 'approved' })
      truth.set(one.sessionId, 'rejected')
      if (heard) await noteVendorNews(context, vendor.id, one.sessionId)
      else await passes(world, one.accountId, 8 * DAY)
      await askVendor(context, one.subUserId)
      expect(await seen(world, other.subUserId)).toMatchObject({ status: 'suspended', suspendedCause: 'withdrawn' })
      expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active', verificationState: 'approved' })
    }
  })

  it('[R11] is nothing that a vendor says which was made to forget the person', async () => {
    const one = await anApproved()
    const other = await addedElsewhere(one)
    await activate(context, other.subUserId)
    await deactivate(context, aCaller(), one)
    await db.prisma.verificationAttempt.updateMany({
      where: { subUserId: one.subUserId },
      data: { redactedAt: new Date() },
    })
    await says(one, 'cancelled')
    expect(await seen(world, other.subUserId)).toMatchObject({ status: 'active' })
    expect(await seen(world, one.subUserId)).toMatchObject({ nextPollAt: null })
  })

  it('[R11] unheard of after the end is found when the check is used again: the person is checked before being active', async () => {
    const one = await anApproved()
    await deactivate(context, aCaller(), one)
    await askVendor(context, one.subUserId)
    truth.set(one.sessionId, 'rejected')
    const again = await addedElsewhere(one)
    expect(await seen(world, again.subUserId)).toMatchObject({ verificationState: 'approved', attempt: 0 })
    await askVendor(context, one.subUserId)
    await activate(context, again.subUserId)
    expect(await seen(world, again.subUserId)).toMatchObject({
      status: 'verifying',
      verificationState: 'created',
      turn: 'invitee',
      attempt: 1,
    })
  })
})

it('[R46] a pause that is due is told before the renewal is rejected, whether or not a worker wrote it', async () => {
  const one = await anApproved()
  const { renewalAt, now } = await seen(world, one.subUserId)
  await passes(world, one.accountId, (renewalAt?.getTime() ?? NaN) - now.getTime() + 1_000)
  await askRenewals(context)
  await askVendor(context, one.subUserId)
  await passes(world, one.accountId, 31 * DAY)
  await says({ ...one, sessionId: (await seen(world, one.subUserId)).vendorSessionId ?? '' }, 'rejected')
  expect((await eventTypes(world, one.subUserId)).slice(-2)).toEqual(['sub_user.suspended', 'verification.rejected'])
  expect(await seen(world, one.subUserId)).toMatchObject({ status: 'suspended', suspendedCause: 'rejected' })
})
