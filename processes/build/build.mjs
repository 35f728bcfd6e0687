import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withBuildLock } from './build-lock.mjs'
import { fingerprints } from './fingerprint.mjs'
import { showProgress } from './progress.mjs'
import { ExpectedFailure, runProgram } from './run-program.mjs'
import { steps } from './steps.mjs'

const stepsFolder = path.dirname(fileURLToPath(import.meta.url))

/**
 * Brings dist/ and generated/ up to date: only steps whose inputs changed run, independent ones at once.
 * @param {string} root the package's folder
 * @param {string} installed hash of the installed dependencies, an input of every step
 * @returns {Promise<string[]>} names of the steps that ran
 * @throws ExpectedFailure with the output of the step that failed
 */
export async function build(root, installed) {
  if (outdated(root, installed).length === 0) return []
  return withBuildLock(root, () => runOutdated(root, installed))
}

async function runOutdated(root, installed) {
  const due = outdated(root, installed)
  const running = new Map()
  for (const step of due) {
    const before = (step.after ?? []).map((name) => running.get(name))
    running.set(
      step.name,
      Promise.all(before).then(() => runStep(root, step)),
    )
  }
  const results = await Promise.allSettled(running.values())
  const failure = results.find((result) => result.status === 'rejected')
  if (failure) throw failure.reason
  return due.map((step) => step.name)
}

function outdated(root, installed) {
  const fingerprint = fingerprints(root)
  const stamps = readStamps(root)
  return steps
    .filter((step) => step.needs.every((file) => existsSync(path.join(root, file))))
    .map((step) => ({ ...step, stamp: fingerprint([...step.inputs, `processes/build/${step.name}.mjs`], installed) }))
    .filter(
      (step) => stamps[step.name] !== step.stamp || step.outputs.some((output) => !existsSync(path.join(root, output))),
    )
}

async function runStep(root, step) {
  try {
    await showProgress(step.title, () =>
      runProgram(process.execPath, [path.join(stepsFolder, `${step.name}.mjs`)], { cwd: root }),
    )
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error
    throw new ExpectedFailure(`${step.title} failed:\n\n${error.message}`)
  }
  const file = stampFile(root)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify({ ...readStamps(root), [step.name]: step.stamp }, null, 2))
  renameSync(`${file}.new`, file)
}

const stampFile = (root) => path.join(root, 'dist', '.built.json')

function readStamps(root) {
  return existsSync(stampFile(root)) ? JSON.parse(readFileSync(stampFile(root), 'utf8')) : {}
}
