import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chromium } from 'playwright-core'

const INSTALL_MS = 300_000

/**
 * The Chromium that CHROMIUM names, else the system's, else Playwright's own; where there is none, one is installed. The one
 * without windows comes first: the same pages by the same engine take it a third less of the machine. Asked
 * once before the test files begin: two that install at the same time would keep each other from it.
 * @throws Error that says what to do
 */
export const chromiumProgram = (): string => present() ?? installed()

function present(): string | undefined {
  const named = process.env['CHROMIUM']
  if (named && !existsSync(named)) throw new Error(`CHROMIUM=${named}: there is no such file`)
  const places = [
    named,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    chromium.executablePath(),
  ]
  return places.find((place) => place !== undefined && existsSync(place))
}

function installed(): string {
  const playwright = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-core')), 'cli.js')
  const install = [playwright, 'install', '--with-deps', 'chromium']
  const apt = (name: string) => ['apt-get', ['install', '--yes', '--no-install-recommends', name]] as const
  const ways =
    process.getuid?.() === 0
      ? [apt('chromium-headless-shell'), [process.execPath, install] as const, apt('chromium')]
      : [[process.execPath, install] as const, [process.execPath, [playwright, 'install', 'chromium']] as const]
  for (const [program, args] of ways) {
    process.stderr.write(`No Chromium here; installing one: ${path.basename(program)} ${args.join(' ')}\n`)
    spawnSync(program, args, { stdio: 'ignore', timeout: INSTALL_MS })
    const found = present()
    if (found) return found
  }
  throw new Error('There is no Chromium, and none could be installed. Install one and name it in CHROMIUM.')
}
