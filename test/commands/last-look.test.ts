import { expect, it } from 'vitest'
import { askVendor } from '../../activities/ask-vendor.ts'
import { expire } from '../../commands/expire.ts'
import { settle } from '../../commands/process.ts'
import { backFromVendor, goToVendor, hostedSession } from '../../commands/vendor-sessions.ts'
import { aVerifying, type Onboarding, seen } from '../support/onboardings.ts'
import { aVendorInMemory } from '../support/vendor-in-memory.ts'
import { aWorld, DAY, HOUR, passes } from '../support/world.ts'

const { vendor, truth } = aVendorInMemory()
const world = await aWorld(10, [vendor])
const { context } = world
const MINUTE = 60_000

const leftOf = async ({ subUserId }: Onboarding): Promise<number> => {
  const { deadline, now } = await seen(world, subUserId)
  return (deadline?.getTime() ?? NaN) - now.getTime()
}

/** Somebody who went to the vendor's page two days before the deadline; the vendor says that nothing was sent yet. */
async function isThere(): Promise<Onboarding & { session: string }> {
  const one = await aVerifying(world)
  await askVendor(context, one.subUserId)
  await passes(world, one.accountId, (await leftOf(one)) - 2 * DAY)
  const session = await hostedSession(context, one)
  if (session) await goToVendor(context, one, session)
  truth.set(session?.sessionId ?? '', 'in_progress')
  return { ...one, session: session?.sessionId ?? '' }
}

/** Time passes as the workflow lets it: to each look that is due, until so much is left. */
async function goesOnUntil(one: Onboarding, left: number): Promise<void> {
  for (;;) {
    const { vendorInMs } = await settle(context, one.subUserId)
    const rest = (await leftOf(one)) - left
    if (rest <= 0) return
    await passes(world, one.accountId, Math.min(rest, vendorInMs ?? rest) + 1)
    await askVendor(context, one.subUserId)
  }
}

it('[R33] [R43] sent in there before the deadline, without a word from the vendor or the person: found in time', async () => {
  for (const left of [HOUR, MINUTE]) {
    const one = await isThere()
    await goesOnUntil(one, left)
    truth.set(one.session, 'processing')
    await goesOnUntil(one, 5_000)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'verifying', turn: 'vendor', dueAt: null })
    await passes(world, one.accountId, HOUR)
    await expire(context, one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'verifying', turn: 'vendor' })
  }
})

it('[R33] not sent in before the deadline: it expires then, and what comes later is late', async () => {
  const one = await isThere()
  await goesOnUntil(one, 0)
  truth.set(one.session, 'processing')
  await backFromVendor(context, one)
  await askVendor(context, one.subUserId)
  await expire(context, one.subUserId)
  expect(await seen(world, one.subUserId)).toMatchObject({ status: 'expired' })
})
