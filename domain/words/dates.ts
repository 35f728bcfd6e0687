import { fill, wordsIn } from './index.ts'
import type { Language } from './shape.ts'

/** Where and in which language a date is read; `timeZone` is an IANA name like `Europe/Warsaw`. */
export interface Place {
  language: Language
  timeZone: string
}

/** “Sat 28 Nov 2026, 14:05 (Warsaw time)”: how every date stands before people. */
export function moment(date: Date, place: Place): string {
  return `${momentShort(date, place)} (${zoneName(place)})`
}

/** “Sat 28 Nov 2026, 14:05”: beside a date that already names its zone. */
export function momentShort(date: Date, place: Place): string {
  return `${weekday(date, place)} ${day(date, place)}, ${time(date, place)}`
}

/** “14 Mar 2031”, “14. März 2031”. */
export function day(date: Date, place: Place): string {
  const part = parts(date, place, { day: 'numeric', month: 'short', year: 'numeric' })
  return place.language === 'de' ? `${part.day}. ${part.month} ${part.year}` : `${part.day} ${part.month} ${part.year}`
}

/** “14:05”. */
export function time(date: Date, place: Place): string {
  const part = parts(date, place, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return `${part.hour}:${part.minute}`
}

/** “14:05:00”: where the second decides. */
export function timeToTheSecond(date: Date, place: Place): string {
  const part = parts(date, place, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  return `${part.hour}:${part.minute}:${part.second}`
}

/** What is left until a deadline in its largest unit, rounded down; never less than 0 minutes. */
export function timeLeft(now: Date, until: Date): { unit: 'days' | 'hours' | 'minutes'; count: number } {
  const minutes = Math.max(0, Math.floor((until.getTime() - now.getTime()) / 60_000))
  if (minutes >= 48 * 60) return { unit: 'days', count: Math.floor(minutes / 1440) }
  return minutes >= 60 ? { unit: 'hours', count: Math.floor(minutes / 60) } : { unit: 'minutes', count: minutes }
}

function weekday(date: Date, place: Place): string {
  const { weekday: name = '' } = parts(date, place, { weekday: 'short' })
  return place.language === 'de' ? `${name.replace('.', '')},` : name
}

/** “Warsaw time”: beside a date that stands apart, for instance in bold. */
export function zoneName({ language, timeZone }: Place): string {
  const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone
  if (!timeZone.includes('/') || timeZone.startsWith('Etc/')) return city
  const words = wordsIn(language)
  return fill(words.cityTime, { city: words.cities[city] ?? city })
}

/** American English for the names of months: British English writes “Sept”. */
const locales: Record<Language, string> = { en: 'en-US', de: 'de-DE' }

const formats = new Map<string, Intl.DateTimeFormat>()

function parts(
  date: Date,
  { language, timeZone }: Place,
  options: Intl.DateTimeFormatOptions,
): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const key = [language, timeZone, ...Object.keys(options)].join(' ')
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locales[language], { ...options, timeZone })))
  return Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]))
}
