import type * as z from 'zod'
import type { PortalActor } from '../../../commands/actor.ts'
import { type Action, allowedActions } from '../../../domain/actions.ts'
import { mayLift } from '../../../domain/lifting.ts'
import { policyOf } from '../../../domain/policies/index.ts'
import { stepOf } from '../../../domain/steps.ts'
import { standsStill, type VerificationState } from '../../../domain/status.ts'
import type { SubUserItem } from '../../../store/sub-user-list.ts'
import type { userRow } from './contract.ts'

type Next = z.output<typeof userRow>['next']

const OF_VERIFICATION: Readonly<Record<VerificationState, Next>> = {
  created: 'documents',
  in_progress: 'documents',
  processing: 'automatic_check',
  in_review: 'platform_checks',
  needs_resubmission: 'new_photo',
  approved: 'activates',
  rejected: 'platform_checks',
  expired: 'documents',
  cancelled: 'documents',
}

/** What comes next for one user, as holder and Administrators are told: never documents or reasons (screens, 2). */
export function nextOf(row: SubUserItem, actor: PortalActor): Next {
  if (standsStill(row)) return 'platform_looks'
  switch (row.status) {
    case 'awaiting_confirmation':
      return 'confirms'
    case 'invited':
      return 'answers'
    case 'accepted': {
      const step = stepOf(row)
      return step === 'about' || step === 'login' || step === 'legal' ? step : 'begins'
    }
    case 'verifying':
      return row.verificationState ? OF_VERIFICATION[row.verificationState] : 'begins'
    case 'suspended':
      if (row.suspendedCause === 'renewal') return 'renews'
      return actionsOf(row, actor).includes('reactivate') ? 'you_reactivate' : 'other_reactivates'
    case 'expired':
      return row.seenAt || row.acceptedAt ? 'nothing' : 'never_seen'
    case 'active':
    case 'deactivated':
    case 'declined':
    case 'revoked':
    case 'rejected':
      return 'nothing'
  }
}

/**
 * What the portal offers now: the table of R32, who may lift a suspension (R39), rights only where they are chosen one by
 * one (R11), and of oneself only the way out (R13).
 */
export function actionsOf(row: SubUserItem, actor: PortalActor): Action[] {
  const allowed = allowedActions(row.status, row.turn, actor.kind)
  if (row.id === actor.id) return allowed.filter((action) => action === 'deactivate')
  const chosen = policyOf(row.account.policy).rights === 'chosen'
  return allowed.filter(
    (action) => (action !== 'reactivate' || mayLift(actor, row)) && (action !== 'change_rights' || chosen),
  )
}
