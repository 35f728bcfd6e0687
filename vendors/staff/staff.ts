import type { Vendor } from '../vendor.ts'

/** Review by staff: documents and selfie are uploaded to Usher, decisions come from the console (R41, R45). */
export const staffVendor: Vendor = {
  id: 'staff',
  name: 'Staff',
  capabilities: { hostedPage: false, ownUpload: true, resubmission: true, redaction: true },
  createSession: ({ subUserId, attempt }) => Promise.resolve({ sessionId: `${subUserId}/${attempt}` }),
  fetch: (sessionId, records) => records.stateOf(sessionId),
  resume: () => Promise.resolve({}),
  cancel: () => Promise.resolve(),
  redact: () => Promise.resolve(),
  parseWebhook: () => undefined,
}
