import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Writes a generated page; with `--check` on the command line, fails instead when the page is not up to date. */
export function writePage(file, text) {
  const target = path.join(root, file)
  const before = existsSync(target) ? readFileSync(target, 'utf8') : ''
  if (before === text) return
  if (!process.argv.includes('--check')) return writeFileSync(target, text)
  process.stderr.write(`${file} is not up to date. Run \`node ${path.relative(root, process.argv[1])}\`.\n`)
  process.exitCode = 1
}
