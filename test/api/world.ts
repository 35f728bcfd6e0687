import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import { createApp } from '../../api/app.ts'
import { consoleRoutes } from '../../api/console/routes.ts'
import { portalRoutes } from '../../api/portal/routes.ts'
import { createStaffAuth, type StaffAuth, type StaffLinkKind } from '../../api/staff/auth.ts'
import type { ProgressOf } from '../../api/sub-users/routes.ts'
import { createAccount } from '../../commands/accounts.ts'
import type { Context } from '../../commands/command.ts'
import { createApiKey } from '../../commands/keys.ts'
import { outside } from '../../domain/ids.ts'
import { SCOPES, type Scope } from '../../domain/scopes.ts'
import { alwaysOpen } from '../../domain/office-hours.ts'
import type { KeyRing } from '../../domain/secrets.ts'
import type { Database } from '../../store/database.ts'
import { aDatabase } from '../support/database.ts'
import { aVerification } from '../support/vendors.ts'
import type { Vendor } from '../../vendors/vendor.ts'
import { inviteePages } from '../../web/invitee/routes/index.tsx'
import type { Site } from '../../web/invitee/site.ts'

/** An answer, read to its end. */
export type Answer = { status: number; headers: Headers; body: any; text: string } // oxlint-disable-line typescript/no-explicit-any

export type Call = {
  key?: string
  body?: unknown
  headers?: Record<string, string>
  raw?: string | Uint8Array<ArrayBuffer>
}

export type WorldOptions = {
  embedded?: boolean
  requestsPerMinute?: number
  progressOf?: ProgressOf
  vendors?: readonly Vendor[]
}

const ring = (): KeyRing => [{ id: 'k1', secret: randomBytes(32) }]

/** The platform's own pages. */
export const RETURN_ORIGIN = 'https://northwind.example'
const live = { subscribe: () => () => undefined }
const PLATFORM = { platformName: 'Northwind Exchange', version: '0.1.0' } as const

/** The API over real HTTP and a database of its own, gone after the file. Call it at the top of a test file. */
export async function aWorld(options: WorldOptions = {}) {
  const { db } = await aDatabase()
  const nudged: string[] = []
  const effects = {
    nudge: (all: readonly { subject: string }[]) => void nudged.push(...all.map((nudge) => nudge.subject)),
    mail: () => undefined,
  }
  const context: Context = {
    db,
    keys: ring(),
    masterKeys: ring(),
    numberKeys: ring(),
    office: alwaysOpen(),
    verification: aVerification(db, options.vendors),
    effects,
  }
  const lines: string[] = []
  const links: SentLink[] = []
  const server = await listening()
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const staffAuth = staffAuthOf(db, url, options, links)
  const site = siteOf(context, url)
  server.on('request', appOf(site, staffAuth, options, lines))
  return { url, db, context, site, staffAuth, links, lines, nudged, call: callerAt(url), ...customersOf(context) }
}

type SentLink = { staffId: string; kind: StaffLinkKind; link: string }

const staffAuthOf = (db: Database, url: string, { embedded = false }: WorldOptions, links: SentLink[]): StaffAuth =>
  createStaffAuth({
    ...PLATFORM,
    db,
    publicUrl: url,
    origins: [url],
    secrets: [{ version: 1, value: randomBytes(32).toString('base64url') }],
    requireSecondFactor: !embedded,
    sendStaffLink: async (staffId, kind, link) => void links.push({ staffId, kind, link }),
  })

function appOf(site: Site, staffAuth: StaffAuth, options: WorldOptions, lines: string[]) {
  const { context, publicUrl: url } = site
  const { embedded = false, requestsPerMinute, progressOf = async () => undefined } = options
  const settings = { ...PLATFORM, timeZone: 'UTC', requireSecondFactor: !embedded, mailPreview: async () => undefined }
  return createApp({
    ...PLATFORM,
    context,
    log: pino({ level: 'info' }, { write: (line) => void lines.push(line) }),
    publicUrl: url,
    origins: [url],
    returnOrigins: [RETURN_ORIGIN],
    embedded,
    trustProxy: 0,
    errorsFolder: fileURLToPath(new URL('../../docs/errors', import.meta.url)),
    requestsPerMinute,
    staffAuth,
    progressOf,
    mounts: {
      console: (edge) => consoleRoutes(edge, settings, live),
      invitee: inviteePages(site, () => undefined),
      portal: (edge) =>
        portalRoutes(edge, { ...PLATFORM, publicUrl: url, timeZone: 'UTC', entryUrl: `${RETURN_ORIGIN}/users` }, live),
    },
  })
}

const siteOf = (context: Context, url: string): Site => ({
  context,
  publicUrl: url,
  origins: [url],
  platform: { name: PLATFORM.platformName, url: 'https://northwind.example', timeZone: 'UTC' },
  support: { email: 'help@northwind.example' },
  styles: [],
  scripts: [],
  live,
})

const callerAt =
  (url: string) =>
  async (method: string, path: string, { key, body, headers, raw }: Call = {}): Promise<Answer> => {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(key && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : undefined, text }
  }

function customersOf(context: Context) {
  let made = 0
  const keyWith = async (scopes: readonly Scope[] = SCOPES, accounts: 'all' | readonly string[] = 'all') =>
    (await createApiKey(context, { name: 'Back office', scopes, accounts, test: false })).key
  /** An account; `id` is the one outside. */
  const anAccount = async (type: 'personal' | 'company' | 'individual' = 'company') => {
    made += 1
    const reference = `NX-${made}`
    const holder = { name: 'Oskar Lindgard', email: `oskar${made}@kestrel.example`, twoFactor: true }
    const input = {
      type,
      policy: type === 'individual' ? 'brokerage' : 'exchange',
      name: 'Kestrel Joinery',
      withdrawalApproval: false,
      language: 'en',
      test: false,
    }
    const { accountId } = await createAccount(context, { kind: 'usher' }, { ...input, reference, holder })
    return { uuid: accountId, id: outside('account', accountId), reference, holder }
  }
  return { keyWith, anAccount }
}

export type World = Awaited<ReturnType<typeof aWorld>>

async function listening(): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return server
}
