import { isRenewing } from '../domain/renewal.ts'
import { LOOK_AGAIN_MS } from '../domain/vendor-times.ts'
import { lockSubUser, readSubUser, updateSubUser } from '../store/sub-users.ts'
import { approvalBefore } from '../store/vendor-sessions.ts'
import { type Context, execute } from './command.ts'
import type { VendorTask } from './vendor-sessions.ts'

/** While a check is renewed the approval before it is asked about in this time, in ms, or sooner when the vendor has news. */
const NEXT_LOOK_MS = 7 * 24 * 3_600_000

/** The vendor's approval that an access still rests on while its check is renewed, which the vendor may take back (R43, R46). */
export async function approvalTask(
  context: Context,
  subUserId: string,
): Promise<(VendorTask & { is: 'fetch' }) | undefined> {
  const seen = await readSubUser(context.db, subUserId)
  if (!seen || !isRenewing(seen.subUser)) return undefined
  const attempt = await approvalBefore(context.db, subUserId, seen.subUser.attempt)
  if (attempt?.vendorState !== 'approved' || !attempt.vendorSessionId) return undefined
  const vendor = context.verification.vendors.get(attempt.vendor)
  const { vendorSessionId: sessionId, number } = attempt
  return vendor && { is: 'fetch', subUserId, attempt: number, dueAt: seen.now, vendor, sessionId, ended: false }
}

/** The approval was looked at, or could not be: plans the next look, unless one comes sooner. */
export function approvalLookedAt(context: Context, subUserId: string, failed: boolean): Promise<void> {
  return execute(context, async (work) => {
    const locked = await lockSubUser(work.tx, subUserId)
    if (!locked || !isRenewing(locked.subUser)) return
    const { now, subUser } = locked
    const next = new Date(now.getTime() + (failed ? LOOK_AGAIN_MS : NEXT_LOOK_MS))
    if (!subUser.nextPollAt || subUser.nextPollAt > next) await updateSubUser(work.tx, subUserId, { nextPollAt: next })
  })
}
