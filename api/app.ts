import express, { type Express, type Router } from 'express'
import type { Context } from '../commands/command.ts'
import { accessCheckRoutes } from './access-checks/routes.ts'
import { accountRoutes } from './accounts/routes.ts'
import { actionRoutes } from './actions/routes.ts'
import { API_DESCRIPTION, API_TAGS, apiContracts } from './contracts.ts'
import { destinationRoutes } from './destinations/routes.ts'
import type { Edge } from './http/callers.ts'
import { healthRoutes } from './http/health.ts'
import { keyGuard } from './http/keys.ts'
import { requestLimit } from './http/limits.ts'
import { type Logger, reportFault, requestLog, warnOfUnknownProxy } from './http/logging.ts'
import { openApi } from './http/openapi.ts'
import { errorPages, referencePage } from './http/pages.ts'
import { notFound, problems } from './http/problem.ts'
import { refuseOtherMethods } from './http/route.ts'
import { securityHeaders, thisMachineOnly } from './http/security.ts'
import { portalGuard } from './portal/guard.ts'
import { portalSessionRoutes } from './portal-sessions/routes.ts'
import { policyRoutes } from './policies/routes.ts'
import type { StaffAuth } from './staff/auth.ts'
import { type StaffGuardOptions, staffGuard } from './staff/guard.ts'
import { staffAuthRoutes } from './staff/mount.ts'
import { type ProgressOf, subUserRoutes } from './sub-users/routes.ts'
import { vendorWebhooks } from './vendor-webhooks.ts'
import { withdrawalRoutes } from './withdrawals/routes.ts'

export type AppOptions = {
  context: Context
  log: Logger
  /** Without a slash at its end. */
  publicUrl: string
  /** All origins under which pages of ours may be open; `publicUrl` among them. */
  origins: readonly string[]
  /** Origins that a portal session may lead back to. */
  returnOrigins: readonly string[]
  platformName: string
  version: string
  /** The embedded default: answers as localhost only, second factor not forced. */
  embedded: boolean
  /** Number of proxies in front. */
  trustProxy: number
  /** Folder with a page for each refusal code. */
  errorsFolder: string
  /** Requests of one key in a minute; 6,000 unless given. */
  requestsPerMinute?: number
  staffAuth: StaffAuth
  progressOf: ProgressOf
  /** Whether this process can work now, beyond the database; for /readyz. */
  isReady?: () => Promise<boolean>
  /** Routers of pages, mounted at the root: their paths are whole paths. They get the same guards. */
  mounts?: { console?: (edge: Edge) => Router; portal?: (edge: Edge) => Router; invitee?: Router }
}

/** The whole web side of one process: API, staff sign-in, pages. Order: log, headers, host, routes, 404, problems. */
export function createApp(options: AppOptions): Express {
  const { context, log, publicUrl, mounts } = options
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', options.trustProxy)
  app.set('etag', false)
  app.use(requestLog(log), securityHeaders(publicUrl.startsWith('https:')))
  if (options.trustProxy === 0) app.use(warnOfUnknownProxy(log))
  app.use(healthRoutes(context.db, options.isReady))
  if (options.embedded) app.use(thisMachineOnly)

  const staff: StaffGuardOptions = {
    auth: options.staffAuth,
    db: context.db,
    origins: options.origins,
    requireSecondFactor: !options.embedded,
  }
  const edge = edgeOf(options, staff)
  app.use(accessCheckRoutes(edge)) // first: asked on every order
  app.use(staffAuthRoutes(staff))
  app.use(vendorWebhooks(context))
  app.use(accountRoutes(edge), policyRoutes(edge), subUserRoutes(edge, options.progressOf))
  app.use(portalSessionRoutes(edge, options))
  app.use(destinationRoutes(edge), actionRoutes(edge))
  app.use(withdrawalRoutes(edge))
  refuseOtherMethods(app, apiContracts)
  app.use(developerPages(options))
  if (mounts?.invitee) app.use(mounts.invitee)
  if (mounts?.portal) app.use(mounts.portal(edge))
  if (mounts?.console) app.use(mounts.console(edge))
  app.get('/', (_req, res) => res.redirect('/console'))
  app.use(notFound)
  app.use(problems(publicUrl, reportFault(log)))
  return app
}

const edgeOf = (
  { context, origins, publicUrl, requestsPerMinute = 6000 }: AppOptions,
  staff: StaffGuardOptions,
): Edge => ({
  context,
  ...keyGuard(context.db, requestLimit(context.db, requestsPerMinute)),
  ...portalGuard({ context, origins, publicUrl }),
  staffCaller: staffGuard(staff),
})

function developerPages({ publicUrl, platformName, version, errorsFolder }: AppOptions): Router {
  const info = { title: `Usher for ${platformName}`, version, publicUrl, description: API_DESCRIPTION, tags: API_TAGS }
  const router = express.Router()
  router.use(referencePage(openApi(info, apiContracts)), errorPages(errorsFolder))
  return router
}
