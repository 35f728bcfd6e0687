import { STAFF_ROLES } from '../domain/actions.ts'
import { SCOPES } from '../domain/scopes.ts'
import { configurationVariables } from './configuration.ts'

const beside = `Works on the installation that the environment names, or, where DATABASE_URL is not set, on the Usher that
\`npm start\` runs on this machine.`

const texts: Record<string, string> = {
  start: `usher start [--vendor ID]

Runs everything on this machine. For each of DATABASE_URL, TEMPORAL_ADDRESS and SMTP_URL that is not set, an embedded
PostgreSQL, Temporal server or mail inbox is started; their data stay in USHER_HOME (.usher). PORT is 3000 unless set.
--vendor ID lets one verification vendor come first: staff, stripe, onfido, or simulator, which is started as well.
Ctrl-C stops everything. While it runs, run.json in USHER_HOME lists every address and process.`,
  api: `usher api

Runs API and pages alone, against real services. Any number may run side by side. Prints one line of JSON when ready.
The variables: usher help configuration`,
  worker: `usher worker

Runs workflows, mails and relay alone, against real services. Any number may run side by side. Prints one line of JSON
when ready. The variables: usher help configuration`,
  simulator: `usher simulator

Runs the simulated verification vendor alone, on the port of SIMULATOR_URL, for this machine only. On its page one chooses
how a check ends and how the vendor misbehaves. Prints one line of JSON when ready.`,
  migrate: `usher migrate

Brings the schema of the database (DATABASE_DIRECT_URL, else DATABASE_URL) up to date.`,
  build: `usher build

Installs what is missing and builds what changed: database client, programs, workflows, pages.`,
  test: `usher test

Runs all checks and tests.`,
  'staff invite': `usher staff invite --email ADDRESS --name NAME [--role ROLE]

Makes a member of staff and prints the link to set up the sign-in. ROLE: ${STAFF_ROLES.join(', ')}; reviewer unless given.
${beside}`,
  'keys create': `usher keys create [--name NAME] [--scope SCOPE]… [--account ID]… [--json]

Makes an API key and prints it, once. All scopes and all accounts unless some are given.
SCOPE: ${SCOPES.join(', ')}
--json prints {"id":…,"key":…}.
${beside}`,
  'keys revoke': `usher keys revoke ID [--after HOURSh]

Ends an API key: at once, or after some hours (--after 24h), so that a caller can change over to another.
${beside}`,
  'documents rewrap': `usher documents rewrap

Wraps the keys of all documents by the first key of USHER_MASTER_KEY, so that the others can be taken out. Put the new key
first, restart, run this, then take the old one out. Usher does the same by itself at its start and every 5 minutes.
${beside}`,
  recover: `usher recover

Nudges every open onboarding, so that it goes on at its step: after Temporal's data were lost or either side was restored
from a backup. What has no workflow at all is started by API and workers themselves, at their start and every 5 minutes.
${beside}`,
}

const overview = `Usher onboards sub-users of accounts on financial platforms.

  usher start           everything on this machine
  usher api             API and pages alone
  usher worker          workflows, mails and relay alone
  usher simulator       a verification vendor for trying out
  usher migrate         bring the database's schema up to date
  usher staff invite    make a member of staff
  usher keys create     make an API key
  usher keys revoke     end an API key
  usher recover         go on after Temporal's data were lost
  usher build           install and build only
  usher test            all checks and tests

usher <command> --help tells more; usher help configuration lists the environment variables.`

/** The help for a command; the overview for a name that is none. */
export function helpFor(name: string): string {
  return name === 'configuration' ? configurationHelp() : (texts[name] ?? overview)
}

function configurationHelp(): string {
  const rows = configurationVariables().map(
    ({ name, meaning, default: instead, secret }) =>
      `${name}${secret ? '  (secret)' : ''}\n    ${meaning}\n    Default: ${instead}.`,
  )
  return rows.join('\n')
}
