import { type VerificationProfile, policyOf } from '../domain/policies/index.ts'
import type { Tx } from '../store/database.ts'

/** An account's verification profile, and its name over all policies: `exchange/standard`. */
export type AccountProfile = { id: string; profile: VerificationProfile }

/** How the sub-users of an account are verified (R6). The account was made with a profile that its policy has. */
export async function profileOf(tx: Tx, accountId: string): Promise<AccountProfile> {
  const account = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { policy: true, verificationProfile: true },
  })
  const profile = policyOf(account.policy).profiles[account.verificationProfile]
  if (!profile) throw new Error(`the policy "${account.policy}" has no profile "${account.verificationProfile}"`)
  return { id: `${account.policy}/${account.verificationProfile}`, profile }
}
