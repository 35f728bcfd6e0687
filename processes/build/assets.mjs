import { mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

/** What pages load by name: style sheets with their parts put in, and the script that makes forms more comfortable. */
const entries = ['web/kit/tokens.css', 'web/kit/pages.css', 'web/invitee/enhance.js']
const fresh = path.resolve('dist/assets.new')

rmSync(fresh, { recursive: true, force: true })
mkdirSync(fresh, { recursive: true })
await build({
  entryPoints: entries,
  outdir: fresh,
  entryNames: '[name]',
  bundle: true,
  minify: true,
  format: 'esm',
  logLevel: 'error',
})
rmSync('dist/assets', { recursive: true, force: true })
renameSync(fresh, 'dist/assets')
