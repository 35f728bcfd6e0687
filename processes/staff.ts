import { createStaffAuth } from '../api/staff/auth.ts'
import { type Configuration, deriveKey } from './configuration.ts'
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
    secret: deriveKey(configuration, 'staff').toString('base64url'),
    requireSecondFactor: !configuration.embedded,
    platformName: configuration.platformName,
    sendStaffLink: (staffId, kind, link) => mailStaffLink(installation, staffId, kind, link),
  })
}
