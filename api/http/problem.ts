// RFC 9457 problem documents: one list of codes, one handler, one 404 (R53).
import type { ErrorRequestHandler, RequestHandler } from 'express'
import * as z from 'zod'
import { Refusal, REFUSALS, type RefusalCode } from '../../domain/refusals.ts'
import { isUnavailable } from '../../store/unavailable.ts'

export const problemSchema = z
  .object({
    type: z.url().describe('The page about this code: what happened, why, what to do'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable; decide by it, not by the words'),
    detail: z.string().optional(),
    instance: z.string().describe('This request, as the logs name it'),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .describe('Each fault of the request, where it is and what is wrong'),
    facts: z.record(z.string(), z.unknown()).optional().describe('What the refusal knows, as plain values'),
  })
  .meta({ id: 'Problem', description: 'A problem document (RFC 9457).' })
export type Problem = z.output<typeof problemSchema>

/** The problem document of a refusal. `instance` names the request. */
export function problemOf(refusal: Refusal, publicUrl: string, instance: string): Problem {
  const { code, message } = refusal
  const { errors, ...facts } = refusal.facts
  return {
    type: `${publicUrl}/errors/${code}`,
    title: REFUSALS[code].title,
    status: REFUSALS[code].status,
    code,
    ...(message !== REFUSALS[code].title && { detail: message }),
    instance,
    ...(Array.isArray(errors) && { errors }),
    ...(Object.keys(facts).length > 0 && { facts }),
  }
}

/** The refusal that an error stands for; undefined for a fault of ours. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof RangeError) return new Refusal('malformed-request', 'The body is nested too deeply.')
  if (error instanceof URIError) return new Refusal('malformed-request', 'The address can’t be decoded.')
  if (isUnavailable(error)) return new Refusal('unavailable')
  return fromParser(error)
}

/** Errors of body-parser, multer and busboy carry a code, a type or a status below 500. */
function fromParser(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined
  const { name, code, type, status, expose } = error as {
    name?: unknown
    code?: unknown
    type?: unknown
    status?: unknown
    expose?: unknown
  }
  if (name === 'MulterError')
    return new Refusal(code === 'LIMIT_FILE_SIZE' ? 'too-large' : 'malformed-request', 'The upload can’t be read.')
  if (BUSBOY.test(error.message)) return new Refusal('malformed-request', 'The upload is cut off or not well formed.')
  const known = typeof type === 'string' ? PARSER_CODES[type] : undefined
  if (known) return new Refusal(known.code, known.detail)
  if (expose === true && typeof status === 'number' && status >= 400 && status < 500)
    return new Refusal('malformed-request')
  return undefined
}

const BUSBOY =
  /^(Malformed (content type|part header|urlencoded form)|Multipart: Boundary not found|Unexpected end of (form|file)|Unsupported content type)/

const PARSER_CODES: Readonly<Record<string, { code: RefusalCode; detail?: string }>> = {
  'entity.parse.failed': { code: 'malformed-json' },
  'entity.too.large': { code: 'too-large' },
  'parameters.too.many': { code: 'too-large' },
  'encoding.unsupported': {
    code: 'unsupported-media-type',
    detail: 'Send the body without compression, or with gzip, deflate or br.',
  },
  'charset.unsupported': { code: 'unsupported-media-type', detail: 'Send the body as UTF-8.' },
  'request.aborted': { code: 'malformed-request', detail: 'The body is cut off.' },
  'request.size.invalid': { code: 'malformed-request', detail: 'The body is not as long as its header says.' },
}

/** Headers that go with a refusal. */
function headersOf({ code, facts }: Refusal): Record<string, string> {
  if (code === 'key-missing' || code === 'key-invalid') return { 'www-authenticate': 'Bearer realm="usher"' }
  if (code === 'method-not-allowed' && Array.isArray(facts['allow'])) return { allow: facts['allow'].join(', ') }
  if (code === 'unsupported-media-type') return { accept: 'application/json' }
  if (typeof facts['retryAfterSeconds'] === 'number') return { 'retry-after': String(facts['retryAfterSeconds']) }
  if (REFUSALS[code].status === 503) return { 'retry-after': '2' }
  return {}
}

/** The last handler: turns what was thrown into a problem document; reports only faults of ours, without their words (R65). */
export const problems =
  (publicUrl: string, report: (error: unknown, requestId: string) => void): ErrorRequestHandler =>
  (error, _req, res, next) => {
    const requestId = String(res.locals['requestId'] ?? crypto.randomUUID())
    const known = refusalOf(error)
    if (!known || known.code === 'unavailable') report(error, requestId)
    if (res.headersSent) return next(error)
    const refusal = known ?? new Refusal('internal')
    const body = JSON.stringify(problemOf(refusal, publicUrl, `urn:uuid:${requestId}`))
    res.status(REFUSALS[refusal.code].status).set(headersOf(refusal)).set('cache-control', 'no-store')
    res.type('application/problem+json').send(body)
  }

export const notFound: RequestHandler = () => {
  throw new Refusal('not-found')
}

export const methodNotAllowed =
  (allow: readonly string[]): RequestHandler =>
  () => {
    throw new Refusal('method-not-allowed', `Offered here: ${allow.join(', ')}.`, { allow })
  }

/** 415 for a body that is not JSON; a request without a body passes. */
export const onlyJson: RequestHandler = (req, _res, next) => {
  const empty = req.headers['content-length'] === '0'
  if (!empty && req.is('application/json') === false)
    throw new Refusal('unsupported-media-type', 'Send application/json.')
  next()
}
