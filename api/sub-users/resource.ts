import type * as z from 'zod'
import { type Action, allowedActions } from '../../domain/actions.ts'
import { deadlineRuns } from '../../domain/deadlines.ts'
import { outside } from '../../domain/ids.ts'
import { policyOf, rightsOf } from '../../domain/policies/index.ts'
import { isOpen } from '../../domain/status.ts'
import type { SubUserRow } from '../../store/sub-users.ts'
import { timeText } from '../http/fields.ts'
import type { ACTIONS_OFFERED, subUser } from './sub-user.ts'

/** What a resource is made of: the list's rows and a single view have it both. */
export type Shown = SubUserRow & {
  person: { address: string }
  shownName: string | null
  account: { id: string; reference: string; policy: string }
}

/** A sub-user as the API shows it. A name is shown only once it was given in this onboarding (R5). */
export const subUserResource = (row: Shown): z.input<typeof subUser> => ({
  id: outside('subUser', row.id),
  account: { id: outside('account', row.account.id), reference: row.account.reference },
  email: row.person.address,
  name: row.shownName,
  role: row.role,
  rights: rightsOf(policyOf(row.account.policy), row),
  userName: row.userName,
  relationship: row.relationship,
  firstUser: row.firstUserId && outside('subUser', row.firstUserId),
  status: row.status,
  turn: row.turn,
  deadline: timeText(row.deadline),
  deadlineStandsStill: row.deadline !== null && isOpen(row.status) && !deadlineRuns(row.status, row.turn),
  verification: row.verificationState && {
    state: row.verificationState,
    attempt: row.attempt,
    attemptsAllowed: row.attemptsAllowed,
  },
  invitedBy: {
    kind: row.invitedByKind,
    id: row.invitedByKind === 'caller' && row.invitedById ? outside('apiKey', row.invitedById) : null,
  },
  language: row.language === 'de' ? 'de' : 'en',
  allowedActions: callersActions(row),
  createdAt: row.createdAt.toISOString(),
  acceptedAt: timeText(row.acceptedAt),
  activatedAt: timeText(row.activatedAt),
  suspendedAt: timeText(row.suspendedAt),
  endedAt: timeText(row.endedAt),
  changedAt: row.changedAt.toISOString(),
})

/** What a caller may ask for now, in the words of the routes (R32). A caller lifts only what callers suspended (R39). */
const callersActions = ({ status, turn, suspendedByKind }: SubUserRow) =>
  allowedActions(status, turn, 'caller')
    .filter((action) => action !== 'reactivate' || suspendedByKind === 'caller')
    .flatMap((action) => ROUTE_OF[action] ?? [])

/** An address can be changed while a new link could be sent (R34). */
const ROUTE_OF: Partial<Record<Action, readonly (typeof ACTIONS_OFFERED)[number][]>> = {
  remind: ['remind'],
  resend: ['resend', 'change-address'],
  mail_sign_in_link: ['sign-in-link'],
  extend: ['extend'],
  revoke: ['revoke'],
  suspend: ['suspend'],
  reactivate: ['reactivate'],
  deactivate: ['deactivate'],
  invite_again: ['invite-again'],
}
