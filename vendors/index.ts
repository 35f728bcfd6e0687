import type { OnfidoSettings } from './onfido/onfido.ts'
import type { SimulatorSettings } from './simulator/simulator.ts'
import { type AttemptRecords, staffVendor } from './staff/staff.ts'
import type { StripeSettings } from './stripe/stripe.ts'
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
export type VendorSettings = { stripe?: StripeSettings; onfido?: OnfidoSettings; simulator?: SimulatorSettings }

/**
 * The vendors that profiles may name: review by staff always, the others where they are configured (R41). Their libraries
 * are loaded only then.
 */
export async function createVendors(
  { stripe, onfido, simulator }: VendorSettings,
  records: AttemptRecords,
): Promise<Verification['vendors']> {
  const vendors: Vendor[] = [staffVendor(records)]
  if (stripe) vendors.push((await import('./stripe/stripe.ts')).stripeVendor(stripe))
  if (onfido) vendors.push((await import('./onfido/onfido.ts')).onfidoVendor(onfido))
  if (simulator) vendors.push((await import('./simulator/simulator.ts')).simulatorVendor(simulator))
  return new Map(vendors.map((vendor) => [vendor.id, vendor]))
}

/** The ids of the vendors that these settings make. */
export const vendorIds = (settings: VendorSettings): string[] => [...Object.keys(settings), 'staff']
