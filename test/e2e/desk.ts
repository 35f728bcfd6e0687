import pg from 'pg'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterEach, expect, inject } from 'vitest'
import { aBrowser } from '../support/browser.ts'
import { Mailbox, Platform } from '../support/platform.ts'
import { DESKTOP, PHONE, faultsOf, watch } from './looks.ts'

/** A page in a browser of its own: nothing it did before is remembered. */
export type Visitor = { page: Page; context: BrowserContext; scripts: boolean }

export type Desk = {
  site: string
  platform: Platform
  mailbox: Mailbox
  /** A new browser profile; without JavaScript when `scripts` is false. */
  visitor(given?: { scripts?: boolean; phone?: boolean }): Promise<Visitor>
  /** Looks at the page of this name once, at all sizes, where there is JavaScript; what is wrong fails the test when it ends. */
  look(page: Page, name: string): Promise<void>
  /** What takes hours or people, written into the installation's database. */
  inDatabase(sql: string, values: unknown[]): Promise<void>
}

/** The shared installation and a browser. Call it at the top of a test file. */
export async function aDesk(): Promise<Desk> {
  const place = inject('place')
  const browser = await aBrowser()
  const open: { context: BrowserContext; faults: string[] }[] = []
  const seen: string[] = []
  const plain = new WeakSet<Page>() // axe can't work in them
  afterEach(async () => {
    const heard = open.flatMap(({ faults }) => faults)
    await Promise.all(open.splice(0).map(({ context }) => context.close()))
    expect([...heard, ...seen.splice(0)]).toEqual([])
  })
  return {
    site: place.addresses.api,
    platform: new Platform(place),
    mailbox: new Mailbox(place),
    async visitor({ scripts = true, phone = false } = {}) {
      const context = await newContext(browser, scripts, phone)
      const page = await context.newPage()
      page.setDefaultTimeout(20_000)
      open.push({ context, ...watch(page) })
      if (!scripts) plain.add(page)
      return { page, context, scripts }
    },
    inDatabase: (sql, values) => inDatabase(place.databaseUrl, sql, values),
    look: async (page, name) => void (plain.has(page) || seen.push(...(await faultsOf(page, name)))),
  }
}

async function inDatabase(url: string, sql: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql, values)
  } finally {
    await client.end()
  }
}

const newContext = (browser: Browser, scripts: boolean, phone: boolean): Promise<BrowserContext> =>
  browser.newContext({
    javaScriptEnabled: scripts,
    viewport: phone ? PHONE : DESKTOP,
    hasTouch: phone,
    locale: 'en-GB',
    timezoneId: 'Europe/Warsaw',
    reducedMotion: 'reduce',
  })
