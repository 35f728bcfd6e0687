// `npm run vendors:live`: the contract tests against the real vendors whose keys are set, in test mode. Says what it skips.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const needed = {
  'Stripe Identity': ['STRIPE_IDENTITY_KEY', 'STRIPE_IDENTITY_WEBHOOK_SECRET'],
  Onfido: ['ONFIDO_API_TOKEN', 'ONFIDO_WORKFLOW_ID', 'ONFIDO_WEBHOOK_TOKEN'],
}
const missing = Object.entries(needed).map(([vendor, names]) => ({
  vendor,
  names: names.filter((name) => !process.env[name]),
}))
for (const { vendor, names } of missing)
  process.stdout.write(`${vendor}: ${names.length === 0 ? 'tested' : `skipped, ${names.join(', ')} not set`}\n`)
if (missing.every(({ names }) => names.length > 0)) process.exit(0)
if (/_live_|api_live/.test(`${process.env.STRIPE_IDENTITY_KEY} ${process.env.ONFIDO_API_TOKEN}`)) {
  process.stderr.write('These are keys of the live mode. Use those of the test mode.\n')
  process.exit(1)
}
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
const args = [vitest, 'run', '--project', 'rules', 'test/vendors/contract.test.ts']
const run = spawnSync(process.execPath, args, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, VENDORS_LIVE: '1' },
})
process.exit(run.status ?? 1)
