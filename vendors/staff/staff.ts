import type { Vendor, VendorAnswer } from '../vendor.ts'

/** Where the staff vendor finds what reviewers decided; the records are Usher's own. */
export type StaffRecords = { stateOf(sessionId: string): Promise<VendorAnswer> }

/** The session of an attempt that staff review: its id says which attempt it is. */
export const staffSession = (subUserId: string, attempt: number): string => `${subUserId}/${attempt}`

/** Review by staff: documents and selfie are uploaded to Usher, decisions come from the console (R41, R45). */
export const staffVendor = (records: StaffRecords): Vendor => ({
  id: 'staff',
  name: 'Staff',
  capabilities: { hostedPage: false, ownUpload: true, resubmission: true, redaction: true },
  createSession: ({ subUserId, attempt }) => Promise.resolve({ sessionId: staffSession(subUserId, attempt) }),
  fetch: (sessionId) => records.stateOf(sessionId),
  resume: () => Promise.resolve({}),
  cancel: () => Promise.resolve(),
  redact: () => Promise.resolve(),
  parseWebhook: () => undefined,
})
