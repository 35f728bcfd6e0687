import { fromNodeHeaders } from 'better-auth/node'
import type { Request } from 'express'
import { STAFF_ROLES, type StaffAction, type StaffRole, staffMay } from '../../domain/actions.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Database } from '../../store/database.ts'
import { keepStaffSession } from '../../store/staff-sign-in.ts'
import type { Staff, StaffCaller } from '../http/callers.ts'
import { isSameOrigin } from '../http/security.ts'
import type { StaffAuth } from './auth.ts'

export type StaffGuardOptions = {
  auth: StaffAuth
  db: Database
  origins: readonly string[]
  requireSecondFactor: boolean
}

/** Whoever is signed in, and whether they have a second factor; undefined for nobody. Ends a session that was idle for 30 minutes. */
export async function signedIn(
  { auth, db }: Pick<StaffGuardOptions, 'auth' | 'db'>,
  req: Request,
): Promise<(Staff & { secondFactor: boolean }) | undefined> {
  if (req.headers.cookie === undefined) return undefined
  const found = await auth.api.getSession({ headers: fromNodeHeaders(req.headers) })
  if (!found || !(await keepStaffSession(db, found.session))) return undefined
  const { id, name, email, role, banned, twoFactorEnabled } = found.user
  if (banned === true || !isStaffRole(role)) return undefined
  return { id, name, email, role, secondFactor: twoFactorEnabled === true }
}

const isStaffRole = (role: unknown): role is StaffRole => (STAFF_ROLES as readonly unknown[]).includes(role)

/**
 * The guard of the console's routes (R61). Refused: `form-expired` for a change that a page elsewhere asked for,
 * `not-signed-in`, `second-factor-needed`, `role-may-not`.
 */
export const staffGuard =
  (options: StaffGuardOptions) =>
  async (req: Request, action: StaffAction | 'signed-in'): Promise<StaffCaller> => {
    const reads = req.method === 'GET' || req.method === 'HEAD'
    if (!reads && !isSameOrigin({ site: req.get('sec-fetch-site'), origin: req.get('origin') }, options.origins))
      throw new Refusal('form-expired', 'This request did not come from a page of the console.')
    const found = await signedIn(options, req)
    if (!found) throw new Refusal('not-signed-in')
    const { secondFactor, ...staff } = found
    if (options.requireSecondFactor && !secondFactor) throw new Refusal('second-factor-needed')
    if (action !== 'signed-in' && !staffMay(staff.role, action))
      throw new Refusal('role-may-not', `Your role, ${staff.role}, can’t do this. Managers can.`, {
        role: staff.role,
        action,
      })
    return { staff, actor: { kind: 'staff', id: staff.id, role: staff.role } }
  }
