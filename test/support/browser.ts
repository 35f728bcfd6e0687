import { chromium, type Browser } from 'playwright-core'
import { afterAll } from 'vitest'
import { chromiumProgram } from './chromium.ts'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium without a window, of its own for a test file. Call it at the top of the file. */
export async function aBrowser(): Promise<Browser> {
  const executablePath = chromiumProgram()
  const browser = await chromium.launch({ executablePath, args: ARGS })
  afterAll(() => browser.close())
  return browser
}
