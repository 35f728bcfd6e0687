import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '../../domain/words/shape.ts'
import { type Dates, dates } from '../dates.ts'
import { oneLine, type Run, wordsOf } from '../letter.ts'
import { de } from './de.ts'
import { en, type MessageKey } from './en.ts'

export const MESSAGES: Record<Language, Record<MessageKey, string>> = { en, de }

type Values = Record<string, string | number>

/** The voice of a mail: its language, its dates, its messages. */
export type Say = {
  locale: Language
  when: Dates
  /** A message as plain text. Values from outside become one line without control characters. */
  text(key: MessageKey, values?: Values): string
  /** A message whose `<b>` stands out and whose `<a>` leads to `href`. Tags inside values stay plain text. */
  runs(key: MessageKey, values?: Values, href?: string): readonly Run[]
}

export function say(locale: Language, timeZone: string): Say {
  return {
    locale,
    when: dates(locale, timeZone),
    text: (key, values = {}) => String(message(locale, key).format(clean(values))),
    runs(key, values = {}, href = '') {
      const tags = {
        b: (inside: Run[]): Run => ({ strong: wordsOf(inside) }),
        a: (inside: Run[]): Run => ({ link: wordsOf(inside), href }),
      }
      const said = message(locale, key).format<Run>({ ...clean(values), ...tags })
      return Array.isArray(said) ? said : [said]
    },
  }
}

const compiled = new Map<string, IntlMessageFormat>()

function message(locale: Language, key: MessageKey): IntlMessageFormat {
  const id = `${locale} ${key}`
  const known = compiled.get(id) ?? new IntlMessageFormat(MESSAGES[locale][key], locale)
  compiled.set(id, known)
  return known
}

const clean = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? oneLine(value) : value]),
  )
