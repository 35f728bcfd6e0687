import { randomBytes } from 'node:crypto'
import { parseEnvironment } from '../configuration.ts'
import { lockHolder } from './home-lock.ts'
import { readRunFile } from './run-file.ts'
import { homeSecrets } from './secrets.ts'
import { StartFault } from './start-fault.ts'

type Variables = Record<string, string | undefined>

/** What embedded parts put in place of variables that are not set. Addresses of real services win. */
export interface EmbeddedAddresses {
  databaseUrl?: string | undefined
  temporalAddress?: string | undefined
  smtpUrl?: string | undefined
  port: number
  publicUrl?: string | undefined
  simulatorUrl?: string | undefined
}

/** The environment for the programs: what is given, and the embedded parts and generated secrets where nothing is. */
export function completedEnvironment(given: Variables, home: string, parts: EmbeddedAddresses): Variables {
  const ownDatabase = isUnset(given['DATABASE_URL'])
  const secrets = ownDatabase ? homeSecrets(home) : null
  const pick = (name: string, instead: string | undefined) => (isUnset(given[name]) ? instead : given[name])
  return {
    ...given,
    DATABASE_URL: pick('DATABASE_URL', parts.databaseUrl),
    DATABASE_DIRECT_URL: ownDatabase ? undefined : given['DATABASE_DIRECT_URL'],
    TEMPORAL_ADDRESS: pick('TEMPORAL_ADDRESS', parts.temporalAddress),
    SMTP_URL: pick('SMTP_URL', parts.smtpUrl),
    USHER_SECRET: pick('USHER_SECRET', secrets?.USHER_SECRET),
    USHER_MASTER_KEY: pick('USHER_MASTER_KEY', secrets?.USHER_MASTER_KEY),
    USHER_HOME: home,
    USHER_EMBEDDED: ownDatabase ? 'true' : 'false',
    ...(parts.simulatorUrl !== undefined && {
      SIMULATOR_URL: parts.simulatorUrl,
      SIMULATOR_KEY: pick('SIMULATOR_KEY', randomBytes(24).toString('base64url')),
      SIMULATOR_WEBHOOK_SECRET: pick('SIMULATOR_WEBHOOK_SECRET', randomBytes(24).toString('base64url')),
    }),
    PORT: String(parts.port),
    PUBLIC_URL: pick('PUBLIC_URL', parts.publicUrl),
  }
}

/**
 * The environment for a command beside a running instance: as given when DATABASE_URL is set, else completed with the
 * addresses of the Usher that runs on this data folder.
 * @throws StartFault when neither is there
 */
export function environmentBeside(given: Variables): Variables {
  if (!isUnset(given['DATABASE_URL'])) return { ...given, USHER_EMBEDDED: 'false' }
  const home = parseEnvironment(given).USHER_HOME
  const instance = lockHolder(home) === null ? null : readRunFile(home)
  if (!instance?.addresses.databaseUrl) {
    throw new StartFault(
      `No Usher with a database of its own runs on ${home}, and DATABASE_URL is not set.`,
      'Start it with `npm start` and run this beside it, or set the variables of your installation.',
    )
  }
  const { addresses } = instance
  return completedEnvironment(given, home, {
    databaseUrl: addresses.databaseUrl,
    temporalAddress: addresses.temporalAddress,
    smtpUrl: addresses.inboxSmtp,
    port: Number(new URL(addresses.listening).port),
    publicUrl: addresses.api,
    simulatorUrl: addresses.simulator,
  })
}

export const isUnset = (value: string | undefined) => value === undefined || value.trim() === ''
