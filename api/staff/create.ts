import { randomBytes } from 'node:crypto'
import type { StaffRole } from '../../domain/actions.ts'
import type { Database } from '../../store/database.ts'
import { findStaffByEmail, insertStaff } from '../../store/staff-sign-in.ts'
import { type StaffAuth, staffLink } from './auth.ts'

/** How long the link of a new member of staff works, in ms. */
export const SETUP_LINK_MS = 24 * 3_600_000

export type NewStaff = { email: string; name: string; role: StaffRole }

/**
 * Adds a member of staff, or takes the one with this address, and returns a link to set the password with; it works
 * once and for 24 h. Nobody else ever knows a password. Sending the link is the caller's.
 */
export async function createStaff(
  { auth, db, publicUrl }: { auth: StaffAuth; db: Database; publicUrl: string },
  { email, name, role }: NewStaff,
): Promise<{ staffId: string; link: string; worksUntil: Date; isNew: boolean }> {
  const { internalAdapter } = await auth.$context
  const address = email.trim().toLowerCase()
  const existing = await findStaffByEmail(db, address)
  const staffId = existing?.id ?? (await insertStaff(db, { email: address, name, role })).id
  const token = randomBytes(24).toString('base64url')
  const worksUntil = new Date(Date.now() + SETUP_LINK_MS)
  await internalAdapter.createVerificationValue({
    value: staffId,
    identifier: `reset-password:${token}`,
    expiresAt: worksUntil,
  })
  return { staffId, link: staffLink(publicUrl, token), worksUntil, isNew: !existing }
}
