import { createHash } from 'node:crypto'
import { type Limit, useLimit } from '../../store/limits.ts'
import { placeOf as placeOfAddress } from '../../api/http/limits.ts'
import type { Visit } from './site.ts'

const MINUTE = 60_000

/** How often somebody may try, by what is tried (R68). */
export const LIMITS = {
  signInAddress: { name: 'sign-in', most: 10, windowMs: 15 * MINUTE },
  signInPlace: { name: 'sign-in-place', most: 50, windowMs: 15 * MINUTE },
  code: { name: 'code', most: 20, windowMs: 60 * MINUTE },
  newCode: { name: 'new-code', most: 6, windowMs: 60 * MINUTE },
  link: { name: 'link', most: 5, windowMs: 60 * MINUTE },
  linkPlace: { name: 'link-place', most: 30, windowMs: 60 * MINUTE },
  phone: { name: 'phone', most: 30, windowMs: 15 * MINUTE },
  /** A new name begins a vendor's check anew. */
  name: { name: 'name', most: 20, windowMs: 60 * MINUTE },
  upload: { name: 'upload', most: 60, windowMs: 60 * MINUTE },
  /** Each asks the vendor for something: nobody uses up the platform’s share there. */
  toVendor: { name: 'to-vendor', most: 60, windowMs: 15 * MINUTE },
  fromVendor: { name: 'from-vendor', most: 60, windowMs: 15 * MINUTE },
  accept: { name: 'accept', most: 20, windowMs: 15 * MINUTE },
} as const satisfies Record<string, Limit>

/** What a limit is counted by, so that no address stands in the table. */
const keyOf = (text: string): string => createHash('sha256').update(text.toLowerCase()).digest('base64url').slice(0, 22)

/** Counts one try; returns the minutes to wait when the limit is reached. */
export async function triedTooOften({ site }: Visit, limit: Limit, by: string): Promise<number | undefined> {
  const seconds = await useLimit(site.context.db, limit, keyOf(by))
  return seconds === undefined ? undefined : Math.ceil(seconds / 60)
}

/** Where a visit comes from, for limits by place. */
export const placeOf = ({ req }: Visit): string => placeOfAddress(req.ip)
