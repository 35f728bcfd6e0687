import type { VerificationState } from '../domain/status.ts'
import type { Resubmission } from '../domain/verification.ts'

/** What a vendor can do, as data, so that pages and workflows need not know its name. */
export type Capabilities = {
  /** The person goes to the vendor's page and comes back. */
  hostedPage: boolean
  /** The person uploads photos to Usher. */
  ownUpload: boolean
  /** It says which document is needed again, and why. */
  resubmission: boolean
  /** It can delete what it knows of a person. */
  redaction: boolean
}

/** What a vendor says of a session, in Usher's words (R42). `asked`: what is needed again; empty where it gives no reasons. */
export type VendorAnswer = {
  state: VerificationState
  asked: readonly Resubmission[]
  /** The day on which the document that was shown ends, `2031-03-14`. */
  documentUntil?: string
  /** What the vendor read of the person, where it tells; compared with what the person said, and never kept (R65). */
  read?: { name: string; dateOfBirth?: string }
}

/** One attempt with a vendor. */
export type SessionRequest = {
  /** Names the sub-user and the attempt: asked for once more with the same key, there is still one session. */
  key: string
  /** When the attempt began. */
  begunAt: Date
  /** Where the vendor's page leads back to. */
  returnUrl: string
  /** The person's language, `en` or `de`. */
  language: string
  person: { name: string; dateOfBirth: string | null }
  /** Whether the profile asks for a selfie beside the document. */
  selfie: boolean
}

/**
 * What every vendor does (R41). Each function may be called again with the same input and then changes nothing more. All
 * throw `VendorFault` and nothing else. A fourth vendor is one file with these functions, and one set of sample answers
 * in test/vendors/.
 */
export type Vendor = {
  id: string
  /** As people read it. */
  name: string
  capabilities: Capabilities
  createSession(request: SessionRequest): Promise<{ sessionId: string }>
  /** The session that was made with this key, if one was: the answer to `createSession` may have been lost. */
  find(key: string): Promise<{ sessionId: string } | undefined>
  /** A session that the vendor does not know (any more) is `expired`. */
  fetch(sessionId: string): Promise<VendorAnswer>
  /** The address of the vendor's page for this session, fresh for each visit; undefined when nothing can be done there. */
  resume(sessionId: string): Promise<{ url: string } | undefined>
  cancel(sessionId: string): Promise<void>
  redact(sessionId: string): Promise<void>
  /** The session that an authentic webhook speaks of, if it speaks of one; undefined refuses it (R43). Throws nothing. */
  parseWebhook(rawBody: Uint8Array, headers: Readonly<Record<string, string>>): { sessionId?: string } | undefined
}

/**
 * Why a vendor could not be asked: it is away (no answer, or one of its own faults), it wants to be asked less often, or
 * it does not take what we ask (a wrong key, another mode). The vendor's own words stay outside (R65).
 */
export class VendorFault extends Error {
  readonly kind: 'away' | 'busy' | 'refuses'
  /** When it wants to be asked again, in ms. */
  readonly afterMs: number | undefined

  constructor(kind: VendorFault['kind'], afterMs?: number) {
    super(`vendor-${kind}`)
    this.name = 'VendorFault'
    this.kind = kind
    this.afterMs = afterMs
  }
}

/** A vendor that wants to be asked less often is obeyed within these limits, in ms: what it says is not ours to believe. */
const BUSY = { leastMs: 1_000, mostMs: 5 * 60_000, unlessSaidMs: 20_000 } as const

/** When a busy vendor is asked again, in ms, by the seconds of its `Retry-After`; a date there is not read. */
function busyMs(retryAfter: string | null | undefined): number {
  const said = retryAfter ? Number(retryAfter) * 1_000 : Number.NaN
  return Number.isNaN(said) ? BUSY.unlessSaidMs : Math.min(BUSY.mostMs, Math.max(BUSY.leastMs, said))
}

/** The fault that an HTTP status stands for; undefined status: there was no answer. */
export function faultOf(status: number | undefined, retryAfter?: string | null): VendorFault {
  if (status === 429) return new VendorFault('busy', busyMs(retryAfter))
  const theirs = status === undefined || status >= 500 || status === 408 || status === 409 || status === 425
  return new VendorFault(theirs ? 'away' : 'refuses')
}
