import { createHmac, timingSafeEqual } from 'node:crypto'

/** A signature is good for this long, in seconds. */
const GOOD_FOR_S = 300

const hmac = (secret: string, at: number, body: Uint8Array): Buffer =>
  createHmac('sha256', secret).update(`${at}.`).update(body).digest()

/** The header `simulator-signature` for a body: the time in Unix seconds, and HMAC-SHA-256 of time and body. */
export const signatureOf = (secret: string, body: Uint8Array, at = Math.floor(Date.now() / 1_000)): string =>
  `t=${at},v1=${hmac(secret, at, body).toString('hex')}`

/** Whether a header signs this body with this secret, and did so within the last five minutes. */
export function isSignature(secret: string, body: Uint8Array, header: string | undefined): boolean {
  const [, time, hex] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? []
  if (time === undefined || hex === undefined) return false
  if (Math.abs(Date.now() / 1_000 - Number(time)) > GOOD_FOR_S) return false
  return timingSafeEqual(hmac(secret, Number(time), body), Buffer.from(hex, 'hex'))
}
