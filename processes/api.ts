import { type Server, createServer } from 'node:http'
import path from 'node:path'
import { previewMail } from '../activities/mail-preview.ts'
import { sendMail } from '../activities/mails.ts'
import { createApp } from '../api/app.ts'
import { consoleRoutes } from '../api/console/routes.ts'
import type { Edge } from '../api/http/callers.ts'
import { type Logger, createLog, reportFault, reportRow } from '../api/http/logging.ts'
import { type Live, createLive } from '../relay/live.ts'
import { type Temporal, createNudger } from '../relay/nudges.ts'
import { progressQuery } from '../relay/progress.ts'
import { createHint, startRelay } from '../relay/relay.ts'
import { appPages } from '../web/app-pages.ts'
import { portalRoutes } from '../api/portal/routes.ts'
import { tryOutPages } from './embedded/try-out.ts'
import { inviteePages } from '../web/invitee/routes/index.tsx'
import { assetRoutes, stylesheets } from '../web/assets.ts'
import { type Express, Router } from 'express'
import { type Configuration, projectRoot } from './configuration.ts'
import { type Installation, lazyTemporal, openInstallation } from './installation.ts'
import { staffAuthOf, originsOf } from './staff.ts'
import { requireKnownPolicies } from './policy-files.ts'
import { requireMigrations } from './schema-ready.ts'
import { version } from './version.ts'

/** Connections to the database: enough for the requests of two cores, few enough for several processes beside each other. */
const CONNECTIONS = 16

/** Serves API, console and invitee pages, and carries on what they commit, until stopped. */
export async function startApi(configuration: Configuration): Promise<{ address: string; stop(): Promise<void> }> {
  const log = createLog(configuration.logLevel, 'api')
  const temporal = lazyTemporal(configuration)
  const installation = await openInstallation(
    configuration,
    {
      nudge: (nudges) => (nudger.push(nudges), hint()),
      mail: (ids) => void Promise.all(ids.map((id) => sendMail(installation.mails, id))).then(hint, () => undefined), // the relay takes what is left
    },
    CONNECTIONS,
  )
  const { context, mails } = installation
  await requireMigrations(context.db)
  await requireKnownPolicies(context.db)
  const nudger = createNudger(context.db, temporal)
  const hint = createHint(context.db)
  const live = createLive(context.db, configuration.databaseDirectUrl)
  const relay = startRelay(context, temporal, mails, reportRow(log))
  const app = appOf(installation, temporal, live, log)
  const server = createServer(app)
  await listening(server, configuration)
  return {
    address: configuration.publicUrl,
    async stop() {
      await closed(server)
      await relay.stop()
      await live.stop()
      await temporal.connection.close()
      await installation.close()
    },
  }
}

function appOf(installation: Installation, temporal: Temporal, live: Live, log: Logger): Express {
  const { configuration, context } = installation
  const { publicUrl, platformName, embedded, trustProxy } = configuration
  return createApp({
    context,
    log,
    publicUrl,
    origins: originsOf(configuration),
    returnOrigins: configuration.portalReturnOrigins,
    platformName,
    version,
    embedded,
    trustProxy,
    errorsFolder: path.join(projectRoot, 'docs', 'errors'),
    staffAuth: staffAuthOf(installation),
    progressOf: progressQuery(temporal),
    mounts: {
      invitee: inviteeSide(installation, live, log),
      console: (edge) => consoleSide(edge, installation, live),
      portal: (edge) => portalSide(edge, configuration, live),
    },
  })
}

const inviteeSide = (installation: Installation, live: Live, log: Logger): Router =>
  Router().use(
    assetRoutes(path.join(projectRoot, 'dist', 'assets'), installation.configuration.brandColor),
    inviteePages({ ...siteOf(installation), live }, reportFault(log)),
  )

function consoleSide(edge: Edge, { configuration, mails }: Installation, live: Live): Router {
  const { platformName, platformTimeZone, embedded } = configuration
  const mailPreview = (id: string) => previewMail(mails, id)
  const settings = { platformName, timeZone: platformTimeZone, requireSecondFactor: !embedded, mailPreview }
  return Router().use(consoleRoutes(edge, settings, live), appPages({ at: '/console', folder: built('console') }))
}

const built = (app: string): string => path.join(projectRoot, 'dist', app)

function portalSide(edge: Edge, configuration: Configuration, live: Live): Router {
  const { publicUrl, platformName, platformTimeZone: timeZone, portalEntryUrl: entryUrl, embedded } = configuration
  const router = Router().use(portalRoutes(edge, { publicUrl, platformName, timeZone, entryUrl }, live))
  if (embedded) router.use(tryOutPages(edge.context, publicUrl))
  const meta = { 'platform-name': platformName, 'platform-entry': entryUrl }
  return router.use(appPages({ at: '/portal', folder: built('portal'), meta, styles: ['/assets/brand.css'] }))
}

/** The address alone, of a sender with or without a name. */
const senderOf = (from: string): string => /[^\s<>]+@[^\s<>]+/.exec(from)?.[0] ?? from

const siteOf = ({ context, configuration }: Installation) => ({
  context,
  publicUrl: configuration.publicUrl,
  origins: originsOf(configuration),
  platform: {
    name: configuration.platformName,
    url: configuration.platformUrl,
    timeZone: configuration.platformTimeZone,
  },
  support: {
    email: configuration.supportEmail ?? senderOf(configuration.mailFrom),
    ...(configuration.supportPhone && { phone: configuration.supportPhone }),
    ...(configuration.supportHours && { hours: configuration.supportHours }),
  },
  styles: stylesheets,
  scripts: ['/assets/enhance.js'],
})

const listening = (server: Server, { port, host }: Configuration): Promise<void> =>
  new Promise((ready, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => ready())
  })

/** Answers what was asked, then closes; live streams are cut. */
const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 3_000).unref()
  })
