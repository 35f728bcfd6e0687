import { describe, expect, it } from 'vitest'
import { report, stopOnboarding } from '../../commands/decline.ts'
import { giveName } from '../../commands/sign-up.ts'
import type { Turn } from '../../domain/status.ts'
import { listOnboardings } from '../../store/onboarding-list.ts'
import { listSubUsers, type SubUserCursor, type SubUserItem, type SubUserSort } from '../../store/sub-user-list.ts'
import { aDraft, anInvited } from '../support/brokerage.ts'
import {
  acceptsWithCode,
  anAccepted,
  anActive,
  aCompanyAccount,
  anInvite,
  aSignedUp,
  aTraderInReview,
  linkOf,
} from '../support/onboardings.ts'
import { aWorld, DAY, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

async function wholeList(accountId: string, sort: SubUserSort, most: number): Promise<SubUserItem[]> {
  const all: SubUserItem[] = []
  let after: SubUserCursor | undefined
  do {
    const page = await listSubUsers(db, { accounts: [accountId] }, sort, most, after)
    all.push(...page.rows)
    after = page.next
  } while (after)
  return all
}

describe('the list of sub-users', () => {
  it.each(['newest', 'deadline'] as const)('sorted by %s pages through all, each once', async (sort) => {
    const accountId = await aCompanyAccount(world)
    for (let n = 0; n < 7; n++) await anInvite(world, { accountId, role: 'viewer', openForMs: ((n % 3) + 1) * DAY })
    const whole = (await wholeList(accountId, sort, 100)).map(({ id }) => id)
    expect(new Set(whole).size).toBe(7)
    for (const most of [1, 2, 3, 7]) expect((await wholeList(accountId, sort, most)).map(({ id }) => id)).toEqual(whole)
  })

  it('finds every onboarding under whose turn it is, wherever it stands', async () => {
    const accountId = await aCompanyAccount(world)
    const viewer = { accountId, role: 'viewer' }
    const reported = await anInvite(world, viewer)
    await report(context, await linkOf(world, reported.subUserId))
    const stopped = await anAccepted(world, viewer)
    await stopOnboarding(context, await linkOf(world, stopped.subUserId))
    const inReview = await aTraderInReview(world, { accountId })
    const invited = await anInvite(world, viewer)
    const signedUp = await aSignedUp(world, viewer)
    const active = await anActive(world, viewer)
    const expected: readonly [Turn, readonly { subUserId: string }[]][] = [
      ['staff', [reported, stopped, inReview]],
      ['invitee', [invited]],
      ['nobody', [signedUp, active]],
    ]
    for (const [turn, ones] of expected) {
      const { rows } = await listSubUsers(db, { accounts: [accountId], turns: [turn] }, 'newest', 50)
      expect([turn, rows.map(({ id }) => String(id)).toSorted()]).toEqual([
        turn,
        ones.map((one) => one.subUserId).toSorted(),
      ])
      const all = await listSubUsers(db, { turns: [turn] }, 'newest', 50)
      for (const { subUserId } of ones) expect(all.rows.map(({ id }) => String(id))).toContain(subUserId)
    }
  })

  it('[R33] finds a row whose deadline passed as expired, and no longer as invited', async () => {
    const one = await anInvite(world)
    await passes(world, one.accountId, 7 * DAY)
    const found = async (status: 'invited' | 'expired') =>
      (await listSubUsers(db, { statuses: [status] }, 'newest', 50)).rows.some(({ id }) => id === one.subUserId)
    expect([await found('invited'), await found('expired')]).toEqual([false, true])
  })

  it('[R24] the name that the holder wrote finds a draft, and an invitation until the person gives a name', async () => {
    const drafted = await aDraft(world, { name: 'Quillonia Brunswijk' })
    const invited = await anInvited(world, { name: 'Quillonia Brunswijk' })
    const named = await anInvited(world, { name: 'Quillonia Brunswijk' })
    await acceptsWithCode(world, named)
    await giveName(context, named, { name: 'Berta Wilk', dateOfBirth: '1988-03-09' })
    const expected = [drafted, invited].map(({ subUserId }) => subUserId).toSorted()
    const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id).toSorted()
    for (const search of ['QUILLONIA brun', 'qu'])
      expect([
        idsOf(await listOnboardings(db, { search }, 'newest', 50)),
        idsOf((await listSubUsers(db, { search }, 'newest', 50)).rows),
      ]).toEqual([expected, expected])
  })
})
