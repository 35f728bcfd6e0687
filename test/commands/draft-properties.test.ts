import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PortalActor } from '../../commands/actor.ts'
import { beginDraft, saveDraft } from '../../commands/draft.ts'
import { deactivate, inviteAgain, revoke } from '../../commands/lifecycle.ts'
import { Refusal } from '../../domain/refusals.ts'
import { HOLDING_STATUSES } from '../../domain/status.ts'
import { aBrokerageAccount, entries, pressesOk, READS, theSureHolder, TRADES } from '../support/brokerage.ts'
import { asAdministrator } from '../support/portal.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld(10)
const { context, db } = world

const STEPS = [
  'begin',
  'beginSame',
  'ok',
  'ok',
  'ok',
  'okTwice',
  'save',
  'discard',
  'delete',
  'again',
  'activate',
  'second',
] as const
type Step = { what: (typeof STEPS)[number]; which: number; by: 'holder' | 'administrator' }
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...STEPS),
  which: fc.nat(50),
  by: fc.constantFrom('holder', 'holder', 'administrator'),
})

const rowsOf = (accountId: string) =>
  db.prisma.subUser.findMany({ where: { accountId }, orderBy: { id: 'asc' }, include: { person: true } })
type Row = Awaited<ReturnType<typeof rowsOf>>[number]

const holds = ({ status }: { status: string }): boolean => (HOLDING_STATUSES as readonly string[]).includes(status)

/** Only refusals may come; anything else fails the property. */
const tolerated = (attempt: Promise<unknown>): Promise<void> =>
  attempt.then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    },
  )

async function take(accountId: string, by: PortalActor, { what, which }: Step): Promise<void> {
  const rows = await rowsOf(accountId)
  const pick = (fits: (row: Row) => boolean) => {
    const found = rows.filter(fits)
    return found[which % Math.max(1, found.length)]
  }
  const draft = pick((row) => row.status === 'awaiting_confirmation')
  const person = { name: `Person ${which}`, userName: `user.${which % 7}x${accountId.slice(-4)}` }
  switch (what) {
    case 'begin':
      return tolerated(beginDraft(context, by, { ...entries(), accountId }))
    case 'beginSame':
      return tolerated(
        beginDraft(context, by, { ...entries({ ...person, email: `same${which % 4}@b.example` }), accountId }),
      )
    case 'ok':
      return draft && tolerated(pressesOk(world, by, draft.id))
    case 'okTwice':
      return draft && void (await Promise.all([0, 1].map(() => tolerated(pressesOk(world, by, draft.id)))))
    case 'save':
      return (
        draft &&
        tolerated(saveDraft(context, by, { subUserId: draft.id, fields: { rights: which % 2 ? TRADES : READS } }))
      )
    case 'discard':
      return draft && tolerated(revoke(context, by, { subUserId: draft.id }))
    case 'delete': {
      const user = pick(holds)
      const end = user?.status === 'active' ? deactivate : revoke
      return user && tolerated(end(context, by, { subUserId: user.id }))
    }
    case 'again': {
      const over = pick(({ endedAt }) => endedAt !== null)
      return over && tolerated(inviteAgain(context, by, { subUserId: over.id }))
    }
    case 'activate': {
      const invited = pick(({ status }) => status === 'invited')
      const data = { status: 'active', turn: 'nobody', acceptedAt: new Date() }
      return invited && void (await db.prisma.subUser.update({ where: { id: invited.id }, data, select: { id: true } }))
    }
    case 'second': {
      const first = pick(({ status, firstUserId }) => status === 'active' && firstUserId === null)
      const input = {
        accountId,
        firstUserId: first?.id,
        userName: `second.${which}${accountId.slice(-5)}`,
        rights: TRADES,
      }
      return first && tolerated(beginDraft(context, by, input))
    }
  }
}

async function check(accountId: string, mayGive: readonly string[]): Promise<void> {
  const rows = await rowsOf(accountId)
  const held = rows.filter(holds)
  const individuals = held.filter(({ role }) => role === 'individual')
  expect(individuals.length).toBeLessThanOrEqual(5)
  const seats = await db.prisma.seatUse.findMany({ where: { accountId, quotaGroup: 'individuals' } })
  expect(seats[0]?.taken ?? 0).toBe(individuals.length)
  const names = held.map(({ userName }) => userName?.toLowerCase())
  expect(new Set(names).size).toBe(names.length)
  const firsts = held.filter(({ firstUserId }) => firstUserId === null).map(({ personId }) => personId)
  expect(new Set(firsts).size).toBe(firsts.length)
  for (const row of held) {
    const first = rows.find(({ id }) => id === row.firstUserId)
    expect(row.person.kind).toBe('invitee')
    if (!row.firstUserId) continue
    expect(first && holds(first)).toBe(true)
    expect(row.rights.every((right) => first?.rights.includes(right))).toBe(true)
  }
  const given = held.filter(({ invitedByKind, invitedAt }) => invitedByKind === 'administrator' && invitedAt)
  for (const { rights } of given) expect(rights.every((right) => mayGive.includes(right))).toBe(true)
}

describe('random drafts, OKs and deletions by holder and Administrator', () => {
  it('[R20] [R21] [R22] [R29] never exceed five, share a user name or a place, lose a seat, or give a right that the actor lacks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const accountId = await aBrokerageAccount(world)
        const holder = await theSureHolder(world, accountId)
        const mine = [...READS, 'users.manage'] as const
        const begun = await beginDraft(context, holder, { ...entries({ rights: mine }), accountId })
        await pressesOk(world, holder, begun.subUserId)
        const data = { status: 'active', turn: 'nobody', acceptedAt: new Date() }
        await db.prisma.subUser.update({ where: { id: begun.subUserId }, data, select: { id: true } })
        const petra = asAdministrator({ accountId, subUserId: begun.subUserId }, holder.mfaAt)
        for (const one of steps) {
          await db.pool.query('DELETE FROM limit_use')
          await take(accountId, one.by === 'holder' ? holder : petra, one)
        }
        await check(accountId, mine)
      }),
      { numRuns: 12 },
    )
  })
})
