import type { Status, Turn, VerificationState } from '../../domain/status.ts'
import type { IconName } from './icons.tsx'

/** Colour says whose turn it is; the class is `t-<tone>`. */
export type Tone = 'invitee' | 'holder' | 'staff' | 'auto' | 'done' | 'ended' | 'stopped'

/** How a state looks: its icon says which state, its tone whose turn. */
export interface Look {
  icon: IconName
  tone: Tone
}

/** `verifying` stands for itself only where the verification's own state is not shown (portal). */
export const statusLooks: Record<Status, Look> = {
  awaiting_confirmation: { icon: 'awaiting', tone: 'holder' },
  invited: { icon: 'envelope', tone: 'invitee' },
  accepted: { icon: 'personCheck', tone: 'invitee' },
  verifying: { icon: 'idCard', tone: 'invitee' },
  active: { icon: 'discCheck', tone: 'done' },
  declined: { icon: 'circleCross', tone: 'ended' },
  expired: { icon: 'hourglass', tone: 'ended' },
  revoked: { icon: 'circleSlash', tone: 'ended' },
  rejected: { icon: 'octagonCross', tone: 'stopped' },
  suspended: { icon: 'squarePause', tone: 'stopped' },
  deactivated: { icon: 'squareMinus', tone: 'ended' },
}

export const verificationLooks: Record<VerificationState, Look> = {
  created: { icon: 'idCard', tone: 'invitee' },
  in_progress: { icon: 'idCard', tone: 'invitee' },
  processing: { icon: 'halfDisc', tone: 'auto' },
  in_review: { icon: 'eye', tone: 'staff' },
  needs_resubmission: { icon: 'returning', tone: 'invitee' },
  approved: { icon: 'shieldCheck', tone: 'done' },
  rejected: { icon: 'octagonCross', tone: 'stopped' },
  expired: { icon: 'hourglass', tone: 'invitee' },
  cancelled: { icon: 'circleSlash', tone: 'ended' },
}

export const turnTones: Record<Turn, Tone> = {
  invitee: 'invitee',
  holder: 'holder',
  staff: 'staff',
  vendor: 'auto',
  nobody: 'ended',
}
