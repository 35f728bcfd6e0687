import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { Refusal } from '../../domain/refusals.ts'

/** Headers of every answer, the same for each. Pages without a policy of their own get the strictest one: nothing loads. */
export function securityHeaders(https: boolean): RequestHandler {
  const headers = headersBy(helmetFor(https))
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value)
    next()
  }
}

/** The headers that a middleware sets whatever is asked. */
function headersBy(middleware: ReturnType<typeof helmet>): [string, string][] {
  const req = new IncomingMessage(new Socket())
  const res = new ServerResponse(req)
  middleware(req, res, () => undefined)
  return Object.entries(res.getHeaders()).map(([name, value]) => [name, String(value)])
}

const helmetFor = (https: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: 'strict-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })

/** The policy of pages that consist of our own files only. */
export const ownFilesOnly: RequestHandler = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
})

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

/** The embedded default answers under names of this machine only, so that no page elsewhere can reach it by a name of its own. */
export const thisMachineOnly: RequestHandler = (req, _res, next) => {
  if (!LOOPBACK.test(req.get('host') ?? ''))
    throw new Refusal('malformed-request', 'This installation answers as localhost only.')
  next()
}

/** Whether a request that changes something comes from a page of ours: by Sec-Fetch-Site, else by its exact Origin. */
export function isSameOrigin(
  headers: { site: string | undefined; origin: string | undefined },
  origins: readonly string[],
): boolean {
  if (headers.origin !== undefined) return origins.includes(headers.origin)
  return headers.site === 'same-origin'
}
