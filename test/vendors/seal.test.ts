import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import type { KeyRing } from '../../domain/secrets.ts'
import { type Binding, seal, unseal } from '../../vendors/staff/seal.ts'

const masterKey = (id: string) => ({ id, secret: randomBytes(32) })
const keys: KeyRing = [masterKey('m1')]
const binding = (): Binding => ({ documentId: uuidv7(), personId: uuidv7(), kind: 'selfie' })
const plain = Buffer.from('a passport, and the face of Tomasz Wilk')

describe('[R45] documents are encrypted at rest', () => {
  it('and come back as they were', () => {
    const bound = binding()
    const sealed = seal(keys, bound, plain)
    expect(Buffer.from(sealed.sealed).includes('Tomasz')).toBe(false)
    expect(unseal(keys, bound, sealed)).toEqual(plain)
  })

  it('each with a key and nonce of its own', () => {
    const bound = binding()
    const [one, other] = [seal(keys, bound, plain), seal(keys, bound, plain)]
    expect(Buffer.from(one.sealed)).not.toEqual(Buffer.from(other.sealed))
    expect(Buffer.from(one.wrappedKey)).not.toEqual(Buffer.from(other.wrappedKey))
  })

  it('and do not open under another row, person or kind: a swap is found out', () => {
    const bound = binding()
    const sealed = seal(keys, bound, plain)
    for (const other of [{ documentId: uuidv7() }, { personId: uuidv7() }, { kind: 'passport_photo' }])
      expect(() => unseal(keys, { ...bound, ...other }, sealed)).toThrow()
  })

  it('content and key of two documents can’t be exchanged', () => {
    const [one, other] = [binding(), binding()]
    const [a, b] = [seal(keys, one, plain), seal(keys, other, Buffer.from('another'))]
    expect(() => unseal(keys, one, { ...a, sealed: b.sealed })).toThrow()
    expect(() => unseal(keys, one, { ...a, wrappedKey: b.wrappedKey })).toThrow()
    expect(() => unseal(keys, one, b)).toThrow()
  })

  it('and a changed byte anywhere is found out', () => {
    const bound = binding()
    for (const part of ['sealed', 'wrappedKey'] as const) {
      const { length } = seal(keys, bound, plain)[part]
      for (let at = 0; at < length; at++) {
        const sealed = seal(keys, bound, plain)
        sealed[part][at] = (sealed[part][at] ?? 0) ^ 1
        expect(() => unseal(keys, bound, sealed)).toThrow()
      }
    }
  })

  it('with an older master key still open after a new one came; without it they do not', () => {
    const bound = binding()
    const sealed = seal(keys, bound, plain)
    expect(unseal([masterKey('m2'), ...keys], bound, sealed)).toEqual(plain)
    expect(() => unseal([masterKey('m2')], bound, sealed)).toThrow(/"m1"/)
    expect(() => unseal([masterKey('m1')], bound, sealed)).toThrow()
  })
})
