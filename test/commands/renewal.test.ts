import { describe, expect, it } from 'vitest'
import { addPhoto, chooseDocument, submitDocuments } from '../../commands/documents.ts'
import { expire } from '../../commands/expire.ts'
import { deactivate, reactivate, suspend } from '../../commands/lifecycle.ts'
import { activate, settle } from '../../commands/process.ts'
import { decideReview, takeReview } from '../../commands/review.ts'
import { askRenewals } from '../../commands/validity.ts'
import { aCaller, aMember } from '../support/actors.ts'
import {
  aPicture,
  anActive,
  eventTypes,
  isApproved,
  type Onboarding,
  seen,
  sendsDocuments,
} from '../support/onboardings.ts'
import { accessOf, anAccessFor, anApprovedFor, isRejected, untilEnd } from '../support/renewals.ts'
import { refused } from '../support/refused.ts'
import { anApprovingAccount, aWithdrawal, shown } from '../support/withdrawals.ts'
import { aWorld, DAY, HOUR, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

const mailsOf = async ({ subUserId }: Onboarding): Promise<string[]> =>
  (await db.prisma.mail.findMany({ where: { subject: subUserId }, orderBy: { id: 'asc' } })).map((mail) => mail.kind)

async function anAccessThatIsRenewed(): Promise<Onboarding> {
  const one = await anAccessFor(world, 60)
  await passes(world, one.accountId, (await untilEnd(world, one)) - 30 * DAY + 1_000)
  await askRenewals(context)
  return one
}

/** Its check ends within the hour, and a withdrawal waits for the holder. */
async function aRenewalWithWithdrawal(): Promise<{ one: Onboarding; withdrawalId: string }> {
  const accountId = await anApprovingAccount(world)
  const one = await anAccessFor(world, 20, { accountId, role: 'trader_withdrawals' })
  await askRenewals(context)
  await passes(world, accountId, (await untilEnd(world, one)) - HOUR + 1_000)
  return { one, withdrawalId: (await aWithdrawal(world, { one, accountId })).withdrawalId }
}

describe('[R46] a check is valid until the document’s end or the profile’s period', () => {
  it('the document’s last day, as the reviewer typed it', async () => {
    const one = await anAccessFor(world, 60)
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
    const one = await anAccessFor(world, 60)
    await passes(world, one.accountId, (await untilEnd(world, one)) - 30 * DAY - 60_000)
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
    expect(await accessOf(world, one)).toBe('active')
  })

  it('is asked for even if it was due when the onboarding was approved and not activated yet', async () => {
    const one = await anApprovedFor(world, 20)
    await askRenewals(context)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'verifying', verificationState: 'approved' })
    await activate(context, one.subUserId)
    await askRenewals(context)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active', verificationState: 'created' })
    expect(await mailsOf(one)).toContain('renewal')
  })

  it('its process waits for the end of the check, and closes when it is approved', async () => {
    const one = await anAccessThatIsRenewed()
    const waiting = await settle(context, one.subUserId)
    expect(waiting).toMatchObject({ done: false, status: 'active' })
    expect(Math.abs((waiting.remainingMs ?? 0) - (await untilEnd(world, one)))).toBeLessThan(5_000)
    await sendsDocuments(world, one)
    await isApproved(world, one)
    await db.prisma.mail.updateMany({ where: { subject: one.subUserId }, data: { settledAt: new Date() } })
    expect(await settle(context, one.subUserId)).toMatchObject({ done: true, status: 'active' })
  })

  it('approved in time: the new end counts, and nobody noticed a pause', async () => {
    const one = await anAccessThatIsRenewed()
    const before = await untilEnd(world, one)
    await sendsDocuments(world, one)
    await isApproved(world, one)
    expect(await untilEnd(world, one)).toBeGreaterThan(before)
    expect(await eventTypes(world, one.subUserId)).not.toContain('sub_user.suspended')
  })

  it('not done: at the last moment the access check says yes, right after it no, whether or not a worker runs', async () => {
    const one = await anAccessThatIsRenewed()
    await passes(world, one.accountId, (await untilEnd(world, one)) - 10_000)
    expect(await accessOf(world, one)).toBe('active')
    await passes(world, one.accountId, 10_001)
    expect(await accessOf(world, one)).toBe('suspended')
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
      await passes(world, one.accountId, (await untilEnd(world, one)) + 1_000)
      if (written) await expire(context, one.subUserId)
      await sendsDocuments(world, one)
      expect(await accessOf(world, one)).toBe('suspended')
      await isApproved(world, one)
      expect(await accessOf(world, one)).toBe('active')
      expect((await eventTypes(world, one.subUserId)).slice(-2)).toEqual([
        'verification.approved',
        'sub_user.reactivated',
      ])
      expect(await mailsOf(one)).toContain('reactivated')
    }
  })

  it('nobody lifts the pause without a check; what the holder suspended stays suspended by it', async () => {
    const one = await anAccessThatIsRenewed()
    await passes(world, one.accountId, (await untilEnd(world, one)) + 1_000)
    await refused('not-in-this-state', reactivate(context, aMember('manager'), one))
    const other = await anAccessThatIsRenewed()
    const caller = aCaller()
    await suspend(context, caller, { ...other, reason: 'Holidays' })
    await sendsDocuments(world, other)
    await isApproved(world, other)
    expect(await accessOf(world, other)).toBe('suspended')
    await reactivate(context, caller, other)
    expect(await accessOf(world, other)).toBe('active')
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
    expect(await accessOf(world, one)).toBe('active')
  })

  it('rejected: the access is paused, and staff decide what becomes of it', async () => {
    const { one, withdrawalId } = await aRenewalWithWithdrawal()
    await sendsDocuments(world, one)
    await isRejected(world, one)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'suspended', suspendedCause: 'rejected' })
    expect(await accessOf(world, one)).toBe('suspended')
    expect(await shown(world, withdrawalId)).toMatchObject({ status: 'ended', endedBecause: 'suspended' })
    await deactivate(context, aMember('manager'), one)
    expect(await accessOf(world, one)).toBe('deactivated')
  })

  it('[R39] rejected while the caller had suspended the access: only staff lift it from now on', async () => {
    const one = await anAccessThatIsRenewed()
    await sendsDocuments(world, one)
    const caller = aCaller()
    await suspend(context, caller, one)
    await isRejected(world, one)
    await refused('suspended-by-another', reactivate(context, caller, one))
    expect(await seen(world, one.subUserId)).toMatchObject({ suspendedByKind: 'usher', suspendedCause: 'rejected' })
  })

  it('rejected and lifted by staff: a new check is asked for at once, and the access has an end again', async () => {
    const one = await anAccessThatIsRenewed()
    await sendsDocuments(world, one)
    await isRejected(world, one)
    await reactivate(context, aMember('manager'), one)
    await askRenewals(context)
    expect(await seen(world, one.subUserId)).toMatchObject({
      status: 'active',
      verificationState: 'created',
      turn: 'invitee',
      attempt: 3,
      attemptsAllowed: 5,
    })
    expect(await accessOf(world, one)).toBe('active')
    await passes(world, one.accountId, 30 * DAY)
    expect(await accessOf(world, one)).toBe('suspended')
    await sendsDocuments(world, one)
    await isApproved(world, one)
    expect(await accessOf(world, one)).toBe('active')
  })

  it('[R39] run out while the caller had suspended the access: it is not said to be back before the check is renewed', async () => {
    const one = await anAccessThatIsRenewed()
    const caller = aCaller()
    await suspend(context, caller, one)
    await passes(world, one.accountId, (await untilEnd(world, one)) + 1_000)
    await refused('not-in-this-state', reactivate(context, caller, one))
    expect(await mailsOf(one)).not.toContain('reactivated')
    await sendsDocuments(world, one)
    await isApproved(world, one)
    await reactivate(context, caller, one)
    expect(await accessOf(world, one)).toBe('active')
  })

  it('only while it is asked for can documents be sent', async () => {
    const one = await anAccessFor(world, 60)
    await refused('not-in-this-state', chooseDocument(context, one, 'passport'))
  })
})
