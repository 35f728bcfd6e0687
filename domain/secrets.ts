import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** A key and the id by which older ones are told apart. */
export type SecretKey = { id: string; secret: Uint8Array }
/** The first key is current; the others still open what they closed. */
export type KeyRing = readonly [SecretKey, ...SecretKey[]]

const BYTES_OF_ID = 16
const BYTES_OF_MAC = 24

const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const uuidText = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const mac = (key: SecretKey, purpose: string, id: string): Buffer =>
  createHmac('sha256', key.secret).update(`${purpose}:${id}`).digest().subarray(0, BYTES_OF_MAC)

/** The token in a mailed link: the link's id and an HMAC of it. The database alone can't make one (R35). */
export const linkToken = (keys: KeyRing, id: string): string =>
  Buffer.concat([uuidBytes(id), mac(keys[0], 'link', id)]).toString('base64url')

/** The link's id in a token that we made, or undefined. */
export function readLinkToken(keys: KeyRing, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== BYTES_OF_ID + BYTES_OF_MAC || bytes.toString('base64url') !== token) return undefined
  const id = uuidText(bytes.subarray(0, BYTES_OF_ID))
  const given = bytes.subarray(BYTES_OF_ID)
  return keys.some((key) => timingSafeEqual(given, mac(key, 'link', id))) ? id : undefined
}

/** The six digits of a code, computed from its id. */
export function codeDigits(keys: KeyRing, id: string): string {
  const number = mac(keys[0], 'code', id).readUIntBE(0, 6) % 1_000_000
  return String(number).padStart(6, '0')
}

/** Whether the typed digits (spaces allowed) are the code's. */
export function isCode(keys: KeyRing, id: string, typed: string): boolean {
  const given = Buffer.from(typed.replaceAll(/\s/g, ''))
  return keys.some((key) => {
    const right = Buffer.from(codeDigits([key], id))
    return given.length === right.length && timingSafeEqual(given, right)
  })
}

/** Letters of a code that is typed on a phone: none that is taken for another. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const CODE_LENGTH = 8

/** The eight characters of a hand-over to a phone, computed from its id. */
export function phoneCode(keys: KeyRing, id: string): string {
  const bytes = mac(keys[0], 'phone', id)
  return [...bytes.subarray(0, CODE_LENGTH)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join('')
}

/** What the database keeps of such a code, under each key; small letters, blanks and hyphens don't count. */
export const phoneCodeHashes = (keys: KeyRing, code: string): Uint8Array<ArrayBuffer>[] =>
  keys.map((key) => new Uint8Array(mac(key, 'phone-code', code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))))

/** What the database keeps of a secret with full entropy (sessions, API keys). */
export const secretHash = (secret: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(secret).digest())

/** What is kept of a document's number, so that the same document is recognised: the letters and digits alone count. */
export const numberHashes = (keys: KeyRing, number: string): Uint8Array<ArrayBuffer>[] =>
  keys.map((key) => {
    const letters = number.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
    return new Uint8Array(createHmac('sha256', key.secret).update(`document-number:${letters}`).digest())
  })

/** The token that a form of this session carries for this action; binds the two. */
export const formToken = (keys: KeyRing, session: string, action: string): string =>
  mac(keys[0], `form:${action}`, session).toString('base64url')

export function isFormToken(keys: KeyRing, session: string, action: string, given: string): boolean {
  const bytes = Buffer.from(given, 'base64url')
  return keys.some((key) => {
    const right = mac(key, `form:${action}`, session)
    return bytes.length === right.length && timingSafeEqual(bytes, right)
  })
}
