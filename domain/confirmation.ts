import { createHash } from 'node:crypto'

/** What somebody in the portal confirms with two-factor or with a number by mail (R18, R28). */
export type ConfirmationPurpose = 'add_user' | 'approve_withdrawal' | 'change_rights' | 'stop_approvals'

/** How long a confirmation number works, in ms, and how many tries it stands (R28). */
export const NUMBER_MS = 15 * 60_000
export const NUMBER_TRIES = 5
/** How long ago a second factor may have been seen to count as fresh, in ms (R28). */
export const TWO_FACTOR_FRESH_MS = 10 * 60_000
/** How far the platform's clock may be ahead of ours, in ms. */
const CLOCKS_APART_MS = 60_000

/** Whether the platform saw a second factor at most 10 minutes ago; `now` on the account's clock. */
export function isFresh(mfaAt: Date | null, now: Date): boolean {
  if (!mfaAt) return false
  const age = now.getTime() - mfaAt.getTime()
  return age <= TWO_FACTOR_FRESH_MS && age >= -CLOCKS_APART_MS
}

/** Plain values whose every change voids a number. */
export type Content =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Content[]
  | { readonly [key: string]: Content }

/** SHA-256 of exactly what is confirmed; the order of keys says nothing. */
export const digestOf = (content: Content): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    createHash('sha256')
      .update(JSON.stringify(ordered(content)) ?? '')
      .digest(),
  )

function ordered(content: Content): unknown {
  if (Array.isArray(content)) return content.map(ordered)
  if (content === null || typeof content !== 'object') return content
  return Object.entries(content)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [key, ordered(value)])
}
