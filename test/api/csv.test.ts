import { describe, expect, it } from 'vitest'
import { csv, csvLine } from '../../api/http/csv.ts'

describe('a CSV file [R15]', () => {
  it('quotes commas, quotes and line ends, and doubles quotes', () =>
    expect(csvLine(['a,b', 'say "so"', 'two\nlines', 'plain'])).toBe('"a,b","say ""so""","two\nlines",plain\r\n'))

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('never holds a formula: %j is marked as text', (text) =>
    expect(csvLine([text])).toBe(`'${text}\r\n`),
  )

  it('holds none behind a semicolon either, at which some spreadsheets cut', () =>
    expect(csvLine(['Ann;=A1&B1;x'])).toBe('"Ann;\'=A1&B1;x"\r\n'))

  it('has a head', () => expect(csv(['id'], [['1'], ['2']])).toBe('id\r\n1\r\n2\r\n'))
})
