import type { VerificationState } from '../domain/status.ts'
import type { Resubmission } from '../domain/verification.ts'

/** What a vendor can do, as data, so that pages and workflows need not know its name. */
export type Capabilities = {
  /** The person goes to the vendor's page. */
  hostedPage: boolean
  /** The person uploads photos to Usher. */
  ownUpload: boolean
  /** Single documents can be asked for again. */
  resubmission: boolean
  redaction: boolean
}

/** What a vendor says of a session, in Usher's words (R42). */
export type VendorAnswer = { state: VerificationState; asked?: readonly Resubmission[]; documentUntil?: string }

/** Usher's own record of attempts, for a vendor whose decisions are Usher's own. */
export type AttemptRecords = { stateOf(sessionId: string): Promise<VendorAnswer> }

/** One attempt with a vendor. Ids are opaque on both sides. */
export type SessionRequest = { subUserId: string; attempt: number }

/** What every vendor does (R41). Each function may be called again with the same input and then changes nothing more. */
export type Vendor = {
  id: string
  name: string
  capabilities: Capabilities
  createSession(request: SessionRequest): Promise<{ sessionId: string; url?: string }>
  fetch(sessionId: string, records: AttemptRecords): Promise<VendorAnswer>
  resume(sessionId: string): Promise<{ url?: string }>
  cancel(sessionId: string): Promise<void>
  redact(sessionId: string): Promise<void>
  /** The session that an authentic webhook speaks of; undefined refuses it (R43). */
  parseWebhook(rawBody: Uint8Array, headers: Readonly<Record<string, string>>): { sessionId: string } | undefined
}
