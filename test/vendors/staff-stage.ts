import { VERIFICATION_STATES, type VerificationState } from '../../domain/status.ts'
import { staffVendor } from '../../vendors/staff/staff.ts'
import type { VendorAnswer } from '../../vendors/vendor.ts'
import type { Stage } from './stage.ts'

/** Review by staff: what it answers is Usher's own record. */
export async function staffStage(): Promise<Stage> {
  const records = new Map<string, VendorAnswer>()
  const stands = (state: VerificationState) => ({
    says: state,
    state,
    set: (id: string) => void records.set(id, { state, asked: [] }),
  })
  return {
    name: 'staff',
    vendor: staffVendor({ stateOf: async (id) => records.get(id) ?? { state: 'expired', asked: [] } }),
    samples: VERIFICATION_STATES.map(stands),
    close: async () => undefined,
  }
}
