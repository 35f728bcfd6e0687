import * as z from 'zod'
import { VERIFICATION_STATES } from '../../domain/status.ts'
import { DOCUMENT_KINDS, RESUBMISSION_REASONS } from '../../domain/verification.ts'
import { faultOf, type Vendor, VendorFault } from '../vendor.ts'
import { isSignature } from './signature.ts'

/** Where the simulator runs, and the secrets it shares with Usher. */
export type SimulatorSettings = { url: string; key: string; webhookSecret: string }

/** How long one call may take, in ms. */
const CALL_MS = 10_000

const session = z.object({
  id: z.string(),
  url: z.string(),
  state: z.enum(VERIFICATION_STATES),
  asked: z.array(z.object({ document: z.enum([...DOCUMENT_KINDS, 'name']), reason: z.enum(RESUBMISSION_REASONS) })),
  documentUntil: z.iso.date().optional(),
})
const webhook = z.object({ session: z.string() })

/** A vendor for trying out and for tests: its outcome is chosen on its page, and it misbehaves on purpose (R41). */
export function simulatorVendor({ url, key, webhookSecret }: SimulatorSettings): Vendor {
  /** What the simulator answers; undefined where it knows no such session. */
  const call = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const answer = await fetch(`${url}/api/sessions${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(CALL_MS),
    }).catch(() => undefined)
    if (answer?.status === 404) return undefined
    if (!answer?.ok) throw faultOf(answer?.status, answer?.headers.get('retry-after'))
    const parsed = session.safeParse(await answer.json().catch(() => undefined))
    if (!parsed.success) throw new VendorFault('away')
    return parsed.data
  }
  return {
    id: 'simulator',
    name: 'Simulator',
    capabilities: { hostedPage: true, ownUpload: false, resubmission: true, redaction: true },
    async createSession({ key: request, returnUrl, language }) {
      const made = await call('POST', '', { key: request, returnUrl, language })
      if (!made) throw new VendorFault('refuses')
      return { sessionId: made.id }
    },
    async find(request) {
      const found = await call('GET', `?key=${encodeURIComponent(request)}`)
      return found && { sessionId: found.id }
    },
    async fetch(sessionId) {
      const found = await call('GET', `/${sessionId}`)
      if (!found) return { state: 'expired', asked: [] }
      const { state, asked, documentUntil } = found
      return { state, asked, ...(documentUntil && { documentUntil }) }
    },
    async resume(sessionId) {
      const found = await call('GET', `/${sessionId}`)
      const open = found?.state === 'created' || found?.state === 'in_progress'
      return found && open ? { url: found.url } : undefined
    },
    cancel: async (sessionId) => void (await call('POST', `/${sessionId}/cancel`)),
    redact: async (sessionId) => void (await call('POST', `/${sessionId}/redact`)),
    parseWebhook(rawBody, headers) {
      if (!isSignature(webhookSecret, rawBody, headers['simulator-signature'])) return undefined
      try {
        const parsed = webhook.safeParse(JSON.parse(Buffer.from(rawBody).toString('utf8')))
        return parsed.success ? { sessionId: parsed.data.session } : {}
      } catch {
        return {}
      }
    },
  }
}
