import type { Database } from '../../store/database.ts'
import { recordedAnswer } from '../../store/vendor-sessions.ts'
import type { Verification } from '../../vendors/index.ts'
import { staffVendor } from '../../vendors/staff/staff.ts'
import type { Vendor } from '../../vendors/vendor.ts'

/** Review by staff, and in front of it the vendors that are given. */
export function aVerification(db: Database, given: readonly Vendor[] = []): Verification {
  const staff = staffVendor({ stateOf: (id) => recordedAnswer(db, 'staff', id) })
  return {
    vendors: new Map([...given, staff].map((vendor) => [vendor.id, vendor])),
    first: given.map(({ id }) => id),
    returnUrl: 'http://localhost:3000/me/identity/back',
  }
}
