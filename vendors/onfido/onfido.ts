import { Configuration, DefaultApi, WebhookEventVerifier, type WorkflowRun } from '@onfido/api'
import { faultOf, type SessionRequest, type Vendor, type VendorAnswer, VendorFault } from '../vendor.ts'
import { lastDayIn, mendable } from './reasons.ts'

/** `url` is Onfido's API in the region unless a test stands in for it. */
export type OnfidoSettings = {
  token: string
  region: 'eu' | 'us' | 'ca'
  workflowId: string
  webhookToken: string
  url?: string | undefined
}

/** How long one call may take, in ms. */
const CALL_MS = 20_000

/**
 * Onfido by its API v3.6: a workflow run for each attempt, on Onfido's own page (R41). Its own library makes the calls and
 * verifies webhooks. A run can't be stopped or forgotten by itself; deleting its applicant does both.
 */
export function onfidoVendor(settings: OnfidoSettings): Vendor {
  const { token, region, workflowId, webhookToken } = settings
  const basePath = settings.url ?? `https://api.${region}.onfido.com/v3.6`
  const onfido = new DefaultApi(new Configuration({ apiToken: token, basePath, baseOptions: { timeout: CALL_MS } }))
  const verifier = new WebhookEventVerifier(webhookToken)
  const isSandbox = token.startsWith('api_sandbox')
  const known = (id: string): Promise<WorkflowRun | undefined> => unlessMissing(onfido.findWorkflowRun(id))
  /** Deletes the run's applicant; done before is done. */
  const forget = async (id: string): Promise<void> => {
    const run = await known(id)
    if (run) await unlessMissing(onfido.deleteApplicant(run.applicant_id))
  }
  const begun = async (key: string): Promise<WorkflowRun | undefined> => {
    const none = [undefined, undefined, undefined, undefined, undefined, undefined] as const
    const runs = await orFault(onfido.listWorkflowRuns(...none, [key]))
    return runs.find(({ tags }) => tags?.includes(key))
  }
  return {
    id: 'onfido',
    name: 'Onfido',
    capabilities: { hostedPage: true, ownUpload: false, resubmission: true, redaction: true },
    async createSession(request) {
      const before = await begun(request.key) // made before a crash, or by a call whose answer was lost
      if (before) return { sessionId: before.id }
      const applicant = await orFault(onfido.createApplicant(applicantOf(request)))
      try {
        if (applicant.sandbox !== undefined && applicant.sandbox !== isSandbox) throw new VendorFault('refuses')
        return { sessionId: (await orFault(onfido.createWorkflowRun(runOf(request, applicant.id, workflowId)))).id }
      } catch (fault) {
        await orFault(onfido.deleteApplicant(applicant.id)).catch(() => undefined) // a person without a run is of no use there
        throw fault
      }
    },
    async find(key) {
      const run = await begun(key)
      return run && { sessionId: run.id }
    },
    fetch: async (sessionId) => answerOf(await known(sessionId)),
    async resume(sessionId) {
      const run = await known(sessionId)
      const url = run?.link?.url
      return run && url && answerOf(run).state === 'created' ? { url } : undefined
    },
    async cancel(sessionId) {
      if (['created', 'processing'].includes(answerOf(await known(sessionId)).state)) await forget(sessionId)
    },
    redact: forget,
    parseWebhook(rawBody, headers) {
      try {
        const { payload } = verifier.readPayload(Buffer.from(rawBody), headers['x-sha2-signature'] ?? '')
        if (payload?.resource_type === 'workflow_run') return idIn(payload.object?.id ?? payload.resource?.id)
        return idIn(payload?.resource?.workflow_run_id)
      } catch {
        return undefined // wrong, or of a length that the library throws a RangeError at
      }
    },
  }
}

const idIn = (id: unknown): { sessionId?: string } => (typeof id === 'string' ? { sessionId: id } : {})

/** Onfido wants a first and a last name. */
function applicantOf({ person: { name, dateOfBirth } }: SessionRequest) {
  const words = name.split(/\s+/).filter(Boolean)
  const last = words.at(-1) ?? name
  const first = words.slice(0, -1).join(' ') || last
  return { first_name: first, last_name: last, ...(dateOfBirth && { dob: dateOfBirth }) }
}

/** The tag finds the run again, and the page leads back to ours. */
function runOf({ key, returnUrl, language }: SessionRequest, applicantId: string, workflowId: string) {
  const link = {
    completed_redirect_url: returnUrl,
    expired_redirect_url: returnUrl,
    language: language === 'de' ? 'de_DE' : 'en_US',
  } as const
  return { applicant_id: applicantId, workflow_id: workflowId, tags: [key], link }
}

/** Onfido's states in Usher's words (R42). Its own reviewers are still the vendor's turn. */
function answerOf(run: WorkflowRun | undefined): VendorAnswer {
  const nothing = { asked: [] } as const
  switch (run?.status) {
    case undefined:
    case 'abandoned':
      return { state: 'expired', ...nothing }
    case 'awaiting_input':
      return { state: isOver(run) ? 'expired' : 'created', ...nothing }
    case 'approved':
      return approved(run)
    case 'declined':
      return declined(run)
    case 'error':
      return { state: 'cancelled', ...nothing }
    default:
      return { state: 'processing', ...nothing }
  }
}

/** The page of a run is open for a while only. */
const isOver = ({ link }: WorkflowRun): boolean => link?.expires_at != null && new Date(link.expires_at) <= new Date()

function approved({ output }: WorkflowRun): VendorAnswer {
  const documentUntil = lastDayIn(output)
  return { state: 'approved', asked: [], ...(documentUntil && { documentUntil }) }
}

/** What can be mended is asked for again; the rest is final. */
function declined({ output, reasons }: WorkflowRun): VendorAnswer {
  const asked = mendable(output, reasons)
  return { state: asked.length > 0 ? 'needs_resubmission' : 'rejected', asked }
}

type Reply<T> = Promise<{ data: T }>

async function orFault<T>(call: Reply<T>): Promise<T> {
  try {
    return (await call).data
  } catch (error) {
    throw onfidoFault(error)
  }
}

async function unlessMissing<T>(call: Reply<T>): Promise<T | undefined> {
  try {
    return (await call).data
  } catch (error) {
    const status = statusOf(error)
    if (status === 404 || status === 410) return undefined
    throw onfidoFault(error)
  }
}

type Failed = { response?: { status?: number; headers?: Record<string, unknown> } }

const statusOf = (error: unknown): number | undefined => (error as Failed).response?.status

/** What the library throws as a fault of ours: it holds the whole request, names included. */
function onfidoFault(error: unknown): VendorFault {
  const retryAfter = (error as Failed).response?.headers?.['retry-after']
  return faultOf(statusOf(error), typeof retryAfter === 'string' ? retryAfter : null)
}
