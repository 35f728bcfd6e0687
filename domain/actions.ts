import { ENDED_STATUSES, HOLDING_STATUSES, type Status, type Turn } from './status.ts'

/** Who asks for a change. `person` is the invited person or sub-user, `usher` is Usher itself. */
export type ActorKind = 'person' | 'holder' | 'administrator' | 'staff' | 'caller' | 'usher'

export const ACTIONS = [
  'complete_draft',
  'accept',
  'decline',
  'report',
  'stop',
  'sign_up',
  'decline_after_all',
  'send_documents',
  'remind',
  'resend',
  'mail_sign_in_link',
  'extend',
  'revoke',
  'allow_one_more_try',
  'review',
  'suspend',
  'reactivate',
  'deactivate',
  'change_rights',
  'invite_again',
] as const
export type Action = (typeof ACTIONS)[number]

/** Holder, Administrator, staff and caller with `sub-users:write`. */
const HASC: readonly ActorKind[] = ['holder', 'administrator', 'staff', 'caller']
const HA: readonly ActorKind[] = ['holder', 'administrator']
const P: readonly ActorKind[] = ['person']
const S: readonly ActorKind[] = ['staff']
const each = (who: readonly ActorKind[], statuses: readonly Status[]): Partial<Record<Status, readonly ActorKind[]>> =>
  Object.fromEntries(statuses.map((status) => [status, who]))
const ended = (who: readonly ActorKind[]) => each(who, ENDED_STATUSES)

/** Which action is allowed in which state for whom: the one table of R32, from which API, pages and docs are made. */
export const ALLOWED: Readonly<Record<Action, Partial<Record<Status, readonly ActorKind[]>>>> = {
  complete_draft: { awaiting_confirmation: HA },
  accept: { invited: P },
  decline: { invited: P },
  report: { invited: P },
  stop: { accepted: P, verifying: P, active: P, suspended: P },
  sign_up: { accepted: P },
  decline_after_all: { accepted: P, verifying: P },
  send_documents: { verifying: P, active: P, suspended: P },
  remind: { invited: HASC, accepted: HASC, verifying: HASC },
  resend: { invited: HASC },
  mail_sign_in_link: { accepted: [...P, ...HASC], verifying: [...P, ...HASC] },
  extend: { invited: HASC, accepted: HASC, verifying: HASC },
  revoke: { awaiting_confirmation: HASC, invited: HASC, accepted: HASC, verifying: HASC },
  allow_one_more_try: { verifying: S, active: S, suspended: S },
  review: { verifying: S, active: S, suspended: S },
  suspend: { active: [...HASC, 'usher'] },
  reactivate: { suspended: HASC },
  deactivate: { active: [...P, ...HASC], suspended: [...P, ...HASC] },
  change_rights: each(HA, HOLDING_STATUSES),
  invite_again: ended(HASC),
}

/** A check belongs to the onboarding, or renews the one of an access (R46). */
const eachCheck = (turn: Turn): Partial<Record<Status, Turn>> => ({ verifying: turn, active: turn, suspended: turn })

/** Actions that need the turn to be somebody's, beside the state. */
const NEEDS_TURN: Partial<Record<Action, Partial<Record<Status, Turn>>>> = {
  sign_up: { accepted: 'invitee' },
  remind: { invited: 'invitee', accepted: 'invitee', verifying: 'invitee' }, // not after a report: the link is dead
  send_documents: eachCheck('invitee'),
  review: eachCheck('staff'),
  allow_one_more_try: eachCheck('staff'),
}

/** Whether the state and the turn allow the action to this kind of actor. Who exactly may act is the command's to check. */
export function isAllowed(action: Action, status: Status, turn: Turn, actor: ActorKind): boolean {
  if (!ALLOWED[action][status]?.includes(actor)) return false
  const needed = NEEDS_TURN[action]?.[status]
  return needed === undefined || needed === turn
}

/** All that this kind of actor may do now, in the table's order. */
export const allowedActions = (status: Status, turn: Turn, actor: ActorKind): Action[] =>
  ACTIONS.filter((action) => isAllowed(action, status, turn, actor))

/** Staff role × action (R61). */
export const STAFF_ROLES = ['viewer', 'reviewer', 'manager'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

export const STAFF_ACTIONS = {
  look: ['viewer', 'reviewer', 'manager'],
  add_note: ['viewer', 'reviewer', 'manager'],
  reveal: ['reviewer', 'manager'],
  open_documents: ['reviewer', 'manager'],
  review: ['reviewer', 'manager'],
  take_over_review: ['manager'],
  decide_after_last: ['manager'],
  allow_one_more_try: ['manager'],
  remind: ['reviewer', 'manager'],
  mail_sign_in_link: ['reviewer', 'manager'],
  resend: ['reviewer', 'manager'],
  extend: ['reviewer', 'manager'],
  export: ['manager'],
  invite: ['manager'],
  invite_again: ['manager'],
  revoke: ['manager'],
  suspend: ['reviewer', 'manager'],
  reactivate: ['manager'],
  deactivate: ['manager'],
} as const satisfies Record<string, readonly StaffRole[]>
export type StaffAction = keyof typeof STAFF_ACTIONS

export const staffMay = (role: StaffRole, action: StaffAction): boolean =>
  (STAFF_ACTIONS[action] as readonly StaffRole[]).includes(role)
