import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deadlineOnReturn,
  deadlineRuns,
  INVITE_OPEN,
  LEAST_LEFT_MS,
  nextReminder,
  QUIET_MS,
  REMINDERS,
  type Reminder,
  type ReminderFacts,
} from '../../domain/deadlines.ts'
import { STATUSES, type Status, type Turn, TURNS } from '../../domain/status.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const SINCE = new Date('2026-11-21T13:05:00Z')
const after = (ms: number): Date => new Date(SINCE.getTime() + ms)

const facts = (given: Partial<ReminderFacts> = {}): ReminderFacts => ({
  since: SINCE,
  deadline: after(7 * DAY),
  sent: [],
  lastMailAt: SINCE,
  off: false,
  ...given,
})

describe('[R33] reminders', () => {
  it('the first comes on day 3, the second 24 h before the end', () => {
    expect(nextReminder(facts())).toEqual({ reminder: 'day3', at: after(3 * DAY) })
    expect(nextReminder(facts({ sent: ['day3'], lastMailAt: after(3 * DAY) }))).toEqual({
      reminder: '24h',
      at: after(6 * DAY),
    })
    expect(nextReminder(facts({ sent: ['day3', '24h'] }))).toBeUndefined()
  })

  it('waits until 12 h after another mail', () => {
    const late = after(3 * DAY - HOUR)
    expect(nextReminder(facts({ lastMailAt: late }))).toEqual({
      reminder: 'day3',
      at: new Date(late.getTime() + QUIET_MS),
    })
  })

  it('is left out when the quiet time ends after the deadline', () => {
    expect(nextReminder(facts({ sent: ['day3'], lastMailAt: after(7 * DAY - 6 * HOUR) }))).toBeUndefined()
  })

  it('an invite for a day or less has none, one for three days only the last', () => {
    expect(nextReminder(facts({ deadline: after(HOUR) }))).toBeUndefined()
    expect(nextReminder(facts({ deadline: after(DAY) }))).toBeUndefined()
    expect(nextReminder(facts({ deadline: after(3 * DAY) }))).toEqual({ reminder: '24h', at: after(2 * DAY) })
  })

  it('none once the person said “No reminders, please”', () => {
    expect(nextReminder(facts({ off: true }))).toBeUndefined()
  })

  const times = fc.record({
    openForMs: fc.integer({ min: INVITE_OPEN.minMs, max: INVITE_OPEN.maxMs }),
    sent: fc.subarray<Reminder>([...REMINDERS]),
    lastMailAfterMs: fc.option(fc.integer({ min: 0, max: INVITE_OPEN.maxMs })),
  })

  it('never one after the deadline, never within 12 h of another mail, never one twice', () => {
    fc.assert(
      fc.property(times, ({ openForMs, sent, lastMailAfterMs }) => {
        const lastMailAt = lastMailAfterMs === null ? null : after(lastMailAfterMs)
        const next = nextReminder(facts({ deadline: after(openForMs), sent, lastMailAt }))
        if (!next) return
        expect(next.at.getTime()).toBeLessThan(SINCE.getTime() + openForMs)
        expect(next.at.getTime()).toBeGreaterThan(SINCE.getTime())
        if (lastMailAt) expect(next.at.getTime() - lastMailAt.getTime()).toBeGreaterThanOrEqual(QUIET_MS)
        expect(sent).not.toContain(next.reminder)
      }),
    )
  })

  it('a whole life long: in order, 12 h apart, all before the end, at most two', () => {
    fc.assert(
      fc.property(fc.integer({ min: INVITE_OPEN.minMs, max: INVITE_OPEN.maxMs }), (openForMs) => {
        const sent: Reminder[] = []
        let lastMailAt = SINCE
        for (;;) {
          const next = nextReminder(facts({ deadline: after(openForMs), sent, lastMailAt }))
          if (!next) break
          expect(next.at.getTime() - lastMailAt.getTime()).toBeGreaterThanOrEqual(QUIET_MS)
          sent.push(next.reminder)
          lastMailAt = next.at
        }
        expect(lastMailAt.getTime()).toBeLessThan(SINCE.getTime() + openForMs)
        expect(REMINDERS.filter((reminder) => sent.includes(reminder))).toEqual(sent)
        if (openForMs > 4 * DAY) expect(sent).toEqual(['day3', '24h'])
      }),
    )
  })
})

describe('[R33] deadlines', () => {
  it('when the turn comes back the date stays, or moves to 72 h from then', () => {
    const lefts = fc.integer({ min: -40 * DAY, max: 40 * DAY })
    fc.assert(
      fc.property(lefts, (leftMs) => {
        const returned = deadlineOnReturn(after(leftMs), SINCE)
        expect(returned.getTime() - SINCE.getTime()).toBe(Math.max(leftMs, LEAST_LEFT_MS))
      }),
    )
    expect(LEAST_LEFT_MS).toBe(72 * HOUR)
  })

  it('can only pass while the person (of a draft: the holder) has to act', () => {
    const running: readonly [Status, Turn][] = [
      ['awaiting_confirmation', 'holder'],
      ['invited', 'invitee'],
      ['accepted', 'invitee'],
      ['verifying', 'invitee'],
    ]
    for (const status of STATUSES)
      for (const turn of TURNS)
        expect([status, turn, deadlineRuns(status, turn)]).toEqual([
          status,
          turn,
          running.some(([a, b]) => a === status && b === turn),
        ])
  })

  it('an invite is open for 7 days, from 1 hour to 30 days', () => {
    expect(INVITE_OPEN).toEqual({ defaultMs: 7 * DAY, minMs: HOUR, maxMs: 30 * DAY })
  })
})
