import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1440, height: 900 }

/** Names a folder: pictures of every page go there. */
const SHOTS = process.env['SHOTS']

/** No page may be wider than these windows (screens, section 10). */
const WIDTHS = [320, 390, 1024, 1440]

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
 * Looks at a page as it stands: on a phone and at a desk, light and dark (where only contrast differs), with axe; and whether it can be moved sideways
 * at any width. Returns what is wrong, nothing when it was looked at under this name before.
 */
export async function faultsOf(page: Page, name: string, sizes = [PHONE, DESKTOP], widths = WIDTHS): Promise<string[]> {
  if (looked.has(name)) return []
  looked.add(name)
  const before = page.viewportSize()
  const faults: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const axe = new AxeBuilder({ page })
      const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze()
      for (const { id, nodes } of violations)
        faults.push(
          `${name}, ${size.width}, ${colorScheme}: ${id} at ${nodes.map((node) => node.html.slice(0, 120)).join(' · ')}`,
        )
      await shoot(page, `${name}-${size.width}-${colorScheme}`)
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0) faults.push(`${name}, ${width}: ${wide} px too wide`)
  }
  if (before) await page.setViewportSize(before)
  return faults
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true })
}
