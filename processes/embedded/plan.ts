import { parseEnvironment, readConfiguration, type Configuration } from '../configuration.ts'
import { loadPolicies } from '../policy-files.ts'
import { vendorIds } from '../../vendors/index.ts'
import { completedEnvironment, isUnset } from './environment.ts'
import { choosePorts, holderOf, listenFault, type Ports } from './ports.ts'
import { runningServer } from './postgres-data.ts'
import type { RunningInstance } from './run-file.ts'
import { homeSecrets } from './secrets.ts'
import { StartFault } from './start-fault.ts'
import { runningTemporal } from './temporal.ts'

/** What this start runs and where; null where a real service is used. Made before anything is started. */
export interface Plan {
  home: string
  /** ISO 8601, UTC. */
  startedAt: string
  postgres: { port: number; password: string } | null
  temporal: { port: number; uiPort: number } | null
  inbox: { inbox: number; inboxSmtp: number } | null
  /** Whether the simulated vendor runs here, too. */
  simulator: boolean
  environment: Record<string, string | undefined>
  configuration: Configuration
  addresses: RunningInstance['addresses']
}

/**
 * Decides what is embedded, takes ports, and checks the whole configuration.
 * @throws ConfigurationRefused, StartFault when the port of the API is taken or a policy is malformed (R3)
 */
export async function planParts(env: NodeJS.ProcessEnv, home: string): Promise<Plan> {
  const own = {
    postgres: isUnset(env['DATABASE_URL']),
    temporal: isUnset(env['TEMPORAL_ADDRESS']),
    inbox: isUnset(env['SMTP_URL']),
    simulator: isUnset(env['SIMULATOR_URL']) && namesSimulator(env['VERIFICATION_VENDORS']),
  }
  const given = parseEnvironment({ ...env, USHER_EMBEDDED: String(own.postgres) })
  const database = own.postgres ? await runningServer(home) : null
  const temporal = own.temporal ? await runningTemporal(home) : null
  const kept = {
    ...(database && { postgres: database.port }),
    ...(temporal && { temporal: temporal.port, temporalUi: temporal.uiPort }),
  }
  const ports = await choosePorts(home, kept)
  const port = given.PORT === 0 ? ports.api : given.PORT
  const password = own.postgres ? homeSecrets(home).databasePassword : ''
  const environment = completedEnvironment(env, home, {
    databaseUrl: own.postgres ? `postgresql://usher:${password}@127.0.0.1:${ports.postgres}/usher` : undefined,
    temporalAddress: own.temporal ? `127.0.0.1:${ports.temporal}` : undefined,
    smtpUrl: own.inbox ? `smtp://127.0.0.1:${ports.inboxSmtp}` : undefined,
    port,
    simulatorUrl: own.simulator ? `http://127.0.0.1:${ports.simulator}` : undefined,
  })
  const configuration = readConfiguration(environment)
  loadPolicies(configuration.policyFiles, vendorIds(configuration.vendors))
  const fault = await listenFault(configuration.host, port)
  if (fault !== null) throw cannotListen(fault, configuration.host, port)
  return {
    home,
    startedAt: new Date().toISOString(),
    postgres: own.postgres ? { port: ports.postgres, password } : null,
    temporal: own.temporal ? { port: ports.temporal, uiPort: ports.temporalUi } : null,
    inbox: own.inbox ? { inbox: ports.inbox, inboxSmtp: ports.inboxSmtp } : null,
    simulator: own.simulator,
    environment,
    configuration,
    addresses: addressesOf(configuration, own, ports),
  }
}

type Own = Record<'postgres' | 'temporal' | 'inbox' | 'simulator', boolean>

const namesSimulator = (vendors: string | undefined): boolean =>
  (vendors ?? '').split(',').some((id) => id.trim() === 'simulator')

function addressesOf(configuration: Configuration, own: Own, ports: Ports): RunningInstance['addresses'] {
  const { publicUrl, host, port } = configuration
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '[::1]', '::1': '[::1]' }[host] ?? host
  return {
    api: publicUrl,
    listening: `http://${reachable}:${port}`,
    console: `${publicUrl}/console`,
    docs: `${publicUrl}/docs`,
    temporalAddress: configuration.temporalAddress,
    ...(own.inbox && {
      inbox: `http://127.0.0.1:${ports.inbox}`,
      inboxSmtp: `smtp://127.0.0.1:${ports.inboxSmtp}`,
    }),
    ...(own.temporal && { temporalUi: `http://127.0.0.1:${ports.temporalUi}` }),
    ...(own.simulator && { simulator: configuration.simulator?.url }),
    ...(own.postgres && { databaseUrl: configuration.databaseUrl }),
  }
}

function cannotListen(fault: string, host: string, port: number): StartFault {
  const another = `let Usher use another port: PORT=${port < 1024 || port > 65534 ? 3000 : port + 1} npm start`
  if (fault === 'EADDRINUSE') {
    const holder = holderOf(port) ?? 'another program'
    return new StartFault(`Port ${port} is taken by ${holder}.`, `Stop that program, or ${another}`)
  }
  if (fault === 'EACCES') {
    return new StartFault(`This user may not listen on port ${port}.`, `Take a port from 1024 on: ${another}`)
  }
  return new StartFault(
    `Usher can't listen on ${host}, port ${port} (${fault}).`,
    'HOST must be an address of this machine.',
  )
}
