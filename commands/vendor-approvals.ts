import { isRenewing } from '../domain/renewal.ts'
import { LOOK_AGAIN_MS } from '../domain/vendor-times.ts'
import { lockSubUser, readSubUser, updateSubUser } from '../store/sub-users.ts'
import { approvalsRestedOn } from '../store/vendor-sessions.ts'
import { type Context, execute } from './command.ts'
import type { VendorTask } from './vendor-sessions.ts'

/** An earlier approval that an access rests on is asked about in this time, in ms, or sooner when the vendor has news. */
const NEXT_LOOK_MS = 7 * 24 * 3_600_000

/**
 * Approvals before the present attempt that an access rests on, and that the vendor may take back (R43): its own while its
 * check is renewed (R46), and what else of the person rests on one of them (R11).
 */
export async function approvalTasks(
  context: Context,
  subUserId: string,
): Promise<readonly (VendorTask & { is: 'fetch' })[]> {
  const seen = await readSubUser(context.db, subUserId)
  if (!seen) return []
  const approvals = await approvalsRestedOn(context.db, subUserId, isRenewing(seen.subUser))
  return approvals.flatMap(({ number, vendor: id, vendorSessionId: sessionId }) => {
    const vendor = context.verification.vendors.get(id)
    if (!vendor || !sessionId) return []
    return [{ is: 'fetch' as const, subUserId, attempt: number, dueAt: seen.now, vendor, sessionId, ended: false }]
  })
}

/** These approvals were looked at, or could not be: plans the next look, unless one comes sooner. */
export function approvalsLookedAt(context: Context, subUserId: string, failed: boolean): Promise<void> {
  return execute(context, async (work) => {
    const locked = await lockSubUser(work.tx, subUserId)
    if (!locked) return
    const { now, subUser } = locked
    const next = new Date(now.getTime() + (failed ? LOOK_AGAIN_MS : NEXT_LOOK_MS))
    if (!subUser.nextPollAt || subUser.nextPollAt > next) await updateSubUser(work.tx, subUserId, { nextPollAt: next })
  })
}
