import { expect, it } from 'vitest'
import { askVendor } from '../../activities/ask-vendor.ts'
import { noteVendorNews } from '../../commands/vendor-sessions.ts'
import { attemptsOf } from '../../store/verification.ts'
import { aVerifying, seen } from '../support/onboardings.ts'
import { aVendorInMemory } from '../support/vendor-in-memory.ts'
import { aWorld } from '../support/world.ts'

const { vendor, truth, asks } = aVendorInMemory()
const world = await aWorld(undefined, [vendor])
const { context, db } = world

it('[R42] a vendor that finds several things wrong with one document asks for one new photo of it', async () => {
  const { subUserId } = await aVerifying(world)
  await askVendor(context, subUserId)
  const session = (await seen(world, subUserId)).vendorSessionId ?? ''
  truth.set(session, 'needs_resubmission')
  asks.set(session, [
    { document: 'passport_photo', reason: 'glare' },
    { document: 'selfie', reason: 'blurred' },
    { document: 'passport_photo', reason: 'cut_off' },
  ])
  await noteVendorNews(context, vendor.id, session)
  await askVendor(context, subUserId)
  expect((await attemptsOf(db.prisma, subUserId))[0]?.asked).toEqual([
    { document: 'passport_photo', reason: 'glare' },
    { document: 'selfie', reason: 'blurred' },
  ])
})
