import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askVendor } from '../../activities/ask-vendor.ts'
import { stopOnboarding } from '../../commands/decline.ts'
import { expire } from '../../commands/expire.ts'
import { deactivate } from '../../commands/lifecycle.ts'
import { mailSignInLink } from '../../commands/links.ts'
import { activate, settle } from '../../commands/process.ts'
import { decideReview, takeReview } from '../../commands/review.ts'
import { giveName } from '../../commands/sign-up.ts'
import { askRenewals } from '../../commands/validity.ts'
import {
  backFromVendor,
  goToVendor,
  hostedSession,
  noteVendorNews,
  wakeForPolls,
} from '../../commands/vendor-sessions.ts'
import { Refusal } from '../../domain/refusals.ts'
import { isEnded } from '../../domain/status.ts'
import type { VerificationState } from '../../domain/status.ts'
import { triesOf } from '../../domain/verification.ts'
import { attemptsOf } from '../../store/verification.ts'
import { aCaller, aMember } from '../support/actors.ts'
import { aCompanyAccount, aVerifying, eventTypes, linkOf, type Onboarding, seen } from '../support/onboardings.ts'
import { aVendorInMemory } from '../support/vendor-in-memory.ts'
import { aWorld, DAY, HOUR, passes } from '../support/world.ts'

const { vendor, truth, names, line } = aVendorInMemory()
const world = await aWorld(10, [vendor])
const { context, db } = world
const manager = aMember('manager')

/** What happens to one onboarding, in any order: words of the vendor, ways they reach us, staff, time. */
type Step =
  | { is: 'says'; state: VerificationState }
  | {
      is:
        | 'hears'
        | 'webhook'
        | 'back'
        | 'go'
        | 'look'
        | 'activates'
        | 'staff_approve'
        | 'staff_reject'
        | 'ends'
        | 'expires'
        | 'stops'
        | 'lifts'
        | 'renames'
    }
  | { is: 'down'; down: boolean }
  | { is: 'time'; ms: number }

const SAID = [
  'in_progress',
  'processing',
  'approved',
  'approved',
  'approved',
  'rejected',
  'needs_resubmission',
  'cancelled',
  'expired',
] as const
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...SAID).map((state) => ({ is: 'says' as const, state })) },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom('hears', 'hears', 'hears', 'webhook', 'back', 'go', 'look', 'activates')
      .map((is) => ({ is })),
  },
  { weight: 3, arbitrary: fc.constantFrom('stops', 'lifts', 'lifts', 'renames').map((is) => ({ is })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('staff_approve', 'staff_reject', 'ends', 'expires').map((is) => ({ is })),
  },
  { weight: 1, arbitrary: fc.boolean().map((down) => ({ is: 'down' as const, down })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(10_000, 20 * 60_000, HOUR, DAY, 5 * DAY).map((ms) => ({ is: 'time' as const, ms })),
  },
)

/** Refusals are answers like any other; faults of ours are not. */
const unlessRefused = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })

/** One look, as the worker makes it; what it would retry is left for the next. */
const look = (one: Onboarding): Promise<unknown> =>
  askVendor(context, one.subUserId).catch((error: unknown) => {
    if (!(error instanceof Error) || !error.message.startsWith('vendor-')) throw error
  })

async function takes(one: Onboarding, now: Step): Promise<unknown> {
  const view = await seen(world, one.subUserId)
  switch (now.is) {
    case 'says':
      return view.vendorSessionId && truth.set(view.vendorSessionId, now.state)
    case 'hears':
      for (const is of ['webhook', 'look', 'activates'] as const) await takes(one, { is })
      return
    case 'webhook':
      return view.vendorSessionId && noteVendorNews(context, vendor.id, view.vendorSessionId)
    case 'back':
      return backFromVendor(context, one)
    case 'go':
      return unlessRefused(hostedSession(context, one).then((session) => session && goToVendor(context, one, session)))
    case 'look':
      return look(one)
    case 'activates':
      return activate(context, one.subUserId)
    case 'staff_approve':
    case 'staff_reject': {
      await unlessRefused(takeReview(context, manager, one))
      const decision = now.is === 'staff_approve' ? 'approve' : 'reject'
      return unlessRefused(decideReview(context, manager, { ...one, decision, asked: [], reason: 'Looked at it' }))
    }
    case 'ends':
      return unlessRefused(deactivate(context, aCaller(), one))
    case 'expires':
      return expire(context, one.subUserId)
    case 'stops':
      return unlessRefused(stopOnboarding(context, await linkOf(world, one.subUserId)))
    case 'lifts':
      return view.reportedAt && unlessRefused(mailSignInLink(context, manager, one))
    case 'renames': {
      const name = view.person.name === 'Tomasz Wilk' ? 'Tomasz Bielik' : 'Tomasz Wilk'
      return unlessRefused(giveName(context, one, { name, dateOfBirth: '1988-03-09' }))
    }
    case 'down':
      return void (line.isDown = now.down)
    case 'time':
      return passes(world, one.accountId, now.ms)
  }
}

/** All is well again: everything that is due is done, until nothing is. */
async function comesToRest(one: Onboarding): Promise<void> {
  line.isDown = false
  await takes(one, { is: 'lifts' })
  for (let rounds = 0; rounds < 20; rounds++) {
    const { vendorSessionId } = await seen(world, one.subUserId)
    if (vendorSessionId) await noteVendorNews(context, vendor.id, vendorSessionId)
    await look(one)
    await activate(context, one.subUserId)
    if (((await settle(context, one.subUserId)).vendorInMs ?? 1) !== 0) return
  }
  throw new Error('it does not come to rest')
}

const decisions = (types: readonly string[]): string[] =>
  types.filter((type) =>
    /^sub_user\.(activated|suspended|deactivated|rejected|expired|revoked|reactivated)$/.test(type),
  )

describe('[R43] any order, duplication and loss of webhooks, looks, staff and time', () => {
  it('ends where the last true answer says, and what is over changes only by a new recorded cause', async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 30 }), async (steps) => {
      line.isDown = false
      const one = await aVerifying(world)
      await look(one)
      let before = await seen(world, one.subUserId)
      let causes = decisions(await eventTypes(world, one.subUserId)).length
      for (const now of steps) {
        await takes(one, now)
        const after = await seen(world, one.subUserId)
        const count = decisions(await eventTypes(world, one.subUserId)).length
        const settled = before.status === 'active' || before.status === 'suspended' || isEnded(before.status)
        if (settled && after.status !== before.status && before.status !== 'expired')
          expect(count).toBeGreaterThan(causes)
        if (isEnded(before.status) && before.endedAt) expect(after.status).toBe(before.status)
        before = after
        causes = count
      }
      await comesToRest(one)
      await expectImplied(one)
    })
    await fc.assert(property, {
      numRuns: Number(process.env['MODEL_RUNS'] ?? 30),
      seed: 20_261_124,
      endOnFailure: false,
    })
  })
})

it('[R6] [R45] four eyes and a proof of address need documents that come here, whatever vendor comes first', async () => {
  for (const [profile, by] of [
    ['standard', 'larkcheck'],
    ['four_eyes', 'staff'],
    ['standard_with_address', 'staff'],
  ] as const) {
    const one = await aVerifying(world, { accountId: await aCompanyAccount(world, { profile }) })
    expect([profile, (await seen(world, one.subUserId)).vendor]).toEqual([profile, by])
  }
})

it('[R43] a look that is due wakes its process once, however long it takes to be made', async () => {
  line.isDown = false
  const one = await aVerifying(world)
  await look(one)
  await takes(one, { is: 'go' })
  const nudges = () => db.prisma.outbox.count({ where: { subject: one.subUserId } })
  const wakes = async (times: number, wake: () => Promise<unknown> = () => wakeForPolls(context)) => {
    const before = await nudges()
    for (let time = 0; time < times; time++) await wake()
    return (await nudges()) - before
  }
  await takes(one, { is: 'time', ms: 60_000 })
  expect(await wakes(1)).toBe(0) // a process that knows of it looks by itself
  await takes(one, { is: 'time', ms: 5_000 })
  expect(await wakes(3, () => takes(one, { is: 'webhook' }))).toBe(1) // it does not seem to know
  await takes(one, { is: 'time', ms: HOUR })
  expect(await wakes(5)).toBe(1)
  await look(one)
  await takes(one, { is: 'time', ms: DAY })
  expect(await wakes(5)).toBe(1)
})

it('[R46] [R41] a vendor that takes over a renewal moves no date, and tells nobody of a new one', async () => {
  line.isDown = false
  const one = await aVerifying(world)
  await look(one)
  await takes(one, { is: 'says', state: 'approved' })
  await takes(one, { is: 'hears' })
  const { renewalAt, now, deadline } = await seen(world, one.subUserId)
  await takes(one, { is: 'time', ms: (renewalAt?.getTime() ?? NaN) - now.getTime() + 1_000 })
  await askRenewals(context)
  line.isDown = true
  await look(one)
  await takes(one, { is: 'time', ms: HOUR })
  await look(one)
  expect(await seen(world, one.subUserId)).toMatchObject({ attempt: 3, vendor: 'staff', deadline, dueAt: null })
  expect(await db.prisma.mail.count({ where: { subject: one.subUserId, kind: 'check_again' } })).toBe(0)
})

it('[R41] [R44] a vendor whose pages end without a result three times in a row gives way, and no try is used', async () => {
  line.isDown = false
  const one = await aVerifying(world)
  const ends = async (state: VerificationState, times: number) => {
    for (let time = 0; time < times; time++) {
      await look(one)
      await takes(one, { is: 'says', state })
      await takes(one, { is: 'hears' })
    }
  }
  await ends('expired', 2)
  await ends('needs_resubmission', 1)
  await ends('cancelled', 2)
  expect(await seen(world, one.subUserId)).toMatchObject({ vendor: vendor.id, attempt: 6 })
  await ends('expired', 1)
  const view = await seen(world, one.subUserId)
  expect(view).toMatchObject({ vendor: 'staff', attempt: 7, status: 'verifying', turn: 'invitee' })
  expect(triesOf(view, await attemptsOf(db.prisma, one.subUserId))).toEqual({ tryNumber: 2, tryLimit: 3 })
})

/** What must hold when all has come to rest, given the vendor's last true answer for the present session. */
async function expectImplied(one: Onboarding): Promise<void> {
  const { status, turn, vendorSessionId, vendor: by, person } = await seen(world, one.subUserId)
  const attempts = await db.prisma.verificationAttempt.findMany({ where: { subUserId: one.subUserId } })
  const types = await eventTypes(world, one.subUserId)
  const says = by === vendor.id && vendorSessionId ? truth.get(vendorSessionId) : undefined
  const byStaff = types.includes('verification.last_try_used')
  if (status === 'verifying') expect(['invitee', 'vendor', ...(byStaff ? ['staff'] : [])]).toContain(turn)
  if (status === 'verifying' && turn !== 'staff' && says)
    expect([says, turn]).toEqual([says, says === 'processing' ? 'vendor' : 'invitee'])
  if (status === 'verifying' && turn !== 'staff')
    expect(['created', 'in_progress', 'processing', undefined]).toContain(says)
  if (status === 'active' && !byStaff) expect(['approved', 'processing', 'in_progress', 'expired']).toContain(says)
  if (says === 'approved' && !byStaff)
    expect(['active', 'suspended', 'deactivated', 'rejected', 'expired']).toContain(status)
  if (says === 'approved') expect(names.get(vendorSessionId ?? '')).toBe(person.name) // who was checked
  if (types.includes('verification.withdrawn')) expect(status).not.toBe('active')
  expect(types.filter((type) => type === 'sub_user.activated').length).toBeLessThanOrEqual(1)
  expect(attempts.filter(({ counted }) => counted).length).toBeLessThanOrEqual(3)
}
