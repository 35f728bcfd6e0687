import { describe, expect, it } from 'vitest'
import {
  afterOfficeMinutes,
  alwaysOpen,
  dayIn,
  endOfDay,
  readOfficeHours,
  type Office,
} from '../../domain/office-hours.ts'

const hours = (text: string, zone = 'Europe/Warsaw'): Office => {
  const office = readOfficeHours(text, zone)
  if (!office) throw new Error(`no hours: ${text}`)
  return office
}
const WEEK = hours('Mon-Fri 09:00-17:30')
const due = (office: Office, since: string, minutes: number): string =>
  afterOfficeMinutes(office, new Date(since), minutes).toISOString()

describe('[R59] a time limit in office hours', () => {
  it('runs within a day', () => {
    expect(due(WEEK, '2026-11-24T09:42:00Z', 240)).toBe('2026-11-24T13:42:00.000Z')
  })

  it('stands still at night and goes on in the morning', () => {
    expect(due(WEEK, '2026-11-24T15:30:00Z', 240)).toBe('2026-11-25T11:00:00.000Z') // an hour today, three tomorrow
    expect(due(WEEK, '2026-11-24T03:00:00Z', 240)).toBe('2026-11-24T12:00:00.000Z')
    expect(due(WEEK, '2026-11-24T22:00:00Z', 60)).toBe('2026-11-25T09:00:00.000Z')
  })

  it('ends with the day when exactly that much is left', () => {
    expect(due(WEEK, '2026-11-24T12:30:00Z', 240)).toBe('2026-11-24T16:30:00.000Z')
    expect(due(WEEK, '2026-11-24T12:30:00.001Z', 240)).toBe('2026-11-25T08:00:00.001Z')
  })

  it('leaves out the weekend, and days that have hours of their own', () => {
    expect(due(WEEK, '2026-11-27T15:30:00Z', 240)).toBe('2026-11-30T11:00:00.000Z')
    expect(due(WEEK, '2026-11-28T12:00:00Z', 30)).toBe('2026-11-30T08:30:00.000Z')
    expect(due(hours('Mon-Thu 08:00-18:00, Fri 08:00-12:00'), '2026-11-27T10:00:00Z', 120)).toBe(
      '2026-11-30T08:00:00.000Z',
    )
  })

  it('knows that clocks change: in spring and in autumn a day in the office is as long as ever', () => {
    // 29 March 2026: 01:00 UTC becomes 03:00 in Warsaw
    expect(due(hours('Mon-Sun 08:00-18:00'), '2026-03-28T16:00:00Z', 120)).toBe('2026-03-29T07:00:00.000Z')
    // 25 October 2026: back to winter time
    expect(due(hours('Mon-Sun 08:00-18:00'), '2026-10-24T15:00:00Z', 120)).toBe('2026-10-25T08:00:00.000Z')
    expect(due(hours('Mon-Sun 08:00-18:00', 'America/New_York'), '2026-03-07T22:30:00Z', 60)).toBe(
      '2026-03-08T12:30:00.000Z',
    )
  })

  it('an office that sleeps through the change of the clocks: the hour that is left out, and the one that comes twice', () => {
    const night = hours('Mon-Sun 00:00-24:00')
    expect(due(night, '2026-03-28T22:00:00Z', 24 * 60)).toBe('2026-03-29T22:00:00.000Z')
    expect(due(night, '2026-10-24T21:00:00Z', 24 * 60)).toBe('2026-10-25T21:00:00.000Z')
  })

  it('an office that never closes counts like a clock', () => {
    expect(due(alwaysOpen(), '2026-11-28T23:30:00Z', 240)).toBe('2026-11-29T03:30:00.000Z')
  })

  it('words that say no hours are refused', () => {
    for (const text of [
      '',
      'Mon',
      'Mon-Fri',
      'Mon-Fri 9-17',
      'Mon-Fri 17:00-09:00',
      'Abc 09:00-10:00',
      'Mon 09:60-10:00',
      'Mon 09:00-25:00',
    ])
      // prettier-ignore
      expect(readOfficeHours(text, 'UTC'), text).toBeUndefined()
    expect(readOfficeHours('sat-sun 10:00-12:00', 'UTC')?.days[1]).toBeNull()
  })
})

describe('[R46] the last moment of a day', () => {
  it('is the one where the platform is', () => {
    expect(endOfDay(WEEK, '2031-03-14').toISOString()).toBe('2031-03-14T22:59:59.000Z')
    expect(endOfDay(WEEK, '2031-07-14').toISOString()).toBe('2031-07-14T21:59:59.000Z')
    expect(dayIn(WEEK, new Date('2026-11-24T23:30:00Z'))).toBe('2026-11-25')
  })
})
