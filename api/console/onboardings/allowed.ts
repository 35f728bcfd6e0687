import {
  type Action,
  isAllowed,
  STAFF_ACTIONS,
  STAFF_ROLES,
  type StaffAction,
  type StaffRole,
  staffMay,
} from '../../../domain/actions.ts'
import { standsStill, type Status, type Turn } from '../../../domain/status.ts'
import type { ActionId } from './contract.ts'

/** Each action of the page: what the state table calls it, and what the table of staff roles calls it. */
const ACTIONS: Readonly<Record<ActionId, { state: Action; role: StaffAction }>> = {
  remind: { state: 'remind', role: 'remind' },
  resend: { state: 'resend', role: 'resend' },
  mail_sign_in_link: { state: 'mail_sign_in_link', role: 'mail_sign_in_link' },
  extend: { state: 'extend', role: 'extend' },
  revoke: { state: 'revoke', role: 'revoke' },
  suspend: { state: 'suspend', role: 'suspend' },
  reactivate: { state: 'reactivate', role: 'reactivate' },
  deactivate: { state: 'deactivate', role: 'deactivate' },
  invite_again: { state: 'invite_again', role: 'invite_again' },
  change_address: { state: 'resend', role: 'revoke' },
  review: { state: 'review', role: 'review' },
}

export type Allowed = { action: ActionId; allowed: boolean; roles: StaffRole[] }

/**
 * What the state allows to staff (R32); what this role may not do is there as well, with the roles that may (R61). Nothing
 * is reviewed while a report waits to be looked at.
 */
export const allowedTo = (
  role: StaffRole,
  { status, turn, reportedAt }: { status: Status; turn: Turn; reportedAt: Date | null },
): Allowed[] =>
  (Object.entries(ACTIONS) as [ActionId, { state: Action; role: StaffAction }][])
    .filter(([, needed]) => isAllowed(needed.state, status, turn, 'staff'))
    .filter(([action]) => action !== 'review' || !standsStill({ status, reportedAt }))
    .map(([action, needed]) => ({
      action,
      allowed: staffMay(role, needed.role),
      roles: STAFF_ROLES.filter((one) => (STAFF_ACTIONS[needed.role] as readonly StaffRole[]).includes(one)),
    }))
