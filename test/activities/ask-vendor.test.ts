import { ApplicationFailure } from '@temporalio/common'
import { describe, expect, it } from 'vitest'
import { askVendor } from '../../activities/ask-vendor.ts'
import { faultOf } from '../../vendors/vendor.ts'
import { aVerifying, seen } from '../support/onboardings.ts'
import { aVendorInMemory } from '../support/vendor-in-memory.ts'
import { aWorld, passes } from '../support/world.ts'

const { vendor } = aVendorInMemory()
let retryAfter = '0'
const busy = { ...vendor, createSession: () => Promise.reject(faultOf(429, retryAfter)) }
const world = await aWorld(10, [busy])
const { context } = world
const MINUTE = 60_000

/** In how many ms it is asked again, when the vendor says so many seconds; undefined when it is not. */
async function askedAgainIn(subUserId: string, seconds: string): Promise<unknown> {
  retryAfter = seconds
  const error: unknown = await askVendor(context, subUserId).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof ApplicationFailure ? error.nextRetryDelay : error
}

describe('[R41] a vendor that is busy', () => {
  it('is left alone for as long as it says, within 1 second and 5 minutes', async () => {
    const { subUserId } = await aVerifying(world)
    for (const [seconds, ms] of [
      ['45', 45_000],
      ['0', 1_000],
      ['-5', 1_000],
      ['86400', 5 * MINUTE],
      ['Infinity', 5 * MINUTE],
      ['Sat, 28 Nov 2026 09:00:00 GMT', 20_000],
      ['', 20_000],
    ] as const)
      expect([seconds, await askedAgainIn(subUserId, seconds)]).toEqual([seconds, ms])
  })

  it('and never longer than until the next vendor takes over', async () => {
    const { subUserId, accountId } = await aVerifying(world)
    await askedAgainIn(subUserId, '1')
    await passes(world, accountId, 28 * MINUTE)
    const left = await askedAgainIn(subUserId, '86400')
    expect(left).toBeGreaterThan(MINUTE)
    expect(left).toBeLessThanOrEqual(2 * MINUTE)
    await passes(world, accountId, 2 * MINUTE)
    expect(await askedAgainIn(subUserId, '86400')).toBeUndefined()
    expect(await seen(world, subUserId)).toMatchObject({ vendor: 'staff', attempt: 2 })
  })
})
