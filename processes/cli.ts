import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { inside } from '../domain/ids.ts'
import { STAFF_ROLES, type StaffRole } from '../domain/actions.ts'
import { SCOPES, type Scope } from '../domain/scopes.ts'
import { helpFor } from './cli-help.ts'
import { ConfigurationRefused, parseEnvironment, readConfiguration } from './configuration.ts'
import { environmentBeside } from './embedded/environment.ts'
import { StartFault } from './embedded/start-fault.ts'

/** A command line that can't be carried out; shown with a pointer to the help. */
class UsageFault extends Error {}

const commands: Record<string, (args: string[]) => Promise<void>> = {
  start: startEverything,
  api: runApi,
  worker: runWorker,
  simulator: simulate,
  migrate: applyMigrations,
  'staff invite': staffInvite,
  'keys create': keysCreate,
  'keys revoke': keysRevoke,
  recover,
  'documents rewrap': documentsRewrap,
  help: async (args) => print(helpFor(args.join(' '))),
}

process.env['NODE_ENV'] ??= 'production'
await main(process.argv.slice(2))

async function main(args: string[]): Promise<void> {
  const name = [args.slice(0, 2).join(' '), args[0] ?? 'help'].find((candidate) => candidate in commands)
  const rest = args.slice(name?.split(' ').length ?? 0)
  try {
    const asked = args.find((arg) => arg === '--help' || arg === '-h')
    if (asked) return print(helpFor(name ?? ''))
    if (name === undefined) throw new UsageFault(`There is no command \`usher ${args.join(' ')}\`.`)
    await commands[name]?.(rest)
  } catch (error) {
    process.stderr.write(`\n${explain(error, name)}\n`)
    process.exit(1) // whatever a failed start left open must not keep the process
  }
}

/** Faults that a person can mend without their stack; all others with it. */
function explain(error: unknown, name: string | undefined): string {
  if (error instanceof StartFault || error instanceof ConfigurationRefused) return error.message
  const wrongArguments =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (error instanceof UsageFault || wrongArguments) return `${error.message}\n\n${helpFor(name ?? '')}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

async function startEverything(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { vendor: { type: 'string' } } })
  const { start } = await import('./start.ts')
  await start(withVendor(process.env, values.vendor))
  process.exit()
}

/** `--vendor` puts one vendor before all others. */
function withVendor(env: NodeJS.ProcessEnv, vendor: string | undefined): NodeJS.ProcessEnv {
  if (vendor === undefined) return env
  const others = env['VERIFICATION_VENDORS']
  return { ...env, VERIFICATION_VENDORS: others ? `${vendor},${others}` : vendor }
}

async function runApi(args: string[]): Promise<void> {
  parseArgs({ args, options: {} })
  const stopping = stopSignal()
  const configuration = readConfiguration(process.env)
  const { startApi } = await import('./api.ts')
  const api = await startApi(configuration)
  print(JSON.stringify({ ready: { process: 'api', address: api.address, pid: process.pid } }))
  await stopping
  await api.stop()
  process.exit()
}

async function runWorker(args: string[]): Promise<void> {
  parseArgs({ args, options: {} })
  const stopping = stopSignal()
  const configuration = readConfiguration(process.env)
  const { startWorker } = await import('./worker.ts')
  const worker = await startWorker(configuration)
  print(JSON.stringify({ ready: { process: 'worker', pid: process.pid } }))
  await stopping
  await worker.stop()
  process.exit()
}

async function simulate(args: string[]): Promise<void> {
  parseArgs({ args, options: {} })
  const stopping = stopSignal()
  const { runSimulator } = await import('./simulator.ts')
  const simulator = await runSimulator(readConfiguration(process.env))
  print(JSON.stringify({ ready: { process: 'simulator', address: simulator.url, pid: process.pid } }))
  await stopping
  await simulator.stop()
  process.exit()
}

/** Resolves at Ctrl-C, SIGTERM, or when the `usher start` that started this process is gone. */
function stopSignal(): Promise<unknown> {
  const ways = [once(process, 'SIGINT'), once(process, 'SIGTERM')]
  if (process.connected) ways.push(once(process, 'disconnect'))
  process.channel?.unref()
  return Promise.race(ways)
}

async function applyMigrations(args: string[]): Promise<void> {
  parseArgs({ args, options: {} })
  const alone = Boolean(process.env['DATABASE_DIRECT_URL'])
  const given = parseEnvironment(alone ? process.env : environmentBeside(process.env))
  const url = given.DATABASE_DIRECT_URL ?? given.DATABASE_URL ?? ''
  const { migrate } = await import('../store/migrate.ts')
  const { migrationsFolder } = await import('./schema-ready.ts')
  const applied = await migrate(url, migrationsFolder)
  print(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`)
}

async function staffInvite(args: string[]): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { email: text, name: text, role: text } })
  const { email, name, role = 'reviewer' } = values
  if (!email || !name) throw new UsageFault('--email and --name are required.')
  if (!isStaffRole(role)) throw new UsageFault(`--role must be one of ${STAFF_ROLES.join(', ')}.`)
  const { inviteStaff } = await import('./administration.ts')
  const { link } = await inviteStaff(readConfiguration(environmentBeside(process.env)), { email, name, role })
  print(`Send this link to ${email}; it sets up the sign-in and works once:\n${link}`)
  process.exit()
}

async function keysCreate(args: string[]): Promise<void> {
  const list = { type: 'string', multiple: true } as const
  const options = { name: { type: 'string' }, scope: list, account: list, json: { type: 'boolean' } } as const
  const { values } = parseArgs({ args, options })
  const scopes = (values.scope ?? SCOPES).flatMap((given) => given.split(',')).map(parseScope)
  const accounts = values.account?.flatMap((given) => given.split(',')).map(parseAccount) ?? 'all'
  const { createKey } = await import('./administration.ts')
  const configuration = readConfiguration(environmentBeside(process.env))
  const made = await createKey(configuration, { name: values.name ?? 'Made on the command line', scopes, accounts })
  print(values.json ? JSON.stringify(made) : `${made.id}\n${made.key}\nThis is the only time the key is shown.`)
  process.exit()
}

async function recover(args: string[]): Promise<void> {
  parseArgs({ args, options: {} })
  const { recover: recoverAll } = await import('./administration.ts')
  const { nudged } = await recoverAll(readConfiguration(environmentBeside(process.env)))
  print(`${nudged} open ${nudged === 1 ? 'onboarding goes' : 'onboardings go'} on.`)
  process.exit()
}

async function documentsRewrap(args: string[]): Promise<void> {
  parseArgs({ args, options: {} })
  const { rewrapAll } = await import('./administration.ts')
  const { rewrapped, left } = await rewrapAll(readConfiguration(environmentBeside(process.env)))
  print(
    `${rewrapped} ${rewrapped === 1 ? 'document is' : 'documents are'} wrapped by the first key of USHER_MASTER_KEY now.`,
  )
  if (left > 0) print(`${left} can’t be opened: the key that wraps them is not in USHER_MASTER_KEY.`)
  process.exit(left > 0 ? 1 : 0)
}

function parseAccount(given: string): string {
  const id = inside('account', given)
  if (!id) throw new UsageFault(`--account must be an id like acc_01h…; "${given}" is none.`)
  return id
}

async function keysRevoke(args: string[]): Promise<void> {
  const options = { after: { type: 'string', default: '0h' } } as const
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const id = inside('apiKey', positionals[0] ?? '')
  const hours = /^(\d{1,3})h$/.exec(values.after)?.[1]
  if (!id) throw new UsageFault('Name the key by its id, like key_01h…')
  if (hours === undefined) throw new UsageFault('--after takes hours, like 24h.')
  const { revokeKey } = await import('./administration.ts')
  const found = await revokeKey(readConfiguration(environmentBeside(process.env)), id, Number(hours))
  if (!found) throw new UsageFault('There is no such key in use.')
  print(hours === '0' ? 'The key is revoked.' : `The key works for ${hours} h more.`)
  process.exit()
}

function parseScope(given: string): Scope {
  const scope = SCOPES.find((known) => known === given)
  if (!scope) throw new UsageFault(`--scope must be one of ${SCOPES.join(', ')}.`)
  return scope
}

function isStaffRole(given: string): given is StaffRole {
  return STAFF_ROLES.some((known) => known === given)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
