import { parse } from 'mrz'

/** What stands in the place of a character that can't be read. */
const UNREAD = '?'
/** Lines and characters a line of each size of document (ICAO 9303): passport, ID card in two lines and in three. */
const SIZES = [
  { lines: 2, length: 44 },
  { lines: 2, length: 36 },
  { lines: 3, length: 30 },
] as const

/** Why typed lines can't be computed with; `line` counts from 1. */
export type LinesFault =
  | { fault: 'length'; line: number; length: number; wanted: number }
  | { fault: 'character'; line: number; character: string }
  | { fault: 'unknown' }

/** A check digit as typed: whether it agrees, or can't be computed because something of it can't be read. */
export type CheckDigit = {
  of: 'number' | 'birth' | 'until' | 'all' | 'other'
  line: number
  is: 'agrees' | 'wrong' | 'unread'
}

/** What typed lines say. Dates are six digits `YYMMDD`, perhaps with `?`; the names may hold `?` as well. */
export type ReadLines = {
  surname: string
  given: string
  birth: string
  until: string
  /** Undefined when a part of it can't be read. */
  number: string | undefined
  digits: readonly CheckDigit[]
}

/** Lines as typed, without blanks, in capitals. */
const plain = (line: string): string => line.replaceAll(/\s/g, '').toUpperCase()

/**
 * Reads the machine-readable lines that a reviewer typed; nothing reads the picture. Two lines of 44 or 36 characters, or
 * three of 30, `?` for what can't be read. Nothing is corrected.
 */
export function readLines(typed: readonly string[]): ReadLines | LinesFault {
  const lines = typed.map(plain)
  const fault = faultOf(lines)
  if (fault) return fault
  try {
    return readingOf(lines)
  } catch {
    return { fault: 'unknown' } // the library throws for lines of no known document
  }
}

function faultOf(lines: readonly string[]): LinesFault | undefined {
  const first = lines[0] ?? ''
  const fitting = SIZES.filter((size) => size.lines === lines.length)
  const wanted = fitting.toSorted((a, b) => Math.abs(a.length - first.length) - Math.abs(b.length - first.length))[0]
  if (!wanted) return { fault: 'unknown' }
  for (const [i, line] of lines.entries()) {
    const strange = /[^A-Z0-9<?]/.exec(line)
    if (strange) return { fault: 'character', line: i + 1, character: strange[0] }
    if (line.length !== wanted.length)
      return { fault: 'length', line: i + 1, length: line.length, wanted: wanted.length }
  }
  return undefined
}

const DIGIT_OF: Readonly<Record<string, CheckDigit['of']>> = {
  documentNumberCheckDigit: 'number',
  birthDateCheckDigit: 'birth',
  expirationDateCheckDigit: 'until',
  compositeCheckDigit: 'all',
}

function readingOf(lines: readonly string[]): ReadLines {
  const { details } = parse([...lines])
  const raw = (field: string): string => {
    const detail = details.find((one) => one.field === field)
    return detail ? (lines[detail.line] ?? '').slice(detail.start, detail.end) : ''
  }
  const number = details.find((one) => one.field === 'documentNumber')?.value ?? raw('documentNumber')
  const [surname = '', given = ''] = namesIn(lines)
  return {
    surname,
    given,
    birth: raw('birthDate'),
    until: raw('expirationDate'),
    number: number === '' || number.includes(UNREAD) ? undefined : number.replaceAll('<', ''),
    digits: details.flatMap((one) => {
      const of = DIGIT_OF[one.field ?? '']
      if (!of) return []
      const covered = one.ranges.map(({ line, start, end }) => (lines[line] ?? '').slice(start, end)).join('')
      const unread = `${covered}${raw(one.field ?? '')}`.includes(UNREAD)
      return [{ of, line: one.line + 1, is: unread ? 'unread' : one.valid ? 'agrees' : 'wrong' } as const]
    }),
  }
}

/** Surname and given names: the first line of a passport or card of two lines, the third of a card of three. */
function namesIn(lines: readonly string[]): string[] {
  const field = lines.length === 3 ? (lines[2] ?? '') : (lines[0] ?? '').slice(5)
  const [surname = '', ...given] = field.split('<<')
  return [surname, given.join(' ')].map((part) => part.replaceAll('<', ' ').replaceAll(/\s+/g, ' ').trim())
}

/** The last day that six typed digits `YYMMDD` say, as `YYYY-MM-DD`; undefined when they can't be read or are no date. */
export function lastDayOf(until: string): string | undefined {
  const [, yy, mm, dd] = /^(\d\d)(\d\d)(\d\d)$/.exec(until) ?? []
  if (!yy || !mm || !dd) return undefined
  const day = `20${yy}-${mm}-${dd}`
  const date = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? undefined : day
}
