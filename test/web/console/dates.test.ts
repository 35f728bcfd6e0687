import { describe, expect, it } from 'vitest'
import {
  fromLocalField,
  fullMoment,
  longSpan,
  recent,
  setZone,
  span,
  toLocalField,
} from '../../../web/kit/app/dates.ts'

setZone('Europe/Warsaw')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('dates for staff, in the platform’s zone', () => {
  it('names the zone in full dates', () => {
    expect(fullMoment(new Date('2026-12-22T18:12:00.000Z'))).toBe('Tue 22 Dec 2026, 19:12 CET')
  })

  it('rounds what is left down', () => {
    expect(span(38.9 * MINUTE)).toBe('38 min')
    expect(span(22.9 * HOUR)).toBe('22 h')
    expect(span(47.9 * HOUR)).toBe('47 h')
    expect(span(6.9 * 24 * HOUR)).toBe('6 days')
    expect(longSpan(28 * 24 * HOUR + 8.5 * HOUR)).toBe('28 days 8 h')
  })

  it('is short for what is recent', () => {
    const now = new Date('2026-11-24T09:42:00.000Z')
    expect(recent(new Date('2026-11-24T05:20:00.000Z'), now)).toBe('06:20')
    expect(recent(new Date('2026-11-23T14:02:00.000Z'), now)).toBe('Mon 15:02')
    expect(recent(new Date('2026-11-10T14:02:00.000Z'), now)).toBe('Tue 10 Nov, 15:02')
  })

  it('reads a typed date as one of the platform’s zone, on both sides of a change of clocks', () => {
    for (const text of [
      '2026-03-28T12:00',
      '2026-03-29T12:00',
      '2026-07-01T09:30',
      '2026-10-25T12:00',
      '2026-12-22T19:12',
    ]) {
      const date = fromLocalField(text)
      expect(date && toLocalField(date)).toBe(text)
    }
    expect(fromLocalField('')).toBeUndefined()
  })
})
