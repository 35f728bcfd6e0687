import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import helmet from 'helmet'
import { refusalOf } from '../../../api/http/problem.ts'
import { REFUSALS, Refusal, type RefusalCode } from '../../../domain/refusals.ts'
import { send } from '../answer.ts'
import { deadLink } from '../dead-links.tsx'
import type { WholePageProblem } from '../pages/problem.tsx'
import { ProblemPage } from '../pages/problem.tsx'
import { type Site, frameOf, visitOf } from '../site.ts'
import { changeRoutes } from './changes.ts'
import { identityRoutes } from './identity.tsx'
import { invitationRoutes } from './invitation.tsx'
import { mailedLinkRoutes } from './mailed-links.tsx'
import { phoneRoutes } from './phone.tsx'
import { proofRoutes } from './proof.tsx'
import { sessionRoutes } from './sessions.tsx'
import { stepRoutes } from './steps.tsx'
import { vendorRoutes } from './vendor.tsx'

/** Own files only, nothing inline, never in a frame; forms go to us. */
const policy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    imgSrc: ["'self'", 'blob:', 'data:'],
    connectSrc: ["'self'"],
    mediaSrc: ["'self'", 'blob:'],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
})

/** All pages of invited people: server-rendered, no JavaScript needed. `report` hears of faults of ours, without their words. */
export function inviteePages(site: Site, report: (error: unknown, requestId: string) => void): Router {
  const router = Router()
  const ours = ['/i', '/me', '/help', '/p', '/phone']
  router.use(ours, policy, onlyForms, express.urlencoded({ extended: false, limit: 20_000, parameterLimit: 40 }))
  router.use(sessionRoutes(site), mailedLinkRoutes(site)) // before the invitation's, because /i/go/… is not an invitation
  router.use(invitationRoutes(site))
  router.use(proofRoutes(site))
  router.use(stepRoutes(site))
  router.use(identityRoutes(site))
  router.use(vendorRoutes(site))
  router.use(changeRoutes(site))
  router.use(phoneRoutes(site))
  router.use(ours, nothingHere, problemPages(site, report))
  return router
}

const nothingHere = (): never => {
  throw new Refusal('not-found')
}

/** Forms come as our pages send them: photos in parts, everything else not. One without a body lacks its token, and is refused for that. */
const onlyForms: RequestHandler = (req, _res, next) => {
  const type = req.path.endsWith('/photo') ? 'multipart/form-data' : 'application/x-www-form-urlencoded'
  const empty = req.headers['content-length'] === '0'
  if (req.method === 'POST' && !empty && req.is(type) === false) throw new Refusal('unsupported-media-type')
  next()
}

/** Whole pages for what went wrong: nothing was changed, and what to do. */
function problemPages(site: Site, report: (error: unknown, requestId: string) => void): ErrorRequestHandler {
  return async (error, req, res, next) => {
    if (res.headersSent) return next(error)
    const refusal = refusalOf(error)
    const id = String(res.locals['requestId'] ?? crypto.randomUUID())
    if (!refusal) report(error, id)
    const nobody = { site, req, res, session: undefined, language: undefined }
    const visit = await visitOf(site, req, res).catch(() => nobody)
    if (refusal?.code === 'too-many') {
      const seconds = Number(refusal.facts['retryAfterSeconds'])
      return send(res, deadLink(visit, { kind: 'limited', minutes: Math.ceil(seconds / 60) }))
    }
    const [status, problem] = problemOf(refusal?.code, id)
    const frame = frameOf(visit, undefined, { session: 'none', deadline: { kind: 'none' } })
    const againHref = problem.kind === 'notFound' ? undefined : '/me'
    send(res, { status, page: <ProblemPage frame={frame} problem={problem} againHref={againHref} /> })
  }
}

/** What is refused anywhere else has a page of its own; these are left. */
function problemOf(code: RefusalCode | undefined, id: string): [number, WholePageProblem] {
  switch (code) {
    case 'form-expired':
      return [403, { kind: 'formRefused' }]
    case 'not-found':
    case 'link-unknown':
      return [404, { kind: 'notFound' }]
    case 'too-large':
      return [413, { kind: 'tooLarge' }]
    case 'malformed-request':
    case 'unsupported-media-type':
      return [REFUSALS[code].status, { kind: 'unreadable' }]
    case 'unavailable':
    case 'upstream-timeout':
      return [503, { kind: 'unavailable' }]
    default:
      return code && REFUSALS[code].status < 500
        ? [REFUSALS[code].status, { kind: 'overtaken' }]
        : [500, { kind: 'error', code: id }]
  }
}
