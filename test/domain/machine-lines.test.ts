import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bearsName, compareBirth, compareNames, compareUntil } from '../../domain/comparison.ts'
import { lastDayOf, readLines } from '../../domain/machine-lines.ts'

const PASSPORT = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
const CARD_OF_TWO = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6']
const CARD_OF_THREE = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
]

const replaced = (lines: readonly string[], line: number, at: number, letter: string): string[] =>
  lines.map((text, i) => (i === line ? text.slice(0, at) + letter + text.slice(at + 1) : text))

const readOf = (lines: readonly string[]) => {
  const read = readLines(lines)
  if ('fault' in read) throw new Error(`refused: ${read.fault}`)
  return read
}

describe('[R45] machine-readable lines that a reviewer typed', () => {
  it.each([
    ['a passport, 2 × 44', PASSPORT, 'L898902C3'],
    ['a card of two lines, 2 × 36', CARD_OF_TWO, 'D23145890'],
    ['a card of three lines, 3 × 30', CARD_OF_THREE, 'D23145890'],
  ])('%s is read, and its four check digits agree', (_, lines, number) => {
    const read = readOf(lines)
    expect(read).toMatchObject({ surname: 'ERIKSSON', given: 'ANNA MARIA', birth: '740812', until: '120415', number })
    expect(read.digits.map((digit) => [digit.of, digit.is])).toEqual([
      ['number', 'agrees'],
      ['birth', 'agrees'],
      ['until', 'agrees'],
      ['all', 'agrees'],
    ])
  })

  it('small letters and blanks between are taken as typed', () => {
    const spaced = PASSPORT.map((line) => `${line.slice(0, 20).toLowerCase()} ${line.slice(20)}`)
    expect(readOf(spaced)).toEqual(readOf(PASSPORT))
  })

  it('“?” for what can’t be read: the rest is still computed', () => {
    const glare = ['P<XXXOKARSDAL<<LENA<MARIE<<<<<<<<<<<<<<<<<<<', 'X0042817<1XXX8803???????????<<<<<<<<<<<<<<00']
    const read = readOf(glare)
    expect(read).toMatchObject({ birth: '8803??', until: '??????', number: 'X0042817' })
    expect(read.digits.map((digit) => digit.is)).toEqual(['agrees', 'unread', 'unread', 'unread'])
  })

  it('nothing is corrected: a wrong digit is told with its line, and stays', () => {
    const wrong = readOf(replaced(PASSPORT, 1, 18, '3'))
    expect(wrong.birth).toBe('740813')
    expect(wrong.digits.filter((digit) => digit.is === 'wrong').map(({ of, line }) => [of, line])).toEqual([
      ['birth', 2],
      ['all', 2],
    ])
    expect(readOf(replaced(PASSPORT, 1, 0, '2')).digits[0]).toMatchObject({ of: 'number', is: 'wrong' })
  })

  it('a line of the wrong length, a strange character, or no document is told', () => {
    expect(readLines([PASSPORT[0] ?? '', (PASSPORT[1] ?? '').slice(1)])).toEqual({
      fault: 'length',
      line: 2,
      length: 43,
      wanted: 44,
    })
    expect(readLines(replaced(PASSPORT, 0, 3, 'Ö'))).toEqual({ fault: 'character', line: 1, character: 'Ö' })
    expect(readLines(['', ''])).toMatchObject({ fault: 'length' })
    expect(readLines(PASSPORT.slice(0, 1))).toEqual({ fault: 'unknown' })
  })

  it('whatever is typed, it is read or explained, and never thrown', () => {
    const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<?')
    const line = (length: number) =>
      fc.array(letter, { minLength: length, maxLength: length }).map((all) => all.join(''))
    const zone = fc.oneof(
      fc.tuple(line(44), line(44)),
      fc.tuple(line(36), line(36)),
      fc.tuple(line(30), line(30), line(30)),
      fc.array(fc.string(), { maxLength: 4 }),
    )
    fc.assert(fc.property(zone, (typed) => void readLines(typed)))
  })

  it('the last day of a document', () => {
    expect(lastDayOf('330501')).toBe('2033-05-01')
    expect(lastDayOf('330231')).toBeUndefined()
    expect(lastDayOf('33??01')).toBeUndefined()
  })
})

describe('[R45] the comparison with what the person said', () => {
  it.each([
    ['Lena Okarsdal', 'OKARSDAL LENA', 'same'],
    ['Lena Okarsdal', 'OKARSDAL LENA MARIE', 'partly'],
    ['Lena Marie Okarsdal', 'OKARSDAL LENA', 'partly'],
    ['Lena Okarsdal', 'BERG LENA', 'differs'],
    ['Imke Sørbråten', 'SOERBRAATEN IMKE', 'same'],
    ['Jürgen Groß', 'GROSS JUERGEN', 'same'],
    ['Jürgen Müller', 'MULLER JURGEN', 'same'],
    ['Łukasz Żółty', 'ZOLTY LUKASZ', 'same'],
    ['Anne-Marie O’Neil', 'ONEIL ANNE MARIE', 'same'],
    ['Lena Okarsdal', 'OKARSDAL L?NA', 'partly'],
    ['Lena Okarsdal', '???????? ????', 'unreadable'],
  ] as const)('“%s” against “%s”: %s', (said, typed, match) => {
    expect(compareNames(said, typed)).toBe(match)
  })

  it('the date of birth, digit by digit', () => {
    expect(compareBirth('1988-03-09', '880309')).toBe('same')
    expect(compareBirth('1988-03-09', '880310')).toBe('differs')
    expect(compareBirth('1988-03-09', '8803??')).toBe('unreadable')
    expect(compareBirth('1988-03-09', '8804??')).toBe('differs')
    expect(compareBirth(null, '880309')).toBe('unreadable')
  })

  it('the last day itself is still in date', () => {
    expect(compareUntil('2026-11-24', '2026-11-24')).toBe('in_date')
    expect(compareUntil('2026-11-23', '2026-11-24')).toBe('out_of_date')
    expect(compareUntil(undefined, '2026-11-24')).toBe('unreadable')
  })
})

describe('[R43] a name that a vendor has read bears the name that was given', () => {
  it.each([
    ['Tomasz Wilk', 'WILK TOMASZ', true],
    ['José Núñez', 'Jose Nunez', true],
    ['Jürgen Groß', 'JUERGEN GROSS', true],
    ['Tomasz Wilk', 'Tomasz Jan Wilk', true],
    ['Иван Петров', 'ПЕТРОВ ИВАН', true],
    ['Tomasz Wilk', 'Ines Maravelle', false],
    ['Tomasz', 'Tomasz Wilk', false],
    ['Tomasz Bielik', 'Tomasz Wilk', false],
    ['?????? ????', 'Tomasz Wilk', false],
    ['Иван Петров', 'Ivan Petrov', false],
    ['Иван Петров', 'Мария Петрова', false],
  ])('given %s, read %s: %s', (given, read, same) => {
    expect(bearsName(given, read)).toBe(same)
  })
})
