import type { Detail } from '../data/api.ts'
import { words } from '../words/console.ts'

/** Why the mail server refused an address, in words for the code it gave (RFC 3463). */
export const bounceReason = (code: string | null): string =>
  words.detail.bounces[code ?? ''] ?? words.detail.bouncedOtherwise(code)

/** The last mail to an invited person, if it bounced: then the address is for staff to correct. */
export function bounced(detail: Pick<Detail, 'status' | 'mails'>): Detail['mails'][number] | undefined {
  if (detail.status !== 'invited') return undefined
  const last = detail.mails.find((mail) => mail.audience === 'invitee' && mail.state !== 'planned')
  return last?.state === 'bounced' ? last : undefined
}
