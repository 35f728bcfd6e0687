import { type AttemptRecords, staffVendor } from './staff/staff.ts'
import { type SimulatorSettings, simulatorVendor } from './simulator/simulator.ts'
import type { Vendor } from './vendor.ts'

/** The vendors of an installation and how its profiles use them. */
export type Verification = {
  vendors: ReadonlyMap<string, Vendor>
  /** Vendors that come before those of the profiles of shipped policies. */
  first: readonly string[]
  /** Where vendors' pages lead back to. */
  returnUrl: string
}

/** What each vendor needs; one without settings is not there. */
export type VendorSettings = { simulator?: SimulatorSettings }

/** The vendors that profiles may name: review by staff always, the others where they are configured (R41). */
export function createVendors(settings: VendorSettings, records: AttemptRecords): Verification['vendors'] {
  const vendors: Vendor[] = [...(settings.simulator ? [simulatorVendor(settings.simulator)] : []), staffVendor(records)]
  return new Map(vendors.map((vendor) => [vendor.id, vendor]))
}

/** The ids of the vendors that these settings make. */
export const vendorIds = (settings: VendorSettings): string[] => [...Object.keys(settings), 'staff']
