import { Stripe } from 'stripe'
import type { DocumentKind, Resubmission, ResubmissionReason } from '../../domain/verification.ts'
import { faultOf, type SessionRequest, type Vendor, type VendorAnswer, VendorFault } from '../vendor.ts'

/** `url` is Stripe's API unless a test stands in for it. */
export type StripeSettings = { key: string; webhookSecret: string; url?: string | undefined }

type Session = Stripe.Identity.VerificationSession

/** How long one call may take, in ms. */
const CALL_MS = 20_000

/** What every key is told of an approval, and what only those are that may read sensitive results. */
const NAME = ['verified_outputs']
const SENSITIVE = ['last_verification_report.document.expiration_date', 'verified_outputs.dob']

/** Stripe Identity, on Stripe's own page (R41). Its own library makes the calls and verifies webhooks. */
export function stripeVendor(settings: StripeSettings): Vendor {
  const isLive = /^(sk|rk)_live_/.test(settings.key)
  const stripe = new Stripe(settings.key, {
    maxNetworkRetries: 0,
    timeout: CALL_MS,
    telemetry: false,
    ...placeOf(settings),
  })
  const sessions = stripe.identity.verificationSessions
  /** A session of the mode that the key is for; undefined where Stripe knows none. */
  const known = async (id: string): Promise<Session | undefined> => {
    const found = await unlessMissing(sessions.retrieve(id, { expand: ['last_verification_report'] }))
    if (found && found.livemode !== isLive) throw new VendorFault('refuses')
    return found
  }
  return {
    id: 'stripe',
    name: 'Stripe',
    capabilities: { hostedPage: true, ownUpload: false, resubmission: true, redaction: true },
    async createSession(request) {
      const { id, livemode } = await orFault(
        sessions.create(paramsOf(request), { idempotencyKey: `usher ${request.key}` }),
      )
      if (livemode !== isLive) throw new VendorFault('refuses')
      return { sessionId: id }
    },
    async find(key) {
      const found = await orFault(sessions.list({ client_reference_id: key, limit: 1 }))
      return found.data[0] && { sessionId: found.data[0].id }
    },
    fetch: async (sessionId) => withReading(sessions, sessionId, answerOf(await known(sessionId))),
    async resume(sessionId) {
      const session = await known(sessionId)
      return session?.status === 'requires_input' && session.url ? { url: session.url } : undefined
    },
    async cancel(sessionId) {
      if ((await known(sessionId))?.status === 'requires_input') await orFault(sessions.cancel(sessionId))
    },
    async redact(sessionId) {
      const session = await known(sessionId)
      if (!session || session.redaction) return
      if (session.status === 'processing') throw faultOf(429)
      await orFault(sessions.redact(sessionId))
    },
    parseWebhook(rawBody, headers) {
      try {
        const signature = headers['stripe-signature'] ?? ''
        const event = stripe.webhooks.constructEvent(Buffer.from(rawBody), signature, settings.webhookSecret)
        if (event.livemode !== isLive) return undefined
        if (!event.type.startsWith('identity.verification_session.')) return {}
        const { id } = event.data.object as { id?: unknown }
        return typeof id === 'string' ? { sessionId: id } : {}
      } catch {
        return undefined
      }
    },
  }
}

/** Stripe is told nothing of the person; the reference finds the session again. */
const paramsOf = ({ key, returnUrl, selfie }: SessionRequest): Stripe.Identity.VerificationSessionCreateParams => ({
  type: 'document',
  options: { document: { require_matching_selfie: selfie } },
  return_url: returnUrl,
  client_reference_id: key,
})

function placeOf({ url }: StripeSettings): { host?: string; port?: number; protocol?: 'http' | 'https' } {
  if (!url) return {}
  const { hostname, port, protocol } = new URL(url)
  const isPlain = protocol === 'http:'
  return { host: hostname, port: Number(port || (isPlain ? 80 : 443)), protocol: isPlain ? 'http' : 'https' }
}

async function orFault<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw stripeFault(error)
  }
}

/** What Stripe's library throws as a fault of ours: its words may hold what was sent. */
function stripeFault(error: unknown): VendorFault {
  if (!(error instanceof Stripe.errors.StripeError)) return new VendorFault('away')
  return faultOf(error.statusCode, error.headers?.['retry-after'])
}

async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.statusCode === 404) return undefined
    throw stripeFault(error)
  }
}

/** Stripe's states in Usher's words (R42). `requires_input` with an error means that what was shown was not enough. */
function answerOf(session: Session | undefined): VendorAnswer {
  switch (session?.status) {
    case undefined:
      return { state: 'expired', asked: [] }
    case 'verified':
      return { state: 'approved', asked: [] }
    case 'canceled':
      return { state: 'cancelled', asked: [] }
    case 'requires_input':
      return inputOf(session)
    default:
      return { state: 'processing', asked: [] }
  }
}

/** The person has gone away, or can't go on with this device: nothing was shown that could be judged. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['abandoned', 'device_not_supported'])

function inputOf(session: Session): VendorAnswer {
  const code = session.last_error?.code
  if (!code) return { state: 'created', asked: [] }
  if (code === 'consent_declined') return { state: 'cancelled', asked: [] }
  if (NOT_SHOWN.has(code)) return { state: 'in_progress', asked: [] }
  return { state: 'needs_resubmission', asked: askedFor(code, session) }
}

/** What is needed again, by Stripe's error code; codes that name nothing that helps are not here. */
const REASONS: Readonly<Record<string, ResubmissionReason>> = {
  country_not_supported: 'wrong_document',
  document_expired: 'out_of_date',
  document_type_not_supported: 'wrong_document',
  selfie_document_missing_photo: 'wrong_side',
  selfie_face_mismatch: 'selfie_differs',
  selfie_manipulated: 'selfie_unclear',
  selfie_unverified_other: 'selfie_unclear',
}

function askedFor(code: string, session: Session): Resubmission[] {
  const reason = REASONS[code]
  if (!reason) return []
  const document = reason.startsWith('selfie_') ? 'selfie' : documentOf(session)
  return document ? [{ document, reason }] : []
}

type Sessions = Stripe['identity']['verificationSessions']

/** An approval with who was seen, and the day on which the document ends, as far as this key is told. */
async function withReading(sessions: Sessions, id: string, answer: VendorAnswer): Promise<VendorAnswer> {
  if (answer.state !== 'approved') return answer
  const outputs = (await expanded(sessions, id, NAME))?.verified_outputs
  const sensitive = await expanded(sessions, id, SENSITIVE)
  const name = [outputs?.first_name, outputs?.last_name].filter(Boolean).join(' ')
  const dateOfBirth = dayOf(sensitive?.verified_outputs?.dob)
  const report = sensitive?.last_verification_report
  const documentUntil = dayOf(report && typeof report !== 'string' ? report.document?.expiration_date : undefined)
  return {
    ...answer,
    ...(documentUntil && { documentUntil }),
    ...(name && { read: { name, ...(dateOfBirth && { dateOfBirth }) } }),
  }
}

/** The session with these parts; undefined where the key may not read them. */
async function expanded(sessions: Sessions, id: string, parts: string[]): Promise<Session | undefined> {
  try {
    return await unlessMissing(sessions.retrieve(id, { expand: parts }))
  } catch (fault) {
    if (fault instanceof VendorFault && fault.kind === 'refuses') return undefined
    throw fault
  }
}

type Day = { year: number | null; month: number | null; day: number | null }

/** `2031-03-14`, where all three parts are told. */
function dayOf(date: Day | null | undefined): string | undefined {
  if (!date?.year || !date.month || !date.day) return undefined
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${date.year}-${two(date.month)}-${two(date.day)}`
}

const KINDS: Readonly<Record<string, DocumentKind>> = { passport: 'passport_photo', id_card: 'id_card_front' }

/** Which document was shown; undefined where Stripe does not say or has a kind of its own. */
function documentOf({ last_verification_report: report }: Session): DocumentKind | undefined {
  const type = report && typeof report !== 'string' ? report.document?.type : undefined
  return type ? KINDS[type] : undefined
}
