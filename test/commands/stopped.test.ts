import { describe, expect, it } from 'vitest'
import { askVendor } from '../../activities/ask-vendor.ts'
import { stopOnboarding } from '../../commands/decline.ts'
import { mailSignInLink } from '../../commands/links.ts'
import { activate } from '../../commands/process.ts'
import { noteVendorNews } from '../../commands/vendor-sessions.ts'
import type { VerificationState } from '../../domain/status.ts'
import { aMember } from '../support/actors.ts'
import { aSignedUp, aVerifying, linkOf, type Onboarding, seen } from '../support/onboardings.ts'
import { aVendorInMemory } from '../support/vendor-in-memory.ts'
import { aWorld } from '../support/world.ts'

const { vendor, truth } = aVendorInMemory()
const world = await aWorld(10, [vendor])
const { context } = world

/** What the vendor says now is heard. */
async function says(one: Onboarding, state: VerificationState): Promise<void> {
  const { vendorSessionId } = await seen(world, one.subUserId)
  truth.set(vendorSessionId ?? '', state)
  await noteVendorNews(context, vendor.id, vendorSessionId ?? '')
  await askVendor(context, one.subUserId)
}

/** Of whom the vendor has said this. */
async function aCheck(state: VerificationState): Promise<Onboarding> {
  const one = await aVerifying(world)
  await askVendor(context, one.subUserId)
  await says(one, state)
  return one
}

const isStopped = async ({ subUserId }: Onboarding): Promise<unknown> =>
  stopOnboarding(context, await linkOf(world, subUserId))
const isLifted = (one: Onboarding): Promise<unknown> => mailSignInLink(context, aMember('manager'), one)

describe('[R43] “Was it not you?” during a check by a vendor, lifted by staff', () => {
  it('goes on with what the vendor said meanwhile, without another word from it', async () => {
    for (const state of ['processing', 'in_progress'] as const) {
      const one = await aCheck(state)
      await isStopped(one)
      await says(one, 'approved')
      await activate(context, one.subUserId)
      expect(await seen(world, one.subUserId)).toMatchObject({ status: 'verifying', turn: 'staff' })
      await isLifted(one)
      await askVendor(context, one.subUserId)
      await activate(context, one.subUserId)
      expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active' })
    }
  })

  it('asks again at intervals while the vendor still checks', async () => {
    const one = await aCheck('processing')
    await isStopped(one)
    await says(one, 'processing')
    expect(await seen(world, one.subUserId)).toMatchObject({ turn: 'staff', nextPollAt: null })
    await isLifted(one)
    await askVendor(context, one.subUserId)
    const { turn, nextPollAt } = await seen(world, one.subUserId)
    expect([turn, nextPollAt]).toEqual(['vendor', expect.any(Date)])
  })

  it('[R33] is the person’s turn, with a date, where a session had ended before', async () => {
    for (const state of ['cancelled', 'expired'] as const) {
      const one = await aCheck(state)
      await isStopped(one)
      await isLifted(one)
      expect(await seen(world, one.subUserId)).toMatchObject({ turn: 'invitee', dueAt: expect.any(Date) })
    }
  })
})

it('[R33] a stop after the sign-up is over, lifted: the date stands still until Usher has gone on', async () => {
  const one = await aSignedUp(world)
  await isStopped(one)
  await isLifted(one)
  expect(await seen(world, one.subUserId)).toMatchObject({ status: 'accepted', turn: 'nobody', dueAt: null })
})
