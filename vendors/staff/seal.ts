import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { KeyRing, SecretKey } from '../../domain/secrets.ts'

const NONCE = 12
const TAG = 16

/** What a sealed document is bound to: swapped rows do not open. */
export type Binding = { documentId: string; personId: string; kind: string }

export type Sealed = { masterKeyId: string; wrappedKey: Uint8Array<ArrayBuffer>; sealed: Uint8Array<ArrayBuffer> }

const bytesOf = ({ documentId, personId, kind }: Binding): Buffer => Buffer.from(`${documentId}|${personId}|${kind}`)

function close(key: Uint8Array, plain: Uint8Array, aad: Buffer): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad)
  return new Uint8Array(Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

function open(key: Uint8Array, closed: Uint8Array, aad: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, closed.subarray(0, NONCE)).setAAD(aad)
  decipher.setAuthTag(closed.subarray(closed.length - TAG))
  return Buffer.concat([decipher.update(closed.subarray(NONCE, closed.length - TAG)), decipher.final()])
}

/** Encrypts a document with a key of its own, and that key with the current master key (AES-256-GCM). */
export function seal(masterKeys: KeyRing, binding: Binding, plain: Uint8Array): Sealed {
  const key = randomBytes(32)
  const aad = bytesOf(binding)
  const [master] = masterKeys
  return { masterKeyId: master.id, wrappedKey: close(keyOf(master), key, aad), sealed: close(key, plain, aad) }
}

/** The document again. Throws when the key is missing or anything was changed or swapped. */
export function unseal(masterKeys: KeyRing, binding: Binding, document: Sealed): Buffer {
  const master = masterKeys.find((key) => key.id === document.masterKeyId)
  if (!master) throw new Error(`the master key "${document.masterKeyId}" is not configured`)
  const aad = bytesOf(binding)
  return open(open(keyOf(master), document.wrappedKey, aad), document.sealed, aad)
}

/** The document's key wrapped by the current master key; undefined when the one that wraps it is not configured. Throws when anything was changed or swapped. */
export function rewrap(
  masterKeys: KeyRing,
  binding: Binding,
  { masterKeyId, wrappedKey }: Omit<Sealed, 'sealed'>,
): Omit<Sealed, 'sealed'> | undefined {
  const master = masterKeys.find((key) => key.id === masterKeyId)
  if (!master) return undefined
  const aad = bytesOf(binding)
  const [current] = masterKeys
  return { masterKeyId: current.id, wrappedKey: close(keyOf(current), open(keyOf(master), wrappedKey, aad), aad) }
}

const keyOf = (key: SecretKey): Uint8Array => key.secret.subarray(0, 32)
