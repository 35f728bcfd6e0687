import { staffVendor } from './staff/staff.ts'
import type { Vendor } from './vendor.ts'

/** The vendors that profiles may name, by id (R41). */
export const vendors: ReadonlyMap<string, Vendor> = new Map([staffVendor].map((vendor) => [vendor.id, vendor]))

/** A vendor that a profile names; the start has checked that it exists. */
export function vendorOf(id: string): Vendor {
  const vendor = vendors.get(id)
  if (!vendor) throw new Error(`there is no vendor "${id}"`)
  return vendor
}
