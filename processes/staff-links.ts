import { randomUUID } from 'node:crypto'
import type { StaffLinkKind } from '../api/staff/auth.ts'
import type { StaffRole } from '../domain/actions.ts'
import { renderMail } from '../mail/render.tsx'
import { findStaff } from '../store/staff.ts'
import type { Installation } from './installation.ts'

/** How long a link to a new password works, in ms; the set-up link of a new member of staff works longer. */
const PASSWORD_LINK_MS = 30 * 60_000

/** Mails a member of staff the link that sets a password. Its secret is kept nowhere, so the mail is sent once, at once. */
export async function mailStaffLink(
  installation: Installation,
  staffId: string,
  kind: StaffLinkKind,
  link: string,
  until?: Date,
): Promise<void> {
  const { mails, context } = installation
  const staff = await findStaff(context.db.prisma, staffId)
  if (!staff) return
  const worksUntil = until ?? new Date(Date.now() + PASSWORD_LINK_MS)
  const frame = { ...mails.platform, locale: 'en' } as const
  const rendered =
    kind === 'staff_setup'
      ? renderMail('staff_setup', { role: staff.role as StaffRole, link, worksUntil }, frame)
      : renderMail('staff_password', { link, worksUntil }, frame)
  await mails.mailer.send({
    ...rendered,
    to: staff.email,
    messageId: `<staff-${randomUUID()}@${mails.mailDomain}>`,
    date: new Date(),
  })
}
