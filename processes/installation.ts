import { Connection, type TLSConfig } from '@temporalio/client'
import type { MailSettings } from '../activities/mail-settings.ts'
import type { Context, Effects } from '../commands/command.ts'
import type { KeyRing } from '../domain/secrets.ts'
import { createMailer } from '../mail/transport.ts'
import type { Temporal } from '../relay/nudges.ts'
import { recordedAnswer } from '../store/vendor-sessions.ts'
import { createVendors, vendorIds } from '../vendors/index.ts'
import { openDatabase } from '../store/database.ts'
import { type Configuration, type KeyRing as ConfiguredRing, deriveKeys } from './configuration.ts'
import { loadPolicies } from './policy-files.ts'

/** The longest that one mail may take while somebody or something waits, in ms. */
const MAIL_MS = 5_000

/** The parts that every process of an installation is made of. */
export type Installation = {
  configuration: Configuration
  context: Context
  mails: MailSettings
  close(): Promise<void>
}

const ringOf = ({ keys }: ConfiguredRing): KeyRing => {
  const [current, ...older] = keys.map(({ id, key }) => ({ id, secret: key }))
  if (!current) throw new Error('a key ring has at least one key')
  return [current, ...older]
}

/** Opens database and mail. Stops with one line per fault when a policy is malformed (R3). */
export async function openInstallation(
  configuration: Configuration,
  effects: Effects,
  connections?: number,
): Promise<Installation> {
  const db = openDatabase(configuration.databaseUrl, connections)
  loadPolicies(configuration.policyFiles, vendorIds(configuration.vendors))
  const vendors = await createVendors(configuration.vendors, { stateOf: (id) => recordedAnswer(db, 'staff', id) })
  const keys = ringOf(deriveKeys(configuration, 'links'))
  const { smtpUrl, mailFrom, mailReplyTo, publicUrl } = configuration
  const mailer = createMailer({
    smtpUrl,
    from: mailFrom,
    ...(mailReplyTo && { replyTo: mailReplyTo }),
    timeoutMs: MAIL_MS,
  })
  const platform = platformOf(configuration)
  const mailDomain = /@([^\s>]+)/.exec(mailFrom)?.[1] ?? 'localhost'
  return {
    configuration,
    context: {
      db,
      keys,
      masterKeys: ringOf(configuration.masterKey),
      verification: { vendors, first: configuration.firstVendors, returnUrl: `${publicUrl}/me/identity/back` },
      numberKeys: ringOf(deriveKeys(configuration, 'document-numbers')),
      office: configuration.office,
      effects,
    },
    mails: { db, keys, mailer, publicUrl, entryUrl: configuration.portalEntryUrl, mailDomain, platform },
    close: async () => {
      mailer.close()
      await db.close()
    },
  }
}

const platformOf = (configuration: Configuration): MailSettings['platform'] => ({
  platformName: configuration.platformName,
  platformUrl: configuration.platformUrl,
  timeZone: configuration.platformTimeZone,
  helpUrl: `${configuration.publicUrl}/help`,
  supportLine: [configuration.supportEmail, configuration.supportPhone, configuration.supportHours]
    .filter(Boolean)
    .join(' · '),
  brand: configuration.brandColor,
})

/** How clients and workers reach Temporal. */
export function temporalOptions(configuration: Configuration) {
  const { temporalTls, temporalApiKey, temporalAddress } = configuration
  return {
    address: temporalAddress,
    ...(temporalTls && { tls: tlsOf(temporalTls) }),
    ...(temporalApiKey && { apiKey: temporalApiKey }),
  }
}

function tlsOf({ cert, key, ca }: NonNullable<Configuration['temporalTls']>): TLSConfig | true {
  if (!cert && !ca) return true
  return {
    ...(ca && { serverRootCACertificate: ca }),
    ...(cert && key && { clientCertPair: { crt: cert, key } }),
  }
}

/** A client connection that is made when it is first used, so that a process starts while Temporal is away. */
export const lazyTemporal = (configuration: Configuration): Temporal => ({
  connection: Connection.lazy(temporalOptions(configuration)),
  namespace: configuration.temporalNamespace,
})
