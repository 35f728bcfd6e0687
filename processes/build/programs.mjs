import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

const entries = ['cli', 'api', 'worker'].map((name) => `processes/${name}.ts`).filter((file) => existsSync(file))
const { metafile } = await build({
  entryPoints: entries,
  outdir: 'dist',
  outbase: 'processes',
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  jsx: 'automatic',
  packages: 'external',
  sourcemap: 'linked',
  metafile: true,
  logLevel: 'error',
})

// Chunks of former builds stay for a day: a program that still runs may yet load them.
const written = new Set(Object.keys(metafile.outputs).map((file) => path.basename(file)))
const dayAgo = Date.now() - 86_400_000
for (const name of readdirSync('dist')) {
  const file = path.join('dist', name)
  if (/^chunk-\w+\.js(\.map)?$/.test(name) && !written.has(name) && statSync(file).mtimeMs < dayAgo) rmSync(file)
}
