import { createServer } from 'node:http'
import path from 'node:path'
import { type Server } from 'node:http'
import { sendMail } from '../activities/mails.ts'
import { createApp } from '../api/app.ts'
import { consoleRoutes } from '../api/console/routes.ts'
import { createLog, reportFault } from '../api/http/logging.ts'
import { createLive } from '../relay/live.ts'
import { createNudger } from '../relay/nudges.ts'
import { progressQuery } from '../relay/progress.ts'
import { createHint, startRelay } from '../relay/relay.ts'
import { consolePages } from '../web/console/serve.ts'
import { inviteePages } from '../web/invitee/routes/index.tsx'
import { assetRoutes, stylesheets } from '../web/assets.ts'
import { Router } from 'express'
import { type Configuration, projectRoot } from './configuration.ts'
import { type Installation, lazyTemporal, openInstallation } from './installation.ts'
import { staffAuthOf, originsOf } from './staff.ts'
import { version } from './version.ts'

/** Connections to the database: enough for the requests of two cores, few enough for several processes beside each other. */
const CONNECTIONS = 16

/** Serves API, console and invitee pages, and carries on what they commit, until stopped. */
export async function startApi(configuration: Configuration): Promise<{ address: string; stop(): Promise<void> }> {
  const log = createLog(configuration.logLevel, 'api')
  const temporal = lazyTemporal(configuration)
  const installation = openInstallation(
    configuration,
    {
      nudge: (nudges) => (nudger.push(nudges), hint()),
      mail: (ids) => void Promise.all(ids.map((id) => sendMail(installation.mails, id))).then(hint, () => undefined), // the relay takes what is left
    },
    CONNECTIONS,
  )
  const { context, mails } = installation
  const nudger = createNudger(context.db, temporal)
  const hint = createHint(context.db)
  const live = createLive(context.db, configuration.databaseDirectUrl)
  const relay = startRelay(context, temporal, mails)
  const report = reportFault(log)
  const app = createApp({
    context,
    log,
    publicUrl: configuration.publicUrl,
    origins: originsOf(configuration),
    platformName: configuration.platformName,
    version,
    embedded: configuration.embedded,
    trustProxy: configuration.trustProxy,
    errorsFolder: path.join(projectRoot, 'docs', 'errors'),
    staffAuth: staffAuthOf(installation),
    progressOf: progressQuery(temporal),
    mounts: {
      invitee: Router().use(assetRoutes(path.join(projectRoot, 'dist', 'assets'), configuration.brandColor), inviteePages(siteOf(installation), report)),
      console: (edge) =>
        Router().use(
          consoleRoutes(edge, { platformName: configuration.platformName, timeZone: configuration.platformTimeZone, requireSecondFactor: !configuration.embedded }, live),
          consolePages(path.join(projectRoot, 'dist', 'console')),
        ),
    },
  })
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

const siteOf = ({ context, configuration }: Installation) => ({
  context,
  publicUrl: configuration.publicUrl,
  origins: originsOf(configuration),
  platform: {
    name: configuration.platformName,
    url: configuration.platformUrl ?? configuration.publicUrl,
    timeZone: configuration.platformTimeZone,
  },
  support: {
    email: configuration.supportEmail ?? configuration.mailReplyTo ?? 'support@localhost',
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
