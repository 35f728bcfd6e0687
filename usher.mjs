#!/usr/bin/env node
// The `usher` command. Plain JavaScript without dependencies: it also runs on a fresh clone, where it first installs
// what is missing and builds what changed, then hands over to dist/cli.js.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.dirname(fileURLToPath(import.meta.url))
const args = process.argv.slice(2)

/** What developers run: `npm test`, `npm run soak`, `npm run bench`. */
const scripts = {
  test: ['test/run.mjs'],
  soak: ['test/run.mjs', '--soak'],
  bench: ['bench/run.mjs'],
}

refuseOldNode()
try {
  if (existsSync(path.join(root, 'processes', 'cli.ts'))) await prepare()
  const script = args[0] === undefined ? undefined : scripts[args[0]]
  if (script) await run(script, args.slice(1))
  else if (args[0] === 'build') process.stderr.write('Everything is built.\n')
  else await import(pathToFileURL(path.join(root, 'dist', 'cli.js')).href)
} catch (error) {
  if (error?.constructor?.name !== 'ExpectedFailure') throw error
  process.stderr.write(`\n${error.message}\n`)
  process.exitCode = 1
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19)) return
  process.stderr.write(
    `Usher needs Node.js 24, or 22 from 22.13, or 20 from 20.19; this is ${process.versions.node}.\n` +
      'Install a newer one from https://nodejs.org (or `nvm install 24`) and run the same command again.\n',
  )
  process.exit(1)
}

async function prepare() {
  const { installDependencies } = await import('./processes/build/install.mjs')
  const { build } = await import('./processes/build/build.mjs')
  await build(root, await installDependencies(root))
}

function run([script, ...fixed], rest) {
  const child = spawn(process.execPath, [path.join(root, script), ...fixed, ...rest], { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('close', (code) => {
      process.exitCode = code ?? 1
      resolve()
    })
  })
}
