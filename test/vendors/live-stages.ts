import { createVendors } from '../../vendors/index.ts'
import { readLiveVendors } from '../../processes/configuration-vendors.ts'
import type { Stage } from './stage.ts'

/**
 * The real vendors whose keys are set, in their test modes; undefined unless `npm run vendors:live` asks for them. They
 * can't be made to fail or to decide: what remains of the contract is what they do by themselves.
 */
export async function liveStages(): Promise<Stage[] | undefined> {
  if (process.env['VENDORS_LIVE'] !== '1') return undefined
  const settings = readLiveVendors(process.env)
  const vendors = await createVendors(settings, { stateOf: async () => ({ state: 'expired', asked: [] }) })
  return [...vendors.values()]
    .filter(({ capabilities }) => capabilities.hostedPage)
    .map((vendor) => ({
      name: `${vendor.id}, the real one`,
      vendor,
      samples: [{ says: 'a fresh session', state: 'created' as const, set: () => undefined }],
      close: async () => undefined,
    }))
}
