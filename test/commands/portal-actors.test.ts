import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../../commands/actor.ts'
import { acceptBySignIn } from '../../commands/answer.ts'
import { expire } from '../../commands/expire.ts'
import {
  changeAddress,
  deactivate,
  extend,
  inviteAgain,
  reactivate,
  remind,
  revoke,
  suspend,
} from '../../commands/lifecycle.ts'
import { resend } from '../../commands/links.ts'
import { activate, beginVerification } from '../../commands/process.ts'
import { policyOf, rightsOf } from '../../domain/policies/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { HOLDING_STATUSES } from '../../domain/status.ts'
import { aCaller, aMember } from '../support/actors.ts'
import {
  aClaim,
  aCompanyAccount,
  acceptsWithCode,
  anActive,
  anInvite,
  isApproved,
  type Onboarding,
  PASSWORD,
  sendsDocuments,
  signsUp,
} from '../support/onboardings.ts'
import { asAdministrator, theHolder } from '../support/portal.ts'
import { atOnce, refused } from '../support/refused.ts'
import { aWorld, DAY, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const caller = aCaller()
const manager = aMember('manager')

/** What somebody may try to do to a user; most of it is refused most of the time. */
const DOES: Readonly<Record<string, (by: Actor, one: Onboarding) => Promise<unknown>>> = {
  remind: (by, { subUserId }) => remind(context, by, { subUserId }),
  resend: (by, { subUserId }) => resend(context, by, { subUserId }),
  extend: (by, { subUserId }) => extend(context, by, { subUserId, deadline: new Date(Date.now() + 29 * DAY) }),
  revoke: (by, { subUserId }) => revoke(context, by, { subUserId }),
  changeAddress: (by, { subUserId }) =>
    changeAddress(context, by, { subUserId, email: `moved.${subUserId}@k.example` }),
  inviteAgain: (by, { subUserId }) => inviteAgain(context, by, { subUserId }),
  suspend: (by, { subUserId }) => suspend(context, by, { subUserId, reason: 'x' }),
  reactivate: (by, { subUserId }) => reactivate(context, by, { subUserId, reason: 'x' }),
  deactivate: (by, { subUserId }) => deactivate(context, by, { subUserId, reason: 'x' }),
}

/** What happens by itself, or by the person. */
const HAPPENS: Readonly<Record<string, (one: Onboarding) => Promise<unknown>>> = {
  accept: async (one) => {
    const { passwordHash } = await db.prisma.person.findUniqueOrThrow({ where: { id: one.personId } })
    if (passwordHash) await acceptBySignIn(context, await aClaim(world, one), PASSWORD)
    else await acceptsWithCode(world, one)
  },
  signUp: (one) => signsUp(world, one),
  verify: async (one) => {
    await beginVerification(context, one.subUserId)
    await sendsDocuments(world, one)
    await isApproved(world, one)
  },
  activate: ({ subUserId }) => activate(context, subUserId),
  expire: ({ subUserId }) => expire(context, subUserId),
}

const ACTORS = ['holder', 'first administrator', 'some administrator', 'caller', 'staff'] as const
const step = fc.record({
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constant('invite') },
    { weight: 6, arbitrary: fc.constantFrom(...Object.keys(DOES)) },
    { weight: 5, arbitrary: fc.constantFrom(...Object.keys(HAPPENS)) },
    { weight: 1, arbitrary: fc.constant('days pass') },
  ),
  who: fc.constantFrom(...ACTORS),
  role: fc.constantFrom('viewer', 'trader', 'trader_withdrawals', 'administrator'),
  at: fc.nat(50),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** An account with its holder and one Administrator; `run` takes one step and passes over refusals. */
async function aHouse() {
  const accountId = await aCompanyAccount(world)
  const first = await anActive(world, { accountId, role: 'administrator' })
  const holder = await theHolder(world, accountId)
  const all: Onboarding[] = [first]
  const known = async (): Promise<void> => {
    for (const { id, personId } of await db.prisma.subUser.findMany({ where: { accountId }, orderBy: { id: 'asc' } }))
      if (!all.some(({ subUserId }) => subUserId === id)) all.push({ subUserId: id, personId, accountId, email: '' })
  }
  const actorOf = (who: Step['who'], at: number): Actor => {
    if (who === 'holder') return holder
    if (who === 'caller') return caller
    if (who === 'staff') return manager
    return asAdministrator((who === 'first administrator' ? first : all[at % all.length]) ?? first)
  }
  const run = async ({ what, who, role, at }: Step): Promise<void> => {
    const one = all[at % all.length] ?? first
    try {
      if (what === 'invite') await anInvite(world, { accountId, role, by: actorOf(who, at) })
      else if (what === 'days pass') await passes(world, accountId, (1 + (at % 4)) * DAY)
      else await (DOES[what]?.(actorOf(who, at + 1), one) ?? HAPPENS[what]?.(one))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
    await known()
  }
  return { accountId, run }
}

const holdersOwn = async (accountId: string) => {
  const { clockOffsetMs: _, ...account } = await db.prisma.account.findUniqueOrThrow({
    where: { id: accountId },
    include: { holder: true },
  })
  return account
}

/** Every event of the account in its order: nobody acted who was not active, and nobody lifted what they may not. */
async function expectOrder(accountId: string): Promise<void> {
  const events = await db.prisma.event.findMany({ where: { chain: accountId }, orderBy: { sequence: 'asc' } })
  const state = new Map<string, string>()
  const suspendedBy = new Map<string, string>()
  for (const { type, subject, actorKind, actorId } of events) {
    if (actorKind === 'administrator') expect([type, state.get(actorId ?? '')]).toEqual([type, 'active'])
    if (type === 'sub_user.reactivated') {
      const by = suspendedBy.get(subject) ?? ''
      if (actorKind === 'administrator') expect(by).toBe(`administrator ${actorId}`)
      if (actorKind === 'holder') expect(by).toMatch(/^(holder|administrator) /)
      if (actorKind === 'caller') expect(by).toMatch(/^caller /)
    }
    if (type === 'sub_user.suspended') suspendedBy.set(subject, `${actorKind} ${actorId}`)
    if (/\.(activated|reactivated)$/.test(type)) state.set(subject, 'active')
    else if (/\.(suspended|deactivated)$/.test(type)) state.set(subject, 'over')
  }
}

async function expectSeats(accountId: string): Promise<void> {
  const rows = await db.prisma.subUser.findMany({ where: { accountId, quotaGroup: { not: null } } })
  const counted = new Map<string, number>()
  for (const { status, quotaGroup } of rows)
    if ((HOLDING_STATUSES as readonly string[]).includes(status))
      counted.set(quotaGroup ?? '', (counted.get(quotaGroup ?? '') ?? 0) + 1)
  for (const { quotaGroup, taken } of await db.prisma.seatUse.findMany({ where: { accountId } })) {
    expect([quotaGroup, taken]).toEqual([quotaGroup, counted.get(quotaGroup) ?? 0])
    expect(taken).toBeLessThanOrEqual(2)
  }
}

describe('[R8] [R11] [R12] [R13] [R39] random commands by holder, Administrators, callers and staff', () => {
  it('never pass a quota, give a right that the giver lacks, change a role, touch the holder, or act without access', async () => {
    const policy = policyOf('exchange')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 35 }), async (steps) => {
        await db.pool.query('DELETE FROM limit_use')
        const { accountId, run } = await aHouse()
        const before = await holdersOwn(accountId)
        const roles = new Map<string, string>()
        for (const one of steps) {
          await run(one)
          for (const { id, role } of await db.prisma.subUser.findMany({ where: { accountId } })) {
            expect([id, role]).toEqual([id, roles.get(id) ?? role])
            roles.set(id, role)
          }
        }
        expect(await holdersOwn(accountId)).toEqual(before)
        await expectSeats(accountId)
        await expectOrder(accountId)
        for (const row of await db.prisma.subUser.findMany({ where: { accountId, invitedByKind: 'administrator' } })) {
          const giver = await db.prisma.subUser.findUniqueOrThrow({ where: { id: row.invitedById ?? '' } })
          expect(rightsOf(policy, giver)).toEqual(expect.arrayContaining(rightsOf(policy, row)))
        }
      }),
      { numRuns: 12 },
    )
  })
})

describe('[R13] two Administrators', () => {
  it('who suspend each other at once: one is, and the other acted while still active', async () => {
    for (let n = 0; n < 5; n++) {
      const accountId = await aCompanyAccount(world)
      const one = await anActive(world, { accountId, role: 'administrator' })
      const other = await anActive(world, { accountId, role: 'administrator' })
      const { done, refusals } = await atOnce<unknown>([
        () => suspend(context, asAdministrator(one), { subUserId: other.subUserId, reason: 'x' }),
        () => suspend(context, asAdministrator(other), { subUserId: one.subUserId, reason: 'x' }),
      ])
      expect(done).toHaveLength(1)
      expect(refusals.map(({ code }) => code)).toEqual(['right-missing'])
    }
  })

  it('one invites while the holder deactivates them: what comes after the end is refused', async () => {
    const accountId = await aCompanyAccount(world)
    const one = await anActive(world, { accountId, role: 'administrator' })
    const holder = await theHolder(world, accountId)
    await atOnce<unknown>([
      ...Array.from(
        { length: 6 },
        () => () => anInvite(world, { accountId, role: 'viewer', by: asAdministrator(one) }),
      ),
      () => deactivate(context, holder, { subUserId: one.subUserId, reason: 'x' }),
    ])
    await refused('right-missing', anInvite(world, { accountId, role: 'viewer', by: asAdministrator(one) }))
    await expectOrder(accountId)
  })
})

describe('[R11] [R12] [R13] no Administrator acts on another account', () => {
  it('whatever the id', async () => {
    const mine = await anActive(world, { role: 'administrator' })
    const foreign = await anActive(world, { role: 'viewer' })
    for (const does of Object.values(DOES)) await refused('not-found', does(asAdministrator(mine), foreign))
    await refused('not-found', anInvite(world, { accountId: foreign.accountId, by: asAdministrator(mine) }))
    const pretending = { ...asAdministrator(mine), accountId: foreign.accountId }
    for (const does of Object.values(DOES)) await refused('right-missing', does(pretending, foreign))
  })
})
