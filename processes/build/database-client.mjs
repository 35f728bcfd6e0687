import { createRequire } from 'node:module'
import path from 'node:path'
import { runProgram } from './run-program.mjs'

// `prisma generate` is pure WebAssembly, yet wants to download the schema engine first unless this names a file that
// exists. Only here: for `prisma migrate` it would do harm.
const prisma = path.join(
  path.dirname(createRequire(import.meta.url).resolve('prisma/package.json')),
  'build',
  'index.js',
)
await runProgram(process.execPath, [prisma, 'generate', '--no-hints'], {
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
})
