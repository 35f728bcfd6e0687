import type { IconName } from '../../kit/icons.tsx'
import type { ActionId } from '../data/api.ts'

export const actionIcons: Record<ActionId, IconName> = {
  remind: 'envelope',
  resend: 'returning',
  mail_sign_in_link: 'link',
  extend: 'clock',
  revoke: 'circleSlash',
  suspend: 'squarePause',
  reactivate: 'check',
  deactivate: 'squareMinus',
  invite_again: 'envelope',
  change_address: 'pencil',
  review: 'eye',
}
