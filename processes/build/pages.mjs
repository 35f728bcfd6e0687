import path from 'node:path'
import { build } from 'vite'

/** Each app has its own folder, settings and output. */
for (const app of ['console', 'portal']) {
  const root = path.resolve('web', app)
  await build({
    root,
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: path.resolve('dist', app), emptyOutDir: true },
  })
}
