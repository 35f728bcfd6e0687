/** Minutes since midnight; a day's office hours. */
type Span = { from: number; to: number }

/** When staff work: hours for each day of the week (Sunday is 0), in one time zone; `text` as it was written, empty for always. */
export type Office = { timeZone: string; days: readonly (Span | null)[]; text: string }

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Looks ahead at most this many days: three weeks without an hour of work are a fault of the configuration. */
const DAYS_AHEAD = 400

/** Reviews are due whatever the day and hour. */
export const alwaysOpen = (timeZone = 'UTC'): Office => ({
  timeZone,
  days: DAYS.map(() => ({ from: 0, to: 24 * 60 })),
  text: '',
})

/**
 * Office hours as people write them: `Mon-Fri 09:00-17:30`, several with commas: `Mon-Thu 08:00-18:00, Fri 08:00-15:00`.
 * Undefined when the text says no hours.
 */
export function readOfficeHours(text: string, timeZone: string): Office | undefined {
  const days: (Span | null)[] = DAYS.map(() => null)
  for (const part of text.split(',').map((one) => one.trim())) {
    const [, first = '', last = first, from = '', to = ''] =
      /^([A-Za-z]{3})(?:-([A-Za-z]{3}))? (\d\d:\d\d)-(\d\d:\d\d)$/.exec(part) ?? []
    const span = spanOf(from, to)
    const [start, end] = [dayOf(first), dayOf(last)]
    if (!span || start < 0 || end < 0) return undefined
    for (let day = start; ; day = (day + 1) % 7) {
      days[day] = span
      if (day === end) break
    }
  }
  return { timeZone, days, text }
}

const dayOf = (name: string): number => DAYS.findIndex((day) => day.toLowerCase() === name.toLowerCase())

function spanOf(from: string, to: string): Span | undefined {
  const minutes = [from, to].map((text) => {
    const [hours = NaN, rest = NaN] = text.split(':').map(Number)
    return rest < 60 ? hours * 60 + rest : NaN
  })
  const [start = NaN, end = NaN] = minutes
  return start >= 0 && start < end && end <= 24 * 60 ? { from: start, to: end } : undefined
}

/** The moment at which so many minutes of office hours have passed since `since` (R59). Days that are longer or shorter by a change of the clocks count as they are. */
export function afterOfficeMinutes(office: Office, since: Date, minutes: number): Date {
  let left = minutes * MINUTE
  const first = dateIn(office.timeZone, since)
  for (let i = 0; i < DAYS_AHEAD; i++) {
    const date = new Date(first.getTime() + i * DAY)
    const span = office.days[date.getUTCDay()]
    if (!span) continue
    const open = Math.max(instant(office.timeZone, date, span.from), since.getTime())
    const close = instant(office.timeZone, date, span.to)
    const here = Math.max(0, close - open)
    if (left <= here && here > 0) return new Date(open + left)
    left -= here
  }
  return new Date(since.getTime() + minutes * MINUTE)
}

/** The last moment of a calendar day, `YYYY-MM-DD`, where the platform is. */
export function endOfDay(office: Office, day: string): Date {
  return new Date(instant(office.timeZone, new Date(`${day}T00:00:00Z`), 24 * 60) - 1_000)
}

/** The calendar day of a moment, `YYYY-MM-DD`, where the platform is. */
export const dayIn = (office: Office, at: Date): string => dateIn(office.timeZone, at).toISOString().slice(0, 10)

/** The calendar day of a moment in a time zone, as midnight UTC. */
function dateIn(timeZone: string, at: Date): Date {
  const local = new Date(at.getTime() + offsetAt(timeZone, at.getTime()))
  return new Date(Math.floor(local.getTime() / DAY) * DAY)
}

/** When the clocks of a time zone show so many minutes after midnight of a calendar day, in ms; an hour that is left out counts as its end. */
function instant(timeZone: string, date: Date, minutes: number): number {
  const shown = date.getTime() + minutes * MINUTE
  const guess = shown - offsetAt(timeZone, shown)
  return shown - offsetAt(timeZone, guess)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far the clocks of a time zone are ahead of UTC at a moment, in ms. */
function offsetAt(timeZone: string, at: number): number {
  let format = formats.get(timeZone)
  if (!format) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const // prettier-ignore
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...parts })
    formats.set(timeZone, format)
  }
  const shown: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}
