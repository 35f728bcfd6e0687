import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decline, declineAfterAll } from '../../commands/decline.ts'
import { expire } from '../../commands/expire.ts'
import { invite } from '../../commands/invite.ts'
import { deactivate, inviteAgain, reactivate, revoke, suspend } from '../../commands/lifecycle.ts'
import { activate, beginVerification } from '../../commands/process.ts'
import { decideReview, takeReview } from '../../commands/review.ts'
import { outside } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusals.ts'
import { HOLDING_STATUSES } from '../../domain/status.ts'
import { aCaller, aMember } from '../support/actors.ts'
import {
  aCompanyAccount,
  acceptsWithCode,
  anAccepted,
  anActive,
  anInvite,
  aPersonalAccount,
  aTraderInReview,
  aVerifying,
  linkOf,
  type Onboarding,
  seen,
  signsUp,
} from '../support/onboardings.ts'
import { atOnce, refused } from '../support/refused.ts'
import { aWorld, DAY, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const caller = aCaller()

const taken = async (accountId: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await db.prisma.seatUse.findMany({ where: { accountId } })).map(({ quotaGroup, taken: n }) => [quotaGroup, n]),
  )

/** What the counter has to say, counted from the rows. */
async function holding(accountId: string): Promise<Record<string, number>> {
  const rows = await db.prisma.subUser.findMany({ where: { accountId, quotaGroup: { not: null } } })
  const held = rows.filter((row) => (HOLDING_STATUSES as readonly string[]).includes(row.status))
  return held.reduce<Record<string, number>>((all, { quotaGroup }) => {
    const group = quotaGroup ?? ''
    return { ...all, [group]: (all[group] ?? 0) + 1 }
  }, {})
}

const withoutZeros = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0))

describe('[R8] seats', () => {
  it.each([
    ['personal', aPersonalAccount, 1],
    ['company', aCompanyAccount, 2],
  ] as const)(
    'a %s account: Traders of all kinds share, Administrators have their own',
    async (_, anAccount, limit) => {
      const accountId = await anAccount(world)
      const kinds = ['trader', 'trader_withdrawals', 'trader_restricted_withdrawals']
      for (let n = 0; n < limit; n++) await anInvite(world, { accountId, role: kinds[n] ?? 'trader' })
      for (const role of kinds) await refused('seat-taken', anInvite(world, { accountId, role }))
      for (let n = 0; n < limit; n++) await anInvite(world, { accountId, role: 'administrator' })
      await refused('seat-taken', anInvite(world, { accountId, role: 'administrator' }))
      for (let n = 0; n < 5; n++) await anInvite(world, { accountId, role: 'viewer' })
      expect(await taken(accountId)).toEqual({ traders: limit, administrators: limit })
    },
  )
})

describe('[R9] a seat', () => {
  const manager = aMember('manager')
  const ends: readonly [string, () => Promise<Onboarding>, (one: Onboarding) => Promise<unknown>][] = [
    ['declining', () => anInvite(world), async (one) => decline(context, await linkOf(world, one.subUserId))],
    ['declining after all', () => anAccepted(world), (one) => declineAfterAll(context, one)],
    ['declining while verifying', () => aVerifying(world), (one) => declineAfterAll(context, one)],
    [
      'expiry',
      () => anInvite(world),
      async (one) => {
        await passes(world, one.accountId, 7 * DAY)
        await expire(context, one.subUserId)
      },
    ],
    ['revocation', () => aVerifying(world), ({ subUserId }) => revoke(context, caller, { subUserId })],
    [
      'rejection',
      () => aTraderInReview(world),
      async ({ subUserId }) => {
        await takeReview(context, manager, { subUserId })
        await decideReview(context, manager, { subUserId, decision: 'reject', asked: [], reason: 'Not the person' })
      },
    ],
    ['deactivation', () => anActive(world), ({ subUserId }) => deactivate(context, caller, { subUserId })],
    ['leaving', () => anActive(world), (one) => deactivate(context, { kind: 'person', id: one.personId }, one)],
  ]

  it.each(ends)('is freed by %s, once', async (_, begin, end) => {
    const one = await begin()
    expect(await taken(one.accountId)).toEqual({ traders: 1 })
    await end(one)
    expect(await taken(one.accountId)).toEqual({ traders: 0 })
    await end(one).catch((error: unknown) => expect(error).toBeInstanceOf(Refusal))
    expect(await taken(one.accountId)).toEqual({ traders: 0 })
  })

  it('is kept by suspension', async () => {
    const { accountId, subUserId } = await anActive(world)
    await suspend(context, caller, { subUserId })
    expect(await taken(accountId)).toEqual({ traders: 1 })
    await anInvite(world, { accountId })
    await refused('seat-taken', anInvite(world, { accountId }))
  })

  it('is held from the invite on', async () => {
    const one = await anInvite(world, { accountId: await aPersonalAccount(world) })
    await refused('seat-taken', anInvite(world, { accountId: one.accountId }))
    await acceptsWithCode(world, one)
    await refused('seat-taken', anInvite(world, { accountId: one.accountId }))
  })
})

describe('[R10] under concurrency', () => {
  it('100 simultaneous invites for the last seat: one success, 99 refusals that name quota, limit and holders', async () => {
    const accountId = await aCompanyAccount(world)
    const first = await anInvite(world, { accountId, email: 'first@kestrel.example' })
    const attempts = Array.from({ length: 100 }, (_, n) => () => {
      const role = ['trader', 'trader_withdrawals', 'trader_restricted_withdrawals'][n % 3] ?? 'trader'
      return invite(context, caller, { accountId, email: `racer${n}@kestrel.example`, role })
    })
    const { done, refusals } = await atOnce(attempts)
    expect(done).toHaveLength(1)
    expect(refusals).toHaveLength(99)
    const winner = await seen(world, done[0]?.subUserId ?? '')
    for (const { code, message, facts } of refusals) {
      expect(code).toBe('seat-taken')
      expect(message).toBe(
        `2 of 2 seats of the quota "traders" are taken: first@kestrel.example (invited), ${winner.person.address} (invited).`,
      )
      expect(facts).toMatchObject({
        quota: 'traders',
        limit: 2,
        seats: [
          { id: outside('subUser', first.subUserId), name: 'first@kestrel.example', status: 'invited' },
          { id: outside('subUser', winner.id), name: winner.person.address, status: 'invited' },
        ],
      })
    }
    expect(await taken(accountId)).toEqual({ traders: 2 })
    expect(await db.prisma.subUser.count({ where: { accountId } })).toBe(2)
    expect(await db.prisma.person.count({ where: { addressKey: { startsWith: 'racer' } } })).toBe(1)
  })

  it('expired rows make room for exactly as many, however many ask at once', async () => {
    const accountId = await aCompanyAccount(world)
    await anInvite(world, { accountId })
    await anInvite(world, { accountId })
    await passes(world, accountId, 7 * DAY)
    const attempts = Array.from(
      { length: 40 },
      (_, n) => () => anInvite(world, { accountId, email: `late${n}@k.example` }),
    )
    const { done, refusals } = await atOnce(attempts)
    expect(done).toHaveLength(2)
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['seat-taken']))
    expect(await taken(accountId)).toEqual({ traders: 2 })
    expect(await db.prisma.event.count({ where: { chain: accountId, type: 'sub_user.expired' } })).toBe(2)
  })

  it('invites beside revocations never lose or make a seat', async () => {
    const accountId = await aCompanyAccount(world)
    const two = [await anInvite(world, { accountId }), await anInvite(world, { accountId })]
    const revocations = two.map(
      ({ subUserId }) =>
        () =>
          revoke(context, caller, { subUserId }),
    )
    const invites = Array.from(
      { length: 20 },
      (_, n) => () => anInvite(world, { accountId, email: `beside${n}@k.example` }),
    )
    await atOnce<unknown>([...invites.slice(0, 10), ...revocations, ...invites.slice(10)])
    expect(withoutZeros(await taken(accountId))).toEqual(await holding(accountId))
    expect((await taken(accountId))['traders']).toBeLessThanOrEqual(2)
  })
})

/** Whatever may be tried with an onboarding; most of it is refused most of the time. */
const MOVES: Readonly<Record<string, (one: Onboarding) => Promise<unknown>>> = {
  accept: (one) => acceptsWithCode(world, one),
  signUp: (one) => signsUp(world, one),
  verify: ({ subUserId }) => beginVerification(context, subUserId),
  activate: ({ subUserId }) => activate(context, subUserId),
  decline: async ({ subUserId }) => decline(context, await linkOf(world, subUserId)),
  declineAfterAll: (one) => declineAfterAll(context, one),
  revoke: ({ subUserId }) => revoke(context, caller, { subUserId }),
  suspend: ({ subUserId }) => suspend(context, caller, { subUserId }),
  reactivate: ({ subUserId }) => reactivate(context, caller, { subUserId }),
  deactivate: ({ subUserId }) => deactivate(context, aMember('manager'), { subUserId }),
  leave: (one) => deactivate(context, { kind: 'person', id: one.personId }, { subUserId: one.subUserId }),
  inviteAgain: ({ subUserId }) => inviteAgain(context, caller, { subUserId }),
  expire: ({ subUserId }) => expire(context, subUserId),
}

describe('[R10] [R32] random sequences of commands by random actors', () => {
  const roles = fc.constantFrom('trader', 'trader_withdrawals', 'administrator', 'viewer')
  const step = fc.oneof(
    { weight: 2, arbitrary: fc.record({ move: fc.constant('invite'), role: roles, at: fc.nat(50) }) },
    { weight: 7, arbitrary: fc.record({ move: fc.constantFrom(...Object.keys(MOVES)), role: roles, at: fc.nat(50) }) },
    {
      weight: 1,
      arbitrary: fc.record({ move: fc.constant('days pass'), role: roles, at: fc.integer({ min: 1, max: 4 }) }),
    },
  )

  it('after each run seats counted and rows agree, no quota is passed, and ends are dated', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
        const accountId = await aCompanyAccount(world)
        const all: Onboarding[] = []
        for (const { move, role, at } of steps) {
          const one = all[at % Math.max(1, all.length)]
          try {
            if (move === 'invite') all.push(await anInvite(world, { accountId, role }))
            else if (move === 'days pass') await passes(world, accountId, at * DAY)
            else if (one) await MOVES[move]?.(one)
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
          }
        }
        const counts = await taken(accountId)
        expect(withoutZeros(counts)).toEqual(await holding(accountId))
        for (const count of Object.values(counts)) expect(count).toBeLessThanOrEqual(2)
        for (const { id, status, endedAt } of await db.prisma.subUser.findMany({ where: { accountId } })) {
          expect([id, endedAt !== null]).toEqual([
            id,
            ['declined', 'expired', 'revoked', 'deactivated'].includes(status),
          ])
        }
      }),
      { numRuns: 15 },
    )
  })
})
