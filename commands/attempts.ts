import { policyOf } from '../domain/policies/index.ts'
import type { SubUserRow } from '../store/sub-users.ts'
import { insertAttempt } from '../store/verification.ts'
import { vendorOf } from '../vendors/index.ts'
import type { Work } from './command.ts'

/** Begins an attempt with the profile's first vendor; a second call for the same number changes nothing. Returns the vendor's id. */
export async function beginAttempt(work: Work, subUser: SubUserRow, number: number, now: Date): Promise<string> {
  const account = await work.tx.account.findUniqueOrThrow({
    where: { id: subUser.accountId },
    select: { policy: true, verificationProfile: true },
  })
  const vendor = policyOf(account.policy).profiles[account.verificationProfile]?.vendors[0] ?? 'staff'
  const { sessionId } = await vendorOf(vendor).createSession({ subUserId: subUser.id, attempt: number })
  await insertAttempt(work.tx, {
    subUserId: subUser.id,
    number,
    vendor,
    vendorSessionId: sessionId,
    createdAt: now,
  })
  return vendor
}
