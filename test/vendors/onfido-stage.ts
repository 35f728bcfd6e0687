import { createHmac, randomUUID } from 'node:crypto'
import express from 'express'
import { onfidoVendor } from '../../vendors/onfido/onfido.ts'
import { type Sample, type Stage, standIn } from './stage.ts'

const WEBHOOK_TOKEN = 'onfido webhook token'
const TOKEN = 'api_sandbox.stage'

type Run = Record<string, unknown> & { id: string; applicant_id: string; status: string; tags: string[] }

/** Onfido's API v3.6 as far as applicants and workflow runs go, over HTTP. */
export async function onfidoStage(
  sandbox = true,
): Promise<Stage & { persons(): number; takesRuns(status: number | undefined): void }> {
  const runs = new Map<string, Run>()
  const applicants = new Set<string>()
  let broken: number | undefined
  let runsBroken: number | undefined
  const app = express()
  app.use(express.json(), (req, res, next) => {
    const error = { error: { type: 'internal_error', message: 'Plantowski' } }
    if (broken !== undefined) return void res.status(broken).json(error)
    if (req.get('authorization') === `Token token=${TOKEN}`) return next()
    res.status(401).json({ error: { type: 'authorization_error', message: 'Authorization error' } })
  })
  app.post('/v3.6/applicants', (req, res) => {
    const { first_name: first, last_name: last } = req.body as Record<string, unknown>
    if (!first || !last) return void res.status(422).json({ error: { type: 'validation_error' } })
    const id = randomUUID()
    applicants.add(id)
    res.status(201).json({ id, sandbox, ...(req.body as object) })
  })
  app.delete('/v3.6/applicants/:id', (req, res) => {
    if (!applicants.delete(req.params.id)) return void res.status(404).json({ error: { type: 'resource_not_found' } })
    for (const run of runs.values()) if (run.applicant_id === req.params.id) runs.delete(run.id)
    res.sendStatus(204)
  })
  app.post('/v3.6/workflow_runs', (req, res) => {
    if (runsBroken !== undefined) return void res.status(runsBroken).json({ error: { type: 'internal_error' } })
    const id = randomUUID()
    const body = req.body as { applicant_id: string; tags?: string[]; link?: object }
    const link = { ...body.link, url: `https://eu.onfido.app/l/${id}`, expires_at: null }
    runs.set(id, { ...body, id, status: 'awaiting_input', tags: body.tags ?? [], link, reasons: [], output: null })
    res.status(201).json(runs.get(id))
  })
  app.get('/v3.6/workflow_runs', (req, res) => {
    const tags = [req.query['tags']].flat().flatMap((tag) => (typeof tag === 'string' ? tag.split(',') : []))
    res.json([...runs.values()].filter((run) => run.tags.some((tag) => tags.includes(tag))))
  })
  app.get('/v3.6/workflow_runs/:id', (req, res) => {
    const run = runs.get(req.params.id)
    if (run) res.json(run)
    else res.status(404).json({ error: { type: 'resource_not_found' } })
  })
  const { url, close } = await standIn(app)
  const set = (changed: object) => (id: string) => void runs.set(id, { ...(runs.get(id) as Run), ...changed })
  const wholeApplicants = new Map<string, string>()
  return {
    name: 'onfido',
    vendor: onfidoVendor({
      token: TOKEN,
      region: 'eu',
      workflowId: randomUUID(),
      webhookToken: WEBHOOK_TOKEN,
      url: `${url}/v3.6`,
    }),
    samples: samplesOf(set),
    made: () => {
      for (const { id, applicant_id: applicant } of runs.values()) wholeApplicants.set(id, applicant)
      return runs.size
    },
    signature: { header: 'x-sha2-signature', timed: false },
    webhook: onfidoWebhook,
    breaks: (status) => void (broken = status),
    persons: () => applicants.size,
    takesRuns: (status) => void (runsBroken = status),
    isRedacted: (id) => !runs.has(id) && !applicants.has(wholeApplicants.get(id) ?? ''),
    close,
  }
}

const document = (breakdown: object): object => ({
  status: 'declined',
  output: { document: { result: 'consider', sub_result: 'rejected', breakdown } },
})

const samplesOf = (set: (changed: object) => Sample['set']): Sample[] => [
  { says: 'awaiting_input', state: 'created', set: set({}) },
  {
    says: 'awaiting_input, its page has run out',
    state: 'expired',
    set: set({ link: { url: 'https://eu.onfido.app/l/old', expires_at: '2026-01-01T00:00:00Z' } }),
  },
  { says: 'processing', state: 'processing', set: set({ status: 'processing' }) },
  { says: 'review', state: 'processing', set: set({ status: 'review' }) },
  { says: 'approved', state: 'approved', set: set({ status: 'approved' }) },
  {
    says: 'approved, with the document’s last day among the outputs',
    state: 'approved',
    documentUntil: '2031-03-14',
    set: set({
      status: 'approved',
      output: {
        doc: { breakdown: { date_of_expiry: { result: 'clear' } }, properties: { date_of_expiry: '2031-03-14' } },
      },
    }),
  },
  { says: 'abandoned', state: 'expired', set: set({ status: 'abandoned' }) },
  { says: 'error', state: 'cancelled', set: set({ status: 'error', error: { type: 'x', message: 'y' } }) },
  { says: 'declined', state: 'rejected', set: set({ status: 'declined' }) },
  {
    says: 'declined, glare and blur in the breakdown',
    state: 'needs_resubmission',
    asked: [
      { document: 'passport_photo', reason: 'glare' },
      { document: 'passport_photo', reason: 'blurred' },
    ],
    set: set(
      document({
        image_integrity: {
          result: 'consider',
          breakdown: {
            image_quality: { result: 'unidentified', properties: { glare_on_photo: true, blurred_photo: 'true' } },
            supported_document: { result: 'clear' },
          },
        },
      }),
    ),
  },
  {
    says: 'declined, the last name differs',
    state: 'needs_resubmission',
    asked: [{ document: 'name', reason: 'name_differs' }],
    set: set(document({ data_comparison: { result: 'consider', breakdown: { last_name: { result: 'consider' } } } })),
  },
  {
    says: 'declined, forged',
    state: 'rejected',
    set: set(
      document({
        visual_authenticity: { result: 'consider' },
        image_integrity: { result: 'consider', breakdown: { image_quality: { properties: { glare_on_photo: true } } } },
      }),
    ),
  },
]

/** What Onfido posts about a run, signed as Onfido signs. */
export function onfidoWebhook(id: string) {
  const object = {
    id,
    status: 'approved',
    completed_at_iso8601: '2026-11-24T10:00:00Z',
    href: 'https://api.onfido.com',
  }
  const payload = { resource_type: 'workflow_run', action: 'workflow_run.completed', object, resource: { id } }
  const body = Buffer.from(JSON.stringify({ payload }))
  const signature = createHmac('sha256', WEBHOOK_TOKEN).update(body).digest('hex')
  return { body, headers: { 'x-sha2-signature': signature } }
}
