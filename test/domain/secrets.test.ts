import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codeDigits,
  formToken,
  isCode,
  isFormToken,
  type KeyRing,
  linkToken,
  readLinkToken,
} from '../../domain/secrets.ts'

const ring = (): KeyRing => [{ id: 'k1', secret: randomBytes(32) }]
const keys = ring()
const ids = fc.uuid()

describe('[R35] link tokens', () => {
  it('give the link’s id back', () => {
    fc.assert(fc.property(ids, (id) => void expect(readLinkToken(keys, linkToken(keys, id))).toBe(id)))
  })

  it('are the same each time, so that reminders repeat the current link', () => {
    fc.assert(fc.property(ids, (id) => void expect(linkToken(keys, id)).toBe(linkToken(keys, id))))
  })

  it('with any bit changed are refused', () => {
    fc.assert(
      fc.property(ids, fc.nat({ max: 319 }), (id, bit) => {
        const bytes = Buffer.from(linkToken(keys, id), 'base64url')
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(readLinkToken(keys, bytes.toString('base64url'))).toBeUndefined()
      }),
    )
  })

  it('can’t be made from what the database holds: the id, or a key of one’s own', () => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(readLinkToken(keys, linkToken(ring(), id))).toBeUndefined()
        expect(readLinkToken(keys, id)).toBeUndefined()
      }),
    )
  })

  it('any other text is refused', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(readLinkToken(keys, text)).toBeUndefined()))
    const [token, padded] = [linkToken(keys, '019abc00-0000-7000-8000-000000000001'), '=']
    for (const other of [token + padded, ` ${token}`, token.slice(0, -1), `${token}A`])
      expect(readLinkToken(keys, other)).toBeUndefined()
  })

  it('of an earlier key go on working, and of a key that was taken away do not', () => {
    const [older] = ring()
    const rotated: KeyRing = [...ring(), older]
    const token = linkToken([older], '019abc00-0000-7000-8000-000000000001')
    expect(readLinkToken(rotated, token)).toBe('019abc00-0000-7000-8000-000000000001')
    expect(readLinkToken([rotated[0]], token)).toBeUndefined()
    expect(linkToken(rotated, '019abc00-0000-7000-8000-000000000001')).not.toBe(token)
  })
})

describe('[R37] codes', () => {
  it('are six digits that the key makes of the id', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const digits = codeDigits(keys, id)
        expect(digits).toMatch(/^\d{6}$/)
        expect(isCode(keys, id, digits)).toBe(true)
        expect(isCode(keys, id, `${digits.slice(0, 3)} ${digits.slice(3)}`)).toBe(true)
      }),
    )
  })

  it('no other digits are right', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 0, max: 999_999 }), (id, guess) => {
        const typed = String(guess).padStart(6, '0')
        expect(isCode(keys, id, typed)).toBe(typed === codeDigits(keys, id))
      }),
    )
    for (const typed of ['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦'])
      expect(isCode(keys, '019abc00-0000-7000-8000-000000000001', typed)).toBe(false)
  })

  it('another installation’s key makes others', () => {
    const id = '019abc00-0000-7000-8000-000000000001'
    const others = Array.from({ length: 20 }, () => codeDigits(ring(), id))
    expect(new Set(others).size).toBeGreaterThan(15)
  })
})

describe('form tokens', () => {
  it('bind session and action', () => {
    const token = formToken(keys, 'session-1', 'accept')
    expect(isFormToken(keys, 'session-1', 'accept', token)).toBe(true)
    expect(isFormToken(keys, 'session-1', 'decline', token)).toBe(false)
    expect(isFormToken(keys, 'session-2', 'accept', token)).toBe(false)
    expect(isFormToken(keys, 'session-1', 'accept', '')).toBe(false)
    expect(isFormToken(ring(), 'session-1', 'accept', token)).toBe(false)
  })
})
