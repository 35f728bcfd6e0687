import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { showProgress } from './progress.mjs'
import { ExpectedFailure, runProgram } from './run-program.mjs'

/**
 * Makes node_modules fit package-lock.json: nothing to do when the stamp inside it says so, or when what npm recorded
 * there agrees with the lock file; else `npm ci`. Returns the hash of the lock file.
 * @throws ExpectedFailure when npm fails
 */
export async function installDependencies(root) {
  const lockFile = path.join(root, 'package-lock.json')
  const stampFile = path.join(root, 'node_modules', '.usher-installed')
  const lock = readFileSync(lockFile)
  const hash = createHash('sha1').update(lock).update(`${process.platform} ${process.arch}`).digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return hash
  if (!agrees(JSON.parse(lock.toString()), path.join(root, 'node_modules', '.package-lock.json'))) {
    await showProgress('Installing dependencies', () => npmCi(root))
  }
  writeFileSync(stampFile, hash)
  return hash
}

function agrees(wanted, recordFile) {
  if (!existsSync(recordFile)) return false
  const installed = JSON.parse(readFileSync(recordFile, 'utf8')).packages
  const missing = Object.entries(wanted.packages).filter(
    ([name, entry]) => name !== '' && !entry.link && !entry.optional && installed[name]?.version !== entry.version,
  )
  return missing.length === 0
}

async function npmCi(root) {
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  try {
    if (npm?.endsWith('npm-cli.js')) await runProgram(process.execPath, [npm, ...args], { cwd: root })
    else await runProgram('npm', args, { cwd: root, shell: process.platform === 'win32' })
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error
    throw new ExpectedFailure(
      `The dependencies could not be installed. npm says:\n\n${error.message}\n\n` +
        'Check the network and the registry (`npm ping`), then run the same command again.',
    )
  }
}
