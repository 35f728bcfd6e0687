import { existsSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'

const root = path.resolve('web/console')
const config = path.join(root, 'vite.config.ts')
await build({
  root,
  configFile: existsSync(config) ? config : false,
  logLevel: 'error',
  build: { outDir: path.resolve('dist/console'), emptyOutDir: true },
})
