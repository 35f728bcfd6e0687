import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1440, height: 900 }

/** Names a folder: pictures of every page go there. */
const SHOTS = process.env['SHOTS']

/** At these widths, too, no page may be wider than its window (screens, section 10). */
const OTHER_WIDTHS = [320, 1024]

/** Answers that a browser notes down although they are what the page is for: a dead link, an error in a form, nobody signed in. */
const EXPECTED = /^Failed to load resource: the server responded with a status of 4(00|01|03|04|09|10|22|29)/

/** Watches what a page says in its console: faults of scripts, and what its policy of contents forbade. */
export function watch(page: Page): { faults: string[] } {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || EXPECTED.test(message.text())) return
    faults.push(`${page.url()}: ${message.text()}`)
  })
  return { faults }
}

const looked = new Set<string>()

/**
 * Looks at a page as it stands with axe: on a phone, at a desk, and there in dark, where only contrast differs; and whether
 * it can be moved sideways at any width. Returns what is wrong, nothing when it was looked at under this name before.
 */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  if (looked.has(name)) return []
  looked.add(name)
  const before = page.viewportSize()
  const faults: string[] = []
  for (const size of [PHONE, DESKTOP]) {
    await page.setViewportSize(size)
    faults.push(...(await violations(page, `${name}-${size.width}-light`)), ...(await sideways(page, name)))
  }
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  faults.push(...(await violations(page, `${name}-${DESKTOP.width}-dark`, ['color-contrast'])))
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  for (const width of OTHER_WIDTHS) {
    await page.setViewportSize({ width, height: PHONE.height })
    faults.push(...(await sideways(page, name)))
  }
  if (before) await page.setViewportSize(before)
  return faults
}

async function violations(page: Page, name: string, rules?: string[]): Promise<string[]> {
  await shoot(page, name)
  // in the page itself, which has no frames, not in a second one; of what is well, nothing is written down
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations: found } = await (rules ? axe.withRules(rules) : axe).analyze()
  return found.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.html.slice(0, 120)).join(' · ')}`)
}

async function sideways(page: Page, name: string): Promise<string[]> {
  const [wide, width] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return [scrollWidth - clientWidth, clientWidth] as const
  })
  return wide > 0 ? [`${name}, ${width}: ${wide} px too wide`] : []
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true })
}
