/** How what a reviewer typed fits what is known. A hint, never a decision. */
export const MATCHES = [
  'same',
  'partly',
  'differs',
  'unreadable',
  'in_date',
  'out_of_date',
  'unique',
  'used_before',
] as const
export type Match = (typeof MATCHES)[number]

/** ICAO 9303 writes these letters in more than one way; the second is the plain one. */
const LETTERS: Readonly<Record<string, readonly [string, string]>> = {
  Ä: ['AE', 'A'],
  Ö: ['OE', 'O'],
  Ü: ['UE', 'U'],
  Å: ['AA', 'A'],
  Ø: ['OE', 'O'],
  Æ: ['AE', 'A'],
  Œ: ['OE', 'O'],
  ß: ['SS', 'S'],
  ẞ: ['SS', 'S'],
  Ł: ['L', 'L'],
  Đ: ['D', 'D'],
  Ð: ['D', 'D'],
  Þ: ['TH', 'T'],
  Ñ: ['N', 'NXX'],
  Ĳ: ['IJ', 'I'],
}

/** The parts of a name in the letters of machine-readable lines; `way` picks one of the two spellings. */
const partsOf = (name: string, way: 0 | 1): string[] =>
  name
    .normalize('NFC')
    .replaceAll('ß', 'ẞ')
    .toUpperCase()
    .replaceAll(/./gu, (letter) => LETTERS[letter]?.[way] ?? letter)
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f'’.]/g, '')
    .split(/[^A-Z0-9?]+/)
    .filter(Boolean)

/**
 * A name as the person gave it, against surname and given names as typed. `partly`: one of the two has parts that the other
 * lacks, or a part can't be read. Order, accents, hyphens and the spelling of special letters don't count.
 */
export function compareNames(said: string, typed: string): Match {
  const read = partsOf(typed, 0)
  if (read.every((part) => /^\?+$/.test(part))) return 'unreadable'
  const results = ([0, 1] as const).map((way) => compareParts(partsOf(said, way), read))
  return results.includes('same') ? 'same' : results.includes('partly') ? 'partly' : 'differs'
}

/**
 * Whether a document that a vendor has read bears the name that the person gave: the same in any order and with or without
 * accents, or one with further names, as long as two are shared. A name in other letters has to be given in those.
 */
export function bearsName(given: string, read: string): boolean {
  const [said, found] = [given, read].map((name) => name.replaceAll('?', '')) as [string, string] // no letter is unread here
  const least = Math.min(partsOf(said, 0).length, partsOf(found, 0).length)
  if (least === 0) return wordsOf(said) === wordsOf(found)
  const match = compareNames(said, found)
  return match === 'same' || (match === 'partly' && least > 1)
}

/** The words of a name in whatever letters, in a fixed order. */
const wordsOf = (name: string): string =>
  (
    name
      .normalize('NFKC')
      .toUpperCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  )
    .toSorted()
    .join(' ')

function compareParts(said: readonly string[], typed: readonly string[]): Match {
  const whole = typed.toSorted().join(' ') === said.toSorted().join(' ')
  if (whole) return 'same'
  const found = (part: string, among: readonly string[]): boolean => among.some((other) => fits(part, other))
  const within = said.every((part) => found(part, typed)) || typed.every((part) => found(part, said))
  return within ? 'partly' : 'differs'
}

/** Whether two parts may be the same: `?` stands for any letter. */
const fits = (one: string, other: string): boolean =>
  one.length === other.length &&
  [...one].every((letter, i) => letter === '?' || other[i] === '?' || letter === other[i])

/** A date of birth `YYYY-MM-DD` against six typed digits `YYMMDD`. */
export function compareBirth(said: string | null, typed: string): Match {
  const digits = said?.replaceAll('-', '').slice(2) ?? ''
  if (!said || !/^[\d?<]{6}$/.test(typed)) return 'unreadable'
  const read = typed.replaceAll('<', '?')
  if (!fits(digits, read)) return 'differs'
  return read.includes('?') ? 'unreadable' : 'same'
}

/** The last day of a document, `YYYY-MM-DD`, against today. */
export const compareUntil = (lastDay: string | undefined, today: string): Match =>
  lastDay === undefined ? 'unreadable' : lastDay >= today ? 'in_date' : 'out_of_date'
