// `node usher.mjs bench`, which has built the program: bundles the bench beside it, then runs it. Arguments name the
// parts to run: invites, onboardings, lists, checks; without any, all of them.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { build } from 'esbuild'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
await build({
  entryPoints: {
    bench: 'bench/bench.ts',
    'bench-sink': 'bench/world/sink.ts',
    'bench-select': 'bench/checks/select.ts',
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  jsx: 'automatic',
  packages: 'external',
  alias: { '@node-rs/argon2': './bench/world/stand-ins.ts', sharp: './bench/world/stand-ins.ts' },
  sourcemap: 'linked',
  logLevel: 'error',
})
const { code } = await bundleWorkflowCode({
  workflowsPath: path.join(root, 'bench', 'naive', 'workflows.ts'),
  logger: new DefaultLogger('WARN'),
})
writeFileSync('dist/bench-naive.js', code)

const child = spawn(process.execPath, ['--enable-source-maps', 'dist/bench.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production' }, // as the shipped programs run
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('close', (status) => (process.exitCode = status ?? 1))
