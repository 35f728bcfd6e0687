import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { filesUnder } from './fingerprint.mjs'

const kinds = new Set(['.css', '.svg', '.png', '.jpg', '.webp', '.ico', '.woff2', '.js', '.webmanifest'])
const fresh = path.resolve('dist/assets.new')
const from = new Map()

rmSync(fresh, { recursive: true, force: true })
mkdirSync(fresh, { recursive: true })
for (const file of ['web/kit', 'web/invitee'].flatMap((folder) => filesUnder(path.resolve(folder)))) {
  const name = path.basename(file)
  if (!kinds.has(path.extname(name))) continue
  if (from.has(name))
    throw new Error(`${from.get(name)} and ${file} would both become dist/assets/${name}: rename one.`)
  from.set(name, file)
  cpSync(file, path.join(fresh, name))
}
rmSync('dist/assets', { recursive: true, force: true })
renameSync(fresh, 'dist/assets')
