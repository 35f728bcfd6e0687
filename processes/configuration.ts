import path from 'node:path'
import { vendorConfiguration, vendorFaults } from './configuration-vendors.ts'
import { type Office, readOfficeHours } from '../domain/office-hours.ts'
import { environment, type Environment } from './configuration-variables.ts'

export { deriveKeys, type KeyRing } from './configuration-values.ts'
export { configurationVariables, projectRoot } from './configuration-variables.ts'

/** One line of what is wrong with the environment. `reason` never holds the value of a secret. */
export interface ConfigurationFault {
  variable: string
  reason: string
}

/** Thrown when the environment is not usable; `faults` names every variable at fault. */
export class ConfigurationRefused extends Error {
  readonly faults: readonly ConfigurationFault[]

  constructor(faults: readonly ConfigurationFault[]) {
    super(['The configuration is not usable:', ...faults.map((f) => `  ${f.variable}: ${f.reason}`)].join('\n'))
    this.name = 'ConfigurationRefused'
    this.faults = faults
  }
}

/**
 * The whole configuration of one process.
 * @throws ConfigurationRefused with one fault for each malformed or missing variable
 */
export function readConfiguration(env: Record<string, string | undefined>) {
  const given = parseEnvironment(env)
  const faults = faultsBetween(given)
  if (faults.length > 0) throw new ConfigurationRefused(faults)
  const required = <K extends keyof Environment>(name: K) => {
    const value = given[name]
    if (value === undefined) throw new ConfigurationRefused([{ variable: name, reason: 'is required' }])
    return value
  }
  const publicUrl = required('PUBLIC_URL').replace(/\/+$/, '')
  return {
    /** True when `usher start` runs its own PostgreSQL on this machine: one person's try-out, not an installation. */
    embedded: given.USHER_EMBEDDED,
    databaseUrl: required('DATABASE_URL'),
    /** For LISTEN and migrations: past any pooler. */
    databaseDirectUrl: given.DATABASE_DIRECT_URL ?? required('DATABASE_URL'),
    temporalAddress: required('TEMPORAL_ADDRESS'),
    temporalNamespace: given.TEMPORAL_NAMESPACE,
    /** null: no encryption. Otherwise PEM buffers, each may be absent. */
    temporalTls: temporalTls(given),
    temporalApiKey: given.TEMPORAL_API_KEY ?? null,
    smtpUrl: required('SMTP_URL'),
    mailFrom: required('MAIL_FROM'),
    mailReplyTo: given.MAIL_REPLY_TO ?? given.SUPPORT_EMAIL ?? null,
    port: given.PORT,
    host: required('HOST'),
    /** Without a slash at its end. */
    publicUrl,
    /** Number of proxies in front. */
    trustProxy: given.TRUST_PROXY,
    /** Absolute path of the data folder. */
    home: path.resolve(given.USHER_HOME),
    secret: required('USHER_SECRET'),
    masterKey: required('USHER_MASTER_KEY'),
    platformName: required('PLATFORM_NAME'),
    /** Where people go when they have access; never the console. */
    platformUrl: given.PLATFORM_URL ?? `${publicUrl}${given.USHER_EMBEDDED ? '/dev/portal' : '/me'}`,
    /** Where account holders open the portal, on the platform. */
    portalEntryUrl: given.PORTAL_ENTRY_URL ?? given.PLATFORM_URL ?? ownEntry(given, publicUrl),
    portalReturnOrigins: given.PORTAL_RETURN_ORIGINS ?? [new URL(given.PLATFORM_URL ?? publicUrl).origin],
    platformTimeZone: required('PLATFORM_TIME_ZONE'),
    office: officeOf(given.OFFICE_HOURS, required('PLATFORM_TIME_ZONE')),
    supportEmail: given.SUPPORT_EMAIL ?? given.MAIL_REPLY_TO ?? null,
    supportPhone: given.SUPPORT_PHONE ?? null,
    supportHours: given.SUPPORT_HOURS ?? null,
    brandColor: given.BRAND_COLOR,
    /** Paths of the platform's own policies. */
    policyFiles: given.POLICY_FILES ?? [],
    logLevel: given.LOG_LEVEL,
    /** `vendors`: settings of each one that is configured; `firstVendors`: who comes before those of the profiles. */
    ...vendorConfiguration(given),
  }
}

/** Without a platform: when embedded, the page for trying out; else the portal itself, which tells where to come from. */
const ownEntry = ({ USHER_EMBEDDED: embedded }: Environment, publicUrl: string): string =>
  `${publicUrl}${embedded ? '/dev/portal' : '/portal'}`

export type Configuration = ReturnType<typeof readConfiguration>

/** Office hours where the platform is. */
function officeOf(text: string, timeZone: string): Office {
  const office = readOfficeHours(text, timeZone)
  if (!office) throw new ConfigurationRefused([{ variable: 'OFFICE_HOURS', reason: 'says no hours' }])
  return office
}

/**
 * The environment alone, checked variable by variable, with the defaults that need nothing else; for `usher start`,
 * which fills the gaps with embedded parts, and for commands that need one variable only.
 * @throws ConfigurationRefused
 */
export function parseEnvironment(env: Record<string, string | undefined>): Environment {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const parsed = environment.safeParse(set)
  if (!parsed.success) {
    throw new ConfigurationRefused(
      parsed.error.issues.map((issue) => ({ variable: String(issue.path[0]), reason: issue.message })),
    )
  }
  return withDefaults(parsed.data)
}

function withDefaults(given: Environment): Environment {
  const own = given.USHER_EMBEDDED
  return {
    ...given,
    HOST: given.HOST ?? (own ? '127.0.0.1' : '0.0.0.0'),
    PUBLIC_URL: given.PUBLIC_URL ?? (own ? `http://localhost:${given.PORT}` : undefined),
    PLATFORM_NAME: given.PLATFORM_NAME ?? (own ? 'Northwind Exchange' : undefined),
    PLATFORM_TIME_ZONE: given.PLATFORM_TIME_ZONE ?? (own ? 'Europe/Warsaw' : 'UTC'),
    SUPPORT_EMAIL: given.SUPPORT_EMAIL ?? (own ? 'support@northwind.example' : undefined),
    MAIL_FROM: given.MAIL_FROM ?? (own ? 'Northwind Exchange <no-reply@northwind.example>' : undefined),
  }
}

const requiredNames = [
  'DATABASE_URL',
  'TEMPORAL_ADDRESS',
  'SMTP_URL',
  'MAIL_FROM',
  'PUBLIC_URL',
  'USHER_SECRET',
  'USHER_MASTER_KEY',
  'PLATFORM_NAME',
] as const

const loopback = ['127.0.0.1', '::1', 'localhost']

function faultsBetween(given: Environment): ConfigurationFault[] {
  const faults: ConfigurationFault[] = requiredNames
    .filter((name) => given[name] === undefined)
    .map((variable) => ({ variable, reason: 'is required' }))
  if (given.USHER_EMBEDDED && !loopback.includes(given.HOST ?? '')) {
    faults.push({ variable: 'HOST', reason: 'must be 127.0.0.1, ::1 or localhost unless DATABASE_URL is set' })
  }
  if ((given.TEMPORAL_TLS_CERT === undefined) !== (given.TEMPORAL_TLS_KEY === undefined)) {
    faults.push({
      variable: 'TEMPORAL_TLS_CERT',
      reason: 'goes together with TEMPORAL_TLS_KEY; one of them is missing',
    })
  }
  const url = given.PUBLIC_URL === undefined ? null : new URL(given.PUBLIC_URL)
  if (url?.protocol === 'http:' && ![...loopback, '[::1]'].includes(url.hostname)) {
    faults.push({ variable: 'PUBLIC_URL', reason: 'must begin with https:// (http only on localhost)' })
  }
  if (url && (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '')) {
    faults.push({ variable: 'PUBLIC_URL', reason: 'must be scheme, host and port only' })
  }
  return [...faults, ...vendorFaults(given)]
}

function temporalTls(given: Environment) {
  const { TEMPORAL_TLS_CERT: cert, TEMPORAL_TLS_KEY: key, TEMPORAL_TLS_CA: ca } = given
  const wanted = given.TEMPORAL_TLS ?? (cert !== undefined || ca !== undefined || given.TEMPORAL_API_KEY !== undefined)
  return wanted ? { cert: cert ?? null, key: key ?? null, ca: ca ?? null } : null
}
