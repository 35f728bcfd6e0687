import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { type Logger, pino } from 'pino'
import type { RowFault } from '../../commands/each-due.ts'

export type { Logger }

/** Lines are written together, at the latest after so many ms: a write for each would hold up the requests. */
const WRITTEN_MS = 100

/** The log of a process: JSON lines on standard output. What is left is written when the process ends. */
export const createLog = (level: string, process: string): Logger =>
  pino(
    { level, base: { process }, redact: { paths: ['req', 'res', 'headers', 'body'], remove: true } },
    pino.destination({ sync: false, minLength: 4_096, periodicFlush: WRITTEN_MS }),
  )

/** Gives each request an id and writes one line when it is answered: route template, status, time; no address, query or body (R65). */
export const requestLog =
  (log: Logger): RequestHandler =>
  (req, res, next) => {
    const requestId = randomUUID()
    const since = performance.now()
    res.locals['requestId'] = requestId
    res.set('x-request-id', requestId)
    res.on('finish', () => {
      const ms = Math.round((performance.now() - since) * 10) / 10
      const line = { requestId, method: req.method, route: templateOf(req, res), status: res.statusCode, ms }
      if (res.statusCode >= 500) log.error(line, 'answered')
      else log.info(line, 'answered')
    })
    next()
  }

/**
 * Warns once when requests come through a proxy that the configuration does not know of: all people would share the
 * proxy's address, and with it one limit (R68).
 */
export function warnOfUnknownProxy(log: Logger): RequestHandler {
  let warned = false
  return (req, _res, next) => {
    if (!warned && req.headers['x-forwarded-for'] !== undefined) {
      warned = true
      log.warn('Requests come through a proxy, but TRUST_PROXY is 0: set it to the number of proxies in front.')
    }
    next()
  }
}

/** The template of the route that answered, never the path itself: paths hold tokens. */
function templateOf(req: Request, res: Response): string {
  const declared: unknown = res.locals['route']
  if (typeof declared === 'string') return declared
  const matched: unknown = (req.route as { path?: unknown } | undefined)?.path
  return typeof matched === 'string' ? matched : 'none'
}

/** Writes a fault of a request (R65). */
export const reportFault =
  (log: Logger) =>
  (error: unknown, requestId: string): void =>
    log.error({ requestId, ...withoutWords(error) }, 'a fault of ours')

/** Writes what failed at one row while the others went on (R65). */
export const reportRow =
  (log: Logger) =>
  ({ work, subject, error }: RowFault): void =>
    log.error({ work, subject, ...withoutWords(error) }, 'a row failed, and is tried again later')

/** A fault without its words, which may hold a person's data: its kind, its code and where it arose (R65). */
function withoutWords(error: unknown) {
  const { name, code, stack } =
    error instanceof Error ? (error as Error & { code?: unknown }) : { name: typeof error, code: undefined, stack: '' }
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim()) // prettier-ignore
  return { fault: name, ...(typeof code === 'string' && { code }), frames }
}
