/** The zone that all dates of the console are shown in: the platform's. */
let zone = 'UTC'
export const setZone = (timeZone: string): void => void (zone = timeZone)

const formats = new Map<string, Intl.DateTimeFormat>()

function part(date: Date, name: string, options: Intl.DateTimeFormatOptions, locale = 'en-US'): string {
  const key = `${zone} ${locale} ${name}`
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })))
  return format.format(date)
}

const weekday = (date: Date) => part(date, 'weekday', { weekday: 'short' })
const dayNumber = (date: Date) => part(date, 'day', { day: 'numeric' })
const month = (date: Date) => part(date, 'month', { month: 'short' })
const year = (date: Date) => part(date, 'year', { year: 'numeric' })
const isoDay = (date: Date) => part(date, 'iso', { year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA')

/** “14:05”. */
export const clock = (date: Date): string =>
  part(date, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
/** “14:05:00”. */
export const clockToTheSecond = (date: Date): string =>
  part(date, 'seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
/** “CET”, or “GMT+2” where a zone has no short name. */
export function zoneName(date: Date): string {
  const text = part(date, 'zone', { timeZoneName: 'short', hour: 'numeric', hourCycle: 'h23' }, 'en-GB')
  return text.split(' ').at(-1) ?? zone
}

/** “28 Nov 2026”. */
export const day = (date: Date): string => `${dayNumber(date)} ${month(date)} ${year(date)}`
/** “Tuesday, 24 November 2026”. */
export const longDay = (date: Date): string =>
  `${part(date, 'weekdayLong', { weekday: 'long' })}, ${dayNumber(date)} ${part(date, 'monthLong', { month: 'long' })} ${year(date)}`
/** The same for all moments of one day. */
export const dayKey = (date: Date): string => isoDay(date)
/** “Sat 28 Nov, 14:05”. */
export const shortMoment = (date: Date): string => `${weekday(date)} ${dayNumber(date)} ${month(date)}, ${clock(date)}`
/** “Sat 28 Nov 2026, 14:05”. */
export const longMoment = (date: Date): string => `${weekday(date)} ${day(date)}, ${clock(date)}`
/** “Sat 28 Nov 2026, 14:05 CET”. */
export const fullMoment = (date: Date): string => `${longMoment(date)} ${zoneName(date)}`
/** “Warsaw”, of the zone that dates are shown in. */
export const zoneCity = (): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
/** “20 Nov”. */
export const shortDay = (date: Date): string => `${dayNumber(date)} ${month(date)}`

/** “06:20” today, “Mon 15:02” within six days, else “Mon 23 Nov, 15:02”. */
export function recent(date: Date, now: Date): string {
  if (isoDay(date) === isoDay(now)) return clock(date)
  const age = now.getTime() - date.getTime()
  return age > 0 && age < 6 * DAY ? `${weekday(date)} ${clock(date)}` : shortMoment(date)
}

/** The same with a comma, for a time line: “Mon, 15:02”. */
export function recentInLine(date: Date, now: Date): string {
  if (isoDay(date) === isoDay(now)) return clock(date)
  const age = now.getTime() - date.getTime()
  return age > 0 && age < 6 * DAY ? `${weekday(date)}, ${clock(date)}` : shortMoment(date)
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

/** A span in its largest unit, rounded down: “38 min”, “22 h”, “6 days”. */
export function span(ms: number): string {
  if (ms >= 2 * DAY) return count(Math.floor(ms / DAY), 'day')
  return ms >= HOUR ? `${Math.floor(ms / HOUR)} h` : `${Math.max(0, Math.floor(ms / MINUTE))} min`
}

/** A span in its two largest units: “28 days 8 h”, “2 h 10 min”. */
export function longSpan(ms: number): string {
  if (ms >= DAY) {
    const hours = Math.floor((ms % DAY) / HOUR)
    return `${count(Math.floor(ms / DAY), 'day')}${hours > 0 ? ` ${hours} h` : ''}`
  }
  const minutes = Math.floor((ms % HOUR) / MINUTE)
  if (ms >= HOUR) return `${Math.floor(ms / HOUR)} h${minutes > 0 ? ` ${minutes} min` : ''}`
  return `${Math.max(0, Math.floor(ms / MINUTE))} min`
}

/** What `<input type="datetime-local">` takes and gives, in the platform's zone. */
export const toLocalField = (date: Date): string => `${isoDay(date)}T${clock(date)}`

/** The moment that a `datetime-local` value means in the platform's zone, or undefined. */
export function fromLocalField(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return undefined
  const guess = new Date(`${text}:00Z`)
  if (Number.isNaN(guess.getTime())) return undefined
  const shown = new Date(`${toLocalField(guess)}:00Z`)
  const first = new Date(guess.getTime() - (shown.getTime() - guess.getTime()))
  const again = new Date(`${toLocalField(first)}:00Z`)
  return new Date(first.getTime() - (again.getTime() - guess.getTime())) // a change of clocks between the two
}
