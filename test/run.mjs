// What `npm test` runs, after the build: the checks of the code as it is written, then all tests. With arguments (paths
// or parts of them, options of vitest) it runs those tests only. Ends with one line: `N passed, N failed[, N skipped]`.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const given = process.argv.slice(2)
/** `npm run soak`: the faults alone, at full size. */
const soak = given.includes('--soak')
const chosen = soak ? ['test/faults', ...given.filter((one) => one !== '--soak')] : given

/** Each counts as one test. */
const checks = [
  { name: 'types', program: ['typescript', 'tsc'], args: ['--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint and layers', program: ['oxlint', 'oxlint'], args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', program: ['oxfmt', 'oxfmt'], args: ['--check', '.'] },
  { name: 'rules page is current', script: 'docs/generate/rules.mjs', args: ['--check'] },
  { name: 'policy tables are current', script: 'docs/generate/policies.mjs', args: ['--check'] },
  { name: 'configuration page is current', script: 'docs/generate/configuration.mjs', args: ['--check'] },
  { name: 'unused code', program: ['knip', 'knip'], args: ['--no-progress'] },
]

const home = mkdtempSync(path.join(os.tmpdir(), 'usher-test-'))
chmodSync(home, 0o711) // run by root, PostgreSQL runs as nobody and has to come through
const processList = path.join(home, 'processes')
const resultsFile = path.join(home, 'results.json')
const running = new Set()
let stopped = false

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    stopped = true
    for (const child of running) child.kill('SIGTERM')
  })

const count = { passed: 0, failed: 0, skipped: 0 }
const failures = []
try {
  if (chosen.length === 0) await runChecks()
  if (!stopped) await runTests()
} catch (error) {
  tally(false, `the run itself: ${error.stack}`)
} finally {
  endLeftProcesses()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
}
for (const failure of failures) say(`  failed: ${failure}`)
if (stopped) say('  stopped before the end')
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
say(`${count.passed} passed, ${count.failed} failed${skipped}`)
process.exitCode = stopped ? 130 : count.failed > 0 || count.passed === 0 ? 1 : 0

/** Two at a time, as the tests. */
async function runChecks() {
  const waiting = [...checks]
  const lane = async () => {
    for (let check = waiting.shift(); check && !stopped; check = waiting.shift()) await runCheck(check)
  }
  await Promise.all([lane(), lane()])
}

async function runCheck({ name, program, script = programFile(program), args }) {
  const begun = Date.now()
  const { code, output } = await runProgram(script, args, 'pipe')
  if (stopped) return
  const passed = code === 0
  say(`  ${passed ? '✓' : '✗'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
  if (!passed) say(output.trimEnd())
  tally(passed, name)
}

async function runTests() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultsFile}`]
  const { code } = await runProgram(programFile(['vitest', 'vitest']), ['run', ...reporters, ...chosen], 'inherit')
  if (stopped) return
  const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : undefined
  if (!results) return tally(false, 'the tests did not come to an end')
  count.passed += results.numPassedTests
  count.failed += results.numFailedTests
  count.skipped += results.numPendingTests + results.numTodoTests
  for (const file of results.testResults) {
    const name = path.relative(root, file.name)
    const failed = file.assertionResults.filter((one) => one.status === 'failed')
    failures.push(...failed.map((one) => `${name}: ${one.fullName}`))
    if (file.status === 'failed' && failed.length === 0) tally(false, `${name} could not be run`)
  }
  if (code !== 0 && failures.length === 0) tally(false, 'an error outside of the tests, see above')
}

function tally(passed, name) {
  count[passed ? 'passed' : 'failed'] += 1
  if (!passed) failures.push(name)
}

/** The file of a program that a package brings. */
function programFile([from, program]) {
  const folder = path.join(root, 'node_modules', from)
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof bin === 'string' ? bin : bin[program])
}

function runProgram(script, args, output) {
  const env = {
    ...process.env,
    ...(soak && { SOAK: '1' }),
    USHER_TEST_HOME: home,
    USHER_TEST_PROCESSES: processList,
    NO_UPDATE_NOTIFIER: '1',
  }
  return new Promise((resolve) => {
    let kept = ''
    const child = spawn(process.execPath, [script, ...args], { cwd: root, env, stdio: ['ignore', output, output] })
    running.add(child)
    child.stdout?.on('data', (chunk) => (kept += chunk))
    child.stderr?.on('data', (chunk) => (kept += chunk))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code, output: kept })
    })
  })
}

/** Servers that tests started and noted down end with the run, whatever became of the tests. */
function endLeftProcesses() {
  if (!existsSync(processList)) return
  for (const pid of readFileSync(processList, 'utf8').split('\n').filter(Boolean).map(Number))
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it has ended, as it should
    }
}

function say(line) {
  process.stdout.write(`${line}\n`)
}
