import { describe, expect, it } from 'vitest'
import { reviewOf } from '../../api/console/reviews/review.ts'
import { giveDecision, takeBackDecision } from '../../commands/held-decisions.ts'
import { takeReview } from '../../commands/review.ts'
import { compareTyped, type Typed } from '../../commands/typed-check.ts'
import { outside } from '../../domain/ids.ts'
import { eventsOf } from '../../store/events.ts'
import { aMember } from '../support/actors.ts'
import { aTraderInReview, seen } from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

const WEIGHTS = [7, 3, 1]
const valueOf = (letter: string): number =>
  letter === '<' ? 0 : /\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 55
const digit = (text: string): number =>
  [...text].reduce((sum, one, i) => sum + valueOf(one) * (WEIGHTS[i % 3] ?? 0), 0) % 10

/** The lines of a passport, with right check digits. */
function aPassport(number: string, { name = 'WILK<<TOMASZ', birth = '880309', until = '330501' } = {}): Typed {
  const no = number.padEnd(9, '<')
  const [a, b, c] = [`${no}${digit(no)}`, `${birth}${digit(birth)}`, `${until}${digit(until)}`]
  const rest = `${'<'.repeat(14)}0`
  return {
    lines: [`P<POL${name}`.padEnd(44, '<'), `${a}POL${b}M${c}${rest}${digit(a + b + c + rest)}`],
  }
}

async function aReview() {
  const one = await aTraderInReview(world)
  const by = aMember('reviewer')
  await takeReview(context, by, one)
  const types = (typed: Typed) => compareTyped(context, by, { subUserId: one.subUserId, typed })
  return { ...one, by, types }
}

describe('[R45] what a reviewer types is compared with what the person said', () => {
  it('a passport that fits', async () => {
    const { types } = await aReview()
    expect(await types(aPassport('AA1000001'))).toMatchObject({
      name: 'same',
      birth: 'same',
      until: 'in_date',
      used: 'unique',
      usedBy: null,
      typed: { name: 'Tomasz Wilk', birth: '88 03 09', until: '33 05 01' },
    })
  })

  it('one that differs, is out of date, or can’t be read', async () => {
    const { types } = await aReview()
    const other = aPassport('AA1000002', { name: 'BERG<<LENA', birth: '880310', until: '200101' })
    expect(await types(other)).toMatchObject({ name: 'differs', birth: 'differs', until: 'out_of_date' })
    const glare = aPassport('AA10?0003', { birth: '8803??', until: '??????' })
    expect(await types(glare)).toMatchObject({ birth: 'unreadable', until: 'unreadable', used: 'unreadable' })
  })

  it('a document without lines: its fields', async () => {
    const { types } = await aReview()
    const fields = { dateOfBirth: '1988-03-09', number: 'AA 1000004', until: '2033-05-01' }
    expect(await types(fields)).toMatchObject({
      name: null,
      digits: null,
      birth: 'same',
      until: 'in_date',
      used: 'unique',
    })
  })

  it('a line of the wrong length is explained, and nothing is kept', async () => {
    const { types, subUserId } = await aReview()
    expect(await types({ lines: ['P<POL', 'X'] })).toMatchObject({ fault: 'length', line: 1, length: 5 })
    expect(await db.prisma.typedCheck.count({ where: { subUserId } })).toBe(0)
  })

  it('only whoever took the review types', async () => {
    const { subUserId } = await aReview()
    const typed = aPassport('AA1000005')
    await refused('review-taken', compareTyped(context, aMember('reviewer'), { subUserId, typed }))
    await refused('role-may-not', compareTyped(context, aMember('viewer'), { subUserId, typed }))
  })

  it('each reviewer types alone: another sees nothing of it, and no event tells it', async () => {
    const { subUserId, by, types } = await aReview()
    await types(aPassport('AA1000006', { name: 'BERG<<LENA' }))
    const found = await seen(world, subUserId)
    expect((await reviewOf({ context }, found, aMember('reviewer'))).typed).toBeNull()
    expect((await reviewOf({ context }, found, by)).typed).toMatchObject({ name: 'differs' })
    const event = (await eventsOf(db, subUserId)).find((one) => one.type === 'verification.typed')
    expect(event?.data).toEqual({ attempt: 1 })
  })

  it('[R49] typing is recorded although the same reviewer had said the last day before, and took that back', async () => {
    const { subUserId, by, types } = await aReview()
    await giveDecision(context, by, { subUserId, decision: 'approve', asked: [], documentUntil: '2099-01-31' })
    await takeBackDecision(context, by, { subUserId })
    await types(aPassport('AA1000009'))
    expect((await eventsOf(db, subUserId)).map(({ type }) => type)).toContain('verification.typed')
  })
})

describe('[R45] the same document used by another person is flagged', () => {
  it('by the hash of its number, whoever types it how; for the same person it is not', async () => {
    const first = await aReview()
    await first.types(aPassport('BB2000001'))
    expect(await first.types(aPassport('BB2000001'))).toMatchObject({ used: 'unique' })
    const second = await aReview()
    const fields = { dateOfBirth: '1988-03-09', number: 'bb 2000-001', until: '2033-05-01' }
    const usedBy = first.subUserId
    expect(await second.types(fields)).toMatchObject({ used: 'used_before', usedBy })
    const again = await reviewOf({ context }, await seen(world, first.subUserId), first.by)
    expect(again.typed).toMatchObject({ used: 'used_before', usedBy: outside('subUser', second.subUserId) })
  })

  it('also when the key was changed since', async () => {
    const before = await aReview()
    await before.types(aPassport('BB2000002'))
    const [newKey] = [{ id: 'k2', secret: new Uint8Array(32).fill(7) }]
    const turned = { ...context, numberKeys: [newKey, ...context.numberKeys] as const }
    const { subUserId, by } = await aReview()
    const typed = aPassport('BB2000002')
    expect(await compareTyped(turned, by, { subUserId, typed })).toMatchObject({ used: 'used_before' })
  })

  it('nothing typed is kept: no row of the database holds number, name or lines', async () => {
    const { subUserId, types } = await aReview()
    await types(aPassport('CC3000001', { name: 'PLANTEDNAME<<ADA' }))
    const rows = await db.prisma.$queryRaw<{ text: string }[]>`SELECT t::text AS text FROM typed_check t
      UNION ALL SELECT e::text FROM event e WHERE e.subject = ${subUserId}::uuid`
    for (const { text } of rows) expect(text).not.toMatch(/CC3000001|PLANTED|880309/i)
  })
})
