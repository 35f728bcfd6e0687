import { moment, momentShort, time } from '../domain/words/dates.ts'
import type { Language } from '../domain/words/shape.ts'

/** Moments in people's words, in the platform's time zone (screens.md, section 9). Seconds are left out: deadlines round down. */
export type Dates = {
  /** “Sat 28 Nov 2026, 14:05 (Warsaw time)” */
  full(at: Date): string
  /** “Saturday, 28 November 2026, 14:05” and “(Warsaw time)” apart, so that the date can stand out. */
  long(at: Date): { date: string; zone: string }
  /** “Mon 23 Nov, 09:30” */
  dayTime(at: Date): string
  /** “Thu 3 Dec” */
  day(at: Date): string
  /** “14 March 2031” */
  date(at: Date): string
  /** “14:05” */
  clock(at: Date): string
  /** “10:57 (Warsaw time)” */
  time(at: Date): string
  /** “24 and 27 November” */
  days(all: readonly Date[]): string
  /** Whether `at` falls on the calendar day of `from`, on the next one, or later. */
  nearness(at: Date, from: Date): 'today' | 'tomorrow' | 'later'
}

/** Order and punctuation of a day; its words come from Intl. */
const SHAPES: Record<Language, { day: string; month: string; long: string; weekday: string }> = {
  en: {
    day: '{day}',
    month: '{day} {month}',
    long: '{weekday}, {day} {month} {year}',
    weekday: '{weekday} {day} {month}',
  },
  de: {
    day: '{day}.',
    month: '{day}. {month}',
    long: '{weekday}, {day}. {month} {year}',
    weekday: '{weekday}, {day}. {month}',
  },
}

/** American English for the names of months: British English writes “Sept”. */
const TAGS: Record<Language, string> = { en: 'en-US', de: 'de-DE' }

/** Dates in one language and time zone (an IANA name like `Europe/Warsaw`). */
export function dates(language: Language, timeZone: string): Dates {
  const place = { language, timeZone }
  const shape = SHAPES[language]
  const say = (pattern: string, at: Date, width: 'short' | 'long') => fill(pattern, at, TAGS[language], timeZone, width)
  const zone = (at: Date) => moment(at, place).slice(momentShort(at, place).length + 1)
  const list = new Intl.ListFormat(TAGS[language], { type: 'conjunction' })
  return {
    full: (at) => moment(at, place),
    long: (at) => ({ date: `${say(shape.long, at, 'long')}, ${time(at, place)}`, zone: zone(at) }),
    dayTime: (at) => `${say(shape.weekday, at, 'short')}, ${time(at, place)}`,
    day: (at) => say(shape.weekday, at, 'short'),
    date: (at) => say(`${shape.month} {year}`, at, 'long'),
    clock: (at) => time(at, place),
    time: (at) => `${time(at, place)} ${zone(at)}`,
    days: (all) => {
      const months = new Set(all.map((at) => say('{month} {year}', at, 'long')))
      const last = all.at(-1)
      if (months.size !== 1 || last === undefined) return list.format(all.map((at) => say(shape.month, at, 'long')))
      return `${list.format(all.map((at) => say(shape.day, at, 'long')))} ${say('{month}', last, 'long')}`
    },
    nearness: (at, from) => nearness(calendarDay(at, timeZone) - calendarDay(from, timeZone)),
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Made once: making a format costs a hundred times what using it does. */
function formatOf(tag: string, options: Intl.DateTimeFormatOptions & { timeZone: string }): Intl.DateTimeFormat {
  const key = [tag, ...Object.values(options)].join(' ')
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(tag, options)))
  return format
}

function fill(pattern: string, at: Date, tag: string, timeZone: string, width: 'short' | 'long'): string {
  const format = formatOf(tag, { timeZone, weekday: width, day: 'numeric', month: width, year: 'numeric' })
  const parts = new Map<string, string>(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const short = width === 'short' ? parts.get('weekday')?.replace('.', '') : undefined
  if (short !== undefined) parts.set('weekday', short)
  return pattern.replace(/\{(\w+)\}/gu, (_, part: string) => parts.get(part) ?? '')
}

/** Days since 1970 on the zone's own calendar. */
function calendarDay(at: Date, timeZone: string): number {
  const format = formatOf('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return Date.parse(format.format(at)) / 86_400_000
}

function nearness(days: number): 'today' | 'tomorrow' | 'later' {
  if (days <= 0) return 'today'
  return days === 1 ? 'tomorrow' : 'later'
}
