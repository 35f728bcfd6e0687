import { describe, expect, it } from 'vitest'
import { askVendor } from '../../activities/ask-vendor.ts'
import { revoke } from '../../commands/lifecycle.ts'
import { settle } from '../../commands/process.ts'
import { deleteOldDocuments } from '../../commands/retention.ts'
import { sessionKey } from '../../commands/vendor-sessions.ts'
import { type Vendor, VendorFault } from '../../vendors/vendor.ts'
import { aCaller } from '../support/actors.ts'
import { aVerifying, type Onboarding, seen } from '../support/onboardings.ts'
import { aVendorInMemory } from '../support/vendor-in-memory.ts'
import { aWorld, DAY, HOUR, passes } from '../support/world.ts'

const { vendor, truth, line } = aVendorInMemory()
const redacted: string[] = []
let isLost = false
/** Its answers get lost on the way, if wanted. */
const lossy: Vendor = {
  ...vendor,
  async createSession(request) {
    const made = await vendor.createSession(request)
    if (isLost) throw new VendorFault('away')
    return made
  },
  redact: async (id) => void redacted.push(id),
}
const world = await aWorld(10, [lossy])
const { context } = world
const keyOf = ({ subUserId }: Onboarding): string => sessionKey(subUserId, 1)

/** Somebody whose page was asked for when the vendor did not answer; `made`: it made one all the same. */
async function unanswered(made: boolean): Promise<Onboarding> {
  const one = await aVerifying(world)
  isLost = made
  line.isDown = !made
  await expect(askVendor(context, one.subUserId)).rejects.toThrow('vendor-away')
  isLost = line.isDown = false
  return one
}

describe('[R50] an onboarding that ends before the vendor’s answer comes', () => {
  it('is closed there, too, when a page was made', async () => {
    const one = await unanswered(true)
    await revoke(context, aCaller(), one)
    while ((await settle(context, one.subUserId)).vendorInMs === 0) await askVendor(context, one.subUserId)
    expect(truth.get(keyOf(one))).toBe('cancelled')
    expect(await seen(world, one.subUserId)).toMatchObject({ vendorSessionId: keyOf(one), nextPollAt: null })
  })

  it('makes none there afterwards', async () => {
    const one = await unanswered(false)
    await revoke(context, aCaller(), one)
    await askVendor(context, one.subUserId)
    expect([truth.has(keyOf(one)), await seen(world, one.subUserId)]).toMatchObject([false, { nextPollAt: null }])
  })

  it('is asked about again when the vendor is still away then', async () => {
    const one = await unanswered(true)
    await revoke(context, aCaller(), one)
    line.isDown = true
    await askVendor(context, one.subUserId)
    line.isDown = false
    expect(await seen(world, one.subUserId)).toMatchObject({ nextPollAt: expect.any(Date) })
    await passes(world, one.accountId, HOUR)
    for (let looks = 0; looks < 2; looks++) await askVendor(context, one.subUserId)
    expect(truth.get(keyOf(one))).toBe('cancelled')
  })
})

it('[R45] [R50] what a vendor made without our hearing of it is forgotten there with the rest', async () => {
  const one = await unanswered(true)
  await passes(world, one.accountId, HOUR)
  line.isDown = true
  await askVendor(context, one.subUserId) // the next vendor takes over
  line.isDown = false
  await revoke(context, aCaller(), one)
  await passes(world, one.accountId, 2 * DAY)
  await deleteOldDocuments(context, [{ policy: 'exchange', profile: 'standard', days: 1 }])
  expect(redacted).toContain(keyOf(one))
})
