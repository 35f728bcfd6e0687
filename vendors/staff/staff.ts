import type { Vendor, VendorAnswer } from '../vendor.ts'

/** Usher's own record of attempts: decisions of staff are made here, so there is nobody else to ask. */
export type AttemptRecords = { stateOf(sessionId: string): Promise<VendorAnswer> }

/** Review by staff: documents and selfie are uploaded to Usher, decisions come from the console (R41, R45). */
export const staffVendor = (records: AttemptRecords): Vendor => ({
  id: 'staff',
  name: 'Staff',
  capabilities: { hostedPage: false, ownUpload: true, resubmission: true, redaction: true },
  createSession: ({ key }) => Promise.resolve({ sessionId: key }),
  find: (key) => Promise.resolve({ sessionId: key }),
  fetch: (sessionId) => records.stateOf(sessionId),
  resume: () => Promise.resolve(undefined),
  cancel: () => Promise.resolve(),
  redact: () => Promise.resolve(),
  parseWebhook: () => undefined,
})
