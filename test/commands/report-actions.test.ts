import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { registerDestination } from '../../commands/destinations.ts'
import { type ReportedAction, reportActions } from '../../commands/report-actions.ts'
import { aCaller } from '../support/actors.ts'
import { aCompanyAccount } from '../support/onboardings.ts'
import { aWorld, type World } from '../support/world.ts'

const world = await aWorld(16)
const caller = aCaller()
const START = Date.parse('2026-03-01T00:00:00Z')

const card = (n: number) => ({ kind: 'wallet' as const, network: 'bitcoin', address: `1Destination${n}` })

/** The n-th of many acts: most are completed withdrawals to one of ten places. */
const anAct = (accountId: string, n: number): ReportedAction => ({
  reference: `act-${n}`,
  who: { accountId },
  type: n % 5 === 0 ? 'withdrawal.requested' : 'withdrawal.completed',
  at: new Date(START + ((n * 7_919) % 1_000) * 60_000),
  result: n % 7 === 0 ? 'refused' : 'done',
  ...(n % 7 === 0 && { reason: 'insufficient-funds' as const }),
  place: card(n % 10),
  details: { amount: { value: String(n + 1), currency: 'EUR' } },
})

/** A shuffle that is the same in every run. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed
  const next = (): number => (state = (state * 48_271) % 2_147_483_647)
  return items
    .map((item) => ({ item, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

const batches = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size))

type Known = { address: string; withdrawals: number; first: Date | null; last: Date | null }

const knownIn = async ({ db }: World, accountId: string): Promise<Known[]> =>
  (await db.prisma.destination.findMany({ where: { accountId }, orderBy: { address: 'asc' } })).map((row) => ({
    address: row.address,
    withdrawals: row.withdrawals,
    first: row.firstWithdrawnAt,
    last: row.lastWithdrawnAt,
  }))

/** What has to come out, worked out one by one. */
function expected(acts: readonly ReportedAction[]): Known[] {
  const addresses = [...new Set(acts.map((act) => act.place!.address))].toSorted()
  return addresses.map((address) => {
    const done = acts.filter((act) => act.place!.address === address && act.type === 'withdrawal.completed' && act.result === 'done') // prettier-ignore
    const times = done.map((act) => act.at.getTime())
    return {
      address,
      withdrawals: done.length,
      first: times.length > 0 ? new Date(Math.min(...times)) : null,
      last: times.length > 0 ? new Date(Math.max(...times)) : null,
    }
  })
}

describe('[R48] 1,000 reports in any order', () => {
  it.each([1, 2, 3])(
    '[R16] each doubled in batches beside each other, give the same known destinations (%i)',
    async (seed) => {
      const accountId = await aCompanyAccount(world)
      const acts = Array.from({ length: 1_000 }, (_, n) => anAct(accountId, n))
      const sent = [...batches(shuffled(acts, seed), 60), ...batches(shuffled(acts, seed + 100), 45)]
      const answers = await Promise.all(shuffled(sent, seed + 200).map((batch) => reportActions(world.context, caller, batch))) // prettier-ignore
      const outcomes = answers.flatMap((answer) => answer.outcomes)
      expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1_000)
      expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(1_000)
      expect(await knownIn(world, accountId)).toEqual(expected(acts))
    },
  )

  it('[R16] with registrations beside them, lose neither', async () => {
    const accountId = await aCompanyAccount(world)
    const acts = Array.from({ length: 300 }, (_, n) => anAct(accountId, n))
    const registering = Array.from({ length: 10 }, (_, n) => registerDestination(world.context, caller, { accountId, place: card(n) })) // prettier-ignore
    await Promise.all([...registering, ...batches(shuffled(acts, 5), 30).map((batch) => reportActions(world.context, caller, batch))]) // prettier-ignore
    expect(await knownIn(world, accountId)).toEqual(expected(acts))
    expect(await world.db.prisma.destination.count({ where: { accountId, registeredAt: null } })).toBe(0)
  })
})

describe('[R48] the event of a batch', () => {
  it('holds count and hash of what is new, for each account one', async () => {
    const [one, other] = [await aCompanyAccount(world), await aCompanyAccount(world)]
    await reportActions(world.context, caller, [anAct(one, 1)])
    await reportActions(world.context, caller, [anAct(one, 1), anAct(one, 3), anAct(other, 4), anAct(one, 2)])
    for (const accountId of [one, other]) {
      const events = await world.db.prisma.event.findMany({ where: { chain: accountId, type: 'actions.reported' }, orderBy: { sequence: 'asc' } }) // prettier-ignore
      expect(events.map(({ data }) => (data as { count: number }).count)).toEqual(accountId === one ? [1, 2] : [1])
      for (const { data } of events) {
        const { batchId, count, sha256 } = data as { batchId: string; count: number; sha256: string }
        const rows = await world.db.prisma.action.findMany({ where: { batchId, accountId }, orderBy: { reference: 'asc' } }) // prettier-ignore
        const hashes = rows.map((row) => Buffer.from(row.contentHash).toString('hex')).join('')
        expect([rows.length, createHash('sha256').update(hashes).digest('hex')]).toEqual([count, sha256])
      }
    }
  })

  it('is not written for what was known already', async () => {
    const accountId = await aCompanyAccount(world)
    await reportActions(world.context, caller, [anAct(accountId, 1)])
    const before = await world.db.prisma.event.count({ where: { chain: accountId } })
    await reportActions(world.context, caller, [anAct(accountId, 1)])
    expect(await world.db.prisma.event.count({ where: { chain: accountId } })).toBe(before)
  })

  it('tells of rows that nobody can change or delete', async () => {
    const accountId = await aCompanyAccount(world)
    await reportActions(world.context, caller, [anAct(accountId, 1)])
    for (const change of [`UPDATE action SET result = 'done'`, 'DELETE FROM action', 'TRUNCATE action'])
      await expect(world.db.pool.query(change)).rejects.toThrow('append-only')
  })
})
