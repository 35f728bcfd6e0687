import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { Refusal } from '../../domain/refusals.ts'

/** Headers of every answer. Pages without a policy of their own get the strictest one: nothing loads. */
export const securityHeaders = (https: boolean): RequestHandler =>
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
