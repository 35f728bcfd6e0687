import type { ReactNode } from 'react'
import { DeadLinkPage, type DeadLink } from '../../../../web/invitee/pages/dead-link.tsx'
import { token, type World } from './world.ts'

/** Every dead link, and what follows on its button. */
export function deadLinks({ closed, invitation: { inviter, address, account } }: World): Record<string, ReactNode> {
  const at = new Date('2026-11-23T10:20:00Z')
  const until = new Date('2026-11-28T13:05:00Z')
  const subject = `${inviter} invites you to the account of ${account}`
  const links: Record<string, DeadLink> = {
    expired: { kind: 'expired', token, inviter, until },
    'expired-typing': { kind: 'expired', token, inviter, until, whileTyping: true },
    'expired-asked': { kind: 'expired', token, inviter, until, asked: true },
    used: { kind: 'used', token, acceptedAt: at, hasLogin: true, mailable: true, stoppable: true },
    'used-active': { kind: 'used', token, acceptedAt: at, hasLogin: true, mailable: false, stoppable: true },
    'used-ended': { kind: 'used', token, acceptedAt: at, hasLogin: true, mailable: false, stoppable: false },
    'used-no-login': { kind: 'used', token, acceptedAt: at, hasLogin: false, mailable: true, stoppable: true },
    revoked: { kind: 'revoked', token, inviter, at, accepted: false, reason: 'the order is cancelled' },
    replaced: { kind: 'replaced', token, at, address, subject },
    'replaced-mailed': { kind: 'replaced', token, at, address, subject, mailed: true },
    declined: { kind: 'declined', token, inviter, at },
    unknown: { kind: 'unknown' },
    reported: { kind: 'reported', at },
    'somebody-else': { kind: 'somebodyElse', token },
    limited: { kind: 'limited', minutes: 15 },
    'sign-in-over': { kind: 'signInOver', mailable: true },
    'sign-in-over-active': { kind: 'signInOver', mailable: false },
    'claim-over': { kind: 'claimOver' },
    'password-over': { kind: 'passwordOver' },
  }
  return Object.fromEntries(
    Object.entries(links).map(([name, link]) => [
      `dead-${name}`,
      <DeadLinkPage key={name} frame={{ ...closed, code: 'EXP-7QK2M4' }} link={link} />,
    ]),
  )
}
