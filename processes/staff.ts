import { createStaffAuth } from '../api/staff/auth.ts'
import { createHash } from 'node:crypto'
import { type Configuration, deriveKeys } from './configuration.ts'
import type { Installation } from './installation.ts'
import { mailStaffLink } from './staff-links.ts'

/** Origins of our own pages; the embedded default answers by both names of this machine. */
export function originsOf({ publicUrl, embedded, port }: Configuration): string[] {
  const own = [new URL(publicUrl).origin]
  return embedded ? [...new Set([...own, `http://localhost:${port}`, `http://127.0.0.1:${port}`])] : own
}

/** Staff sign-in of this installation. */
export const staffAuthOf = (installation: Installation) => {
  const { configuration, context } = installation
  return createStaffAuth({
    db: context.db,
    publicUrl: configuration.publicUrl,
    origins: originsOf(configuration),
    secrets: secretsOf(configuration),
    requireSecondFactor: !configuration.embedded,
    platformName: configuration.platformName,
    // Not waited for: how long the mail server takes would tell who is known. What does not arrive is asked for again.
    sendStaffLink: async (staffId, kind, link) =>
      void mailStaffLink(installation, staffId, kind, link).catch(() => undefined),
  })
}

/** Every root secret that is still known, so that authenticator apps outlive a rotation; the number stands for the key's id. */
const secretsOf = (configuration: Configuration): { version: number; value: string }[] =>
  deriveKeys(configuration, 'staff').keys.map(({ id, key }) => ({
    version: createHash('sha256').update(id).digest().readUInt32BE(0),
    value: key.toString('base64url'),
  }))
