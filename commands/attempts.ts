import { isShipped, policyOf } from '../domain/policies/index.ts'
import type { VerificationProfile } from '../domain/policies/policy.ts'
import { Refusal } from '../domain/refusals.ts'
import type { Tx } from '../store/database.ts'
import { type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import { insertAttempt } from '../store/verification.ts'
import type { Verification } from '../vendors/index.ts'
import type { Work } from './command.ts'

/** Who decides where nobody else can: review by staff needs no other company. */
const LAST_RESORT = 'staff'

export type ProfileInUse = { profile: VerificationProfile | undefined; vendors: readonly string[] }

/**
 * The account's verification profile, and the vendors that check by it in their order; staff at the end (R6, R41). What is
 * configured for all shipped policies comes first only where it can give what the profile asks for.
 */
export async function profileInUse(tx: Tx, verification: Verification, accountId: string): Promise<ProfileInUse> {
  const account = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { policy: true, verificationProfile: true },
  })
  const policy = policyOf(account.policy)
  const profile = policy.profiles[account.verificationProfile]
  const first = isShipped(policy) && profile ? verification.first.filter(suffices(verification, profile)) : []
  const named = new Set([...first, ...(profile?.vendors ?? []), LAST_RESORT])
  return { profile, vendors: [...named].filter((vendor) => verification.vendors.has(vendor)) }
}

/** A vendor's own page decides alone, and sees no proof of address; both need documents that come here. */
const suffices =
  ({ vendors }: Verification, { fourEyes, documents }: VerificationProfile) =>
  (id: string): boolean =>
    vendors.get(id)?.capabilities.ownUpload === true || (!fourEyes && !documents.includes('address'))

/**
 * Begins an attempt: with the vendor that had the one before, else with the profile's first; `instead` of a vendor that
 * is of no use now, with the one after it. A second call for the same number changes nothing. Returns the vendor's id.
 */
export async function beginAttempt(
  work: Work,
  subUser: SubUserRow,
  number: number,
  now: Date,
  instead?: string,
): Promise<string> {
  const { tx, verification } = work
  const { vendors } = await profileInUse(tx, verification, subUser.accountId)
  const vendor = vendorFor(vendors, subUser.vendor, instead)
  const isHosted = verification.vendors.get(vendor)?.capabilities.hostedPage === true
  const vendorSessionId = isHosted ? null : `${subUser.id}/${number}` // where photos come to Usher the attempt is the session
  await insertAttempt(tx, { subUserId: subUser.id, number, vendor, vendorSessionId, createdAt: now })
  await updateSubUser(tx, subUser.id, { vendor, vendorSessionId: null, nextPollAt: isHosted ? now : null })
  return vendor
}

function vendorFor(vendors: readonly string[], before: string | null, instead: string | undefined): string {
  if (instead !== undefined) return vendors[vendors.indexOf(instead) + 1] ?? LAST_RESORT
  return (before !== null && vendors.includes(before) ? before : vendors[0]) ?? LAST_RESORT
}

/** Refuses photos where the person is checked on a vendor's own page: `not-in-this-state`. */
export function requireOwnUpload({ verification }: Work, { vendor }: SubUserRow): void {
  if (verification.vendors.get(vendor ?? LAST_RESORT)?.capabilities.ownUpload) return
  throw new Refusal('not-in-this-state', 'The documents are shown to the vendor, not here.', { vendor })
}
