import type { IconName } from '../../kit/icons.tsx'
import type { User } from '../data/api.ts'
import type { ActionWish } from './use-act.ts'

type Offered = ActionWish['action']

export const actionIcons: Record<Offered, IconName> = {
  remind: 'envelope',
  resend: 'link',
  mail_sign_in_link: 'link',
  extend: 'clock',
  change_address: 'pencil',
  revoke: 'circleSlash',
  suspend: 'squarePause',
  reactivate: 'discCheck',
  deactivate: 'squareMinus',
  invite_again: 'returning',
}

/** The menu's order; what takes something away stands last, behind a line. */
const ORDER: readonly Offered[] = ['remind', 'resend', 'mail_sign_in_link', 'extend', 'change_address', 'reactivate', 'invite_again'] // prettier-ignore
const TAKING_AWAY: readonly Offered[] = ['suspend', 'revoke', 'deactivate']

/** What the menu of a user offers; an address can be changed while a new link could be sent (R34). */
export function offered({ actions }: Pick<User, 'actions'>): { plain: Offered[]; taking: Offered[] } {
  const may = new Set<string>(actions)
  const isOffered = (action: Offered): boolean => may.has(action === 'change_address' ? 'resend' : action)
  return { plain: ORDER.filter(isOffered), taking: TAKING_AWAY.filter(isOffered) }
}
