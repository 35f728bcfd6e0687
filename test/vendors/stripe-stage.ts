import { randomBytes } from 'node:crypto'
import express from 'express'
import { Stripe } from 'stripe'
import { type StripeSettings, stripeVendor } from '../../vendors/stripe/stripe.ts'
import { type Sample, type Stage, standIn } from './stage.ts'

const WEBHOOK_SECRET = 'whsec_for_tests'

const NAMES = { first_name: 'Tomasz', last_name: 'Plantowski' }

type Session = Record<string, unknown> & { id: string; status: string }

/** Stripe's API as far as Identity goes, over HTTP: forms in, JSON out, repeated keys answered as before. */
export async function stripeStage(
  key = 'sk_test_stage',
  livemode = false,
): Promise<Stage & { settings: StripeSettings }> {
  const sessions = new Map<string, Session>()
  const answered = new Map<string, string>()
  let broken: number | undefined
  const app = express()
  app.use(express.urlencoded({ extended: true }), (req, res, next) => {
    if (broken !== undefined) return void res.status(broken).json({ error: { type: 'api_error', message: 'Tomasz' } })
    if (req.get('authorization') === `Bearer ${key}`) return next()
    res.status(401).json({ error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } })
  })
  const PATH = '/v1/identity/verification_sessions'
  app.post(PATH, (req, res) => {
    const repeat = req.get('idempotency-key') ?? ''
    const id = answered.get(repeat) ?? `vs_${randomBytes(9).toString('hex')}`
    answered.set(repeat, id)
    const url = `https://verify.stripe.com/start/test_${id}`
    const fresh = { id, object: 'identity.verification_session', status: 'requires_input', livemode, url }
    if (!sessions.has(id))
      sessions.set(id, { ...fresh, last_error: null, redaction: null, last_verification_report: null, ...req.body })
    res.json(sessions.get(id))
  })
  const found = (id: string) => sessions.get(id)
  const missing = { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such session' } }
  app.get(PATH, (req, res) => {
    const reference = req.query['client_reference_id']
    const data = [...sessions.values()].filter((session) => session['client_reference_id'] === reference)
    res.json({ object: 'list', data, has_more: false, url: PATH })
  })
  app.get(`${PATH}/:id`, (req, res) => {
    const session = found(req.params.id)
    if (!session) return void res.status(404).json(missing)
    const { expiration, outputs, ...rest } = session
    const shown = { ...rest, url: session.status === 'requires_input' ? session['url'] : null }
    const parts = Object.values(req.query).flat() // of expand[0], expand[1], …
    const expand = parts.filter((part) => typeof part === 'string')
    const isSensitive = expand.some((part) => /expiration_date|dob/.test(part))
    if (isSensitive && !expiration)
      return void res.status(403).json({ error: { type: 'invalid_request_error', message: 'sensitive' } })
    const { dob, ...known } = { ...(outputs as object) } as { dob?: object }
    res.json({
      ...shown,
      ...(expand.includes('verified_outputs') && { verified_outputs: outputs ? known : null }),
      ...(isSensitive && {
        verified_outputs: { ...known, dob },
        last_verification_report: { id: 'vr_1', document: { expiration_date: expiration } },
      }),
    })
  })
  const change = (action: string, statuses: readonly string[], changed: object) =>
    app.post(`${PATH}/:id/${action}`, (req, res) => {
      const session = found(req.params.id)
      if (!session) return void res.status(404).json(missing)
      if (!statuses.includes(session.status) || session['redaction'])
        return void res.status(400).json({ error: { type: 'invalid_request_error', message: 'Not possible now' } })
      sessions.set(session.id, { ...session, ...changed })
      res.json(sessions.get(session.id))
    })
  change('cancel', ['requires_input'], { status: 'canceled' })
  change('redact', ['requires_input', 'verified', 'canceled'], { redaction: { status: 'processing' } })
  const { url, close } = await standIn(app)

  const set = (changed: object) => (id: string) => void sessions.set(id, { ...(found(id) as Session), ...changed })
  const asks = (code: string, type?: string): object => ({
    status: 'requires_input',
    last_error: { code, reason: 'For people to read.' },
    last_verification_report: type ? { id: 'vr_1', object: 'identity.verification_report', document: { type } } : null,
  })
  const samples: Sample[] = [
    { says: 'requires_input', state: 'created', set: set({}) },
    { says: 'processing', state: 'processing', set: set({ status: 'processing' }) },
    { says: 'verified', state: 'approved', set: set({ status: 'verified' }) },
    {
      says: 'verified, for a key that may read when the document ends',
      state: 'approved',
      documentUntil: '2031-03-04',
      set: set({ status: 'verified', expiration: { day: 4, month: 3, year: 2031 } }),
    },
    {
      says: 'verified, with the name that was read',
      state: 'approved',
      read: { name: 'Tomasz Plantowski' },
      set: set({ status: 'verified', outputs: { ...NAMES, dob: { day: 9, month: 3, year: 1988 } } }),
    },
    {
      says: 'verified, with all that was read, for a key that may read it',
      state: 'approved',
      documentUntil: '2031-03-04',
      read: { name: 'Tomasz Plantowski', dateOfBirth: '1988-03-09' },
      set: set({
        status: 'verified',
        outputs: { ...NAMES, dob: { day: 9, month: 3, year: 1988 } },
        expiration: { day: 4, month: 3, year: 2031 },
      }),
    },
    { says: 'canceled', state: 'cancelled', set: set({ status: 'canceled' }) },
    { says: 'requires_input, abandoned', state: 'in_progress', set: set(asks('abandoned')) },
    { says: 'requires_input, consent_declined', state: 'cancelled', set: set(asks('consent_declined')) },
    {
      says: 'requires_input, document_expired, passport',
      state: 'needs_resubmission',
      asked: [{ document: 'passport_photo', reason: 'out_of_date' }],
      set: set(asks('document_expired', 'passport')),
    },
    {
      says: 'requires_input, document_type_not_supported, id_card',
      state: 'needs_resubmission',
      asked: [{ document: 'id_card_front', reason: 'wrong_document' }],
      set: set(asks('document_type_not_supported', 'id_card')),
    },
    {
      says: 'requires_input, selfie_face_mismatch',
      state: 'needs_resubmission',
      asked: [{ document: 'selfie', reason: 'selfie_differs' }],
      set: set(asks('selfie_face_mismatch', 'passport')),
    },
    {
      says: 'requires_input, document_unverified_other',
      state: 'needs_resubmission',
      asked: [],
      set: set(asks('document_unverified_other', 'passport')),
    },
  ]
  const settings = { key, webhookSecret: WEBHOOK_SECRET, url }
  return {
    name: 'stripe',
    vendor: stripeVendor(settings),
    settings,
    samples,
    made: () => sessions.size,
    signature: { header: 'stripe-signature', timed: true },
    webhook: (id, secondsAgo) => stripeWebhook(id, livemode, secondsAgo),
    breaks: (status) => void (broken = status),
    isRedacted: (id) => found(id)?.['redaction'] != null,
    close,
  }
}

/** What Stripe posts about a session, signed as Stripe signs. */
export function stripeWebhook(
  id: string,
  livemode: boolean,
  secondsAgo = 0,
  type = 'identity.verification_session.verified',
) {
  const object = { id, object: 'identity.verification_session', status: 'verified', livemode }
  const payload = JSON.stringify({ id: 'evt_1', object: 'event', livemode, type, data: { object } })
  const timestamp = Math.floor(Date.now() / 1_000) - secondsAgo
  const header = new Stripe('sk_test_x').webhooks.generateTestHeaderString({
    payload,
    secret: WEBHOOK_SECRET,
    timestamp,
  })
  return { body: Buffer.from(payload), headers: { 'stripe-signature': header } }
}
