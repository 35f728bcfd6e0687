import { Refusal } from '../../domain/refusals.ts'
import type { Database } from '../../store/database.ts'
import { useLimit } from '../../store/limits.ts'

/** Counts one request of a key; throws `too-many` when its share is used up. */
export type RequestLimit = (keyId: string) => Promise<void>

const WINDOW_MS = 60_000
/** How long requests that were taken but not used stay good, in ms. */
const KEPT_MS = 5_000

type Share = { left: number; until: number; taking?: Promise<void> }

/**
 * At most `perMinute` requests of one key, counted in the database over all processes (R68). A process takes requests
 * in blocks of a hundredth, so that a busy key does not queue for one row; a key may pass its limit by one block for each process.
 */
export function requestLimit(db: Database, perMinute: number): RequestLimit {
  const block = Math.max(1, Math.floor(perMinute / 100))
  const shares = new Map<string, Share>()
  const take = async (keyId: string, share: Share): Promise<void> => {
    const wait = await useLimit(
      db,
      { name: 'requests', most: Math.floor(perMinute / block), windowMs: WINDOW_MS },
      keyId,
    )
    if (wait !== undefined) throw tooMany(wait, `This key may send ${perMinute} requests a minute.`)
    Object.assign(share, { left: block, until: Date.now() + KEPT_MS })
  }
  return async (keyId) => {
    const share = shares.get(keyId) ?? { left: 0, until: 0 }
    shares.set(keyId, share)
    while (share.left < 1 || share.until < Date.now()) {
      share.taking ??= take(keyId, share).finally(() => delete share.taking)
      await share.taking
    }
    share.left -= 1
  }
}

/** Where a request comes from, for limits by place: of an IPv6 address its network (/64), because one place has all the rest. */
export function placeOf(ip: string | undefined): string {
  if (!ip?.includes(':')) return ip ?? ''
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(ip)?.[1]
  if (mapped) return mapped
  const [left = [], right = []] = ip.split('::').map((half) => half.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}

/** The refusal of a limit: says when to try again. */
export const tooMany = (retryAfterSeconds: number, detail: string): Refusal =>
  new Refusal('too-many', `${detail} Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds })
