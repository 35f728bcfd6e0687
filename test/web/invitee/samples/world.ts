import type { Language, StepId } from '../../../../domain/words/shape.ts'
import type { Frame } from '../../../../web/invitee/pages/frame.tsx'

/** What a sample page needs: the frames of its world, and people whose words may be hostile. */
export interface World {
  language: Language
  /** Before signing in, in an onboarding, while others have their turn, and when nothing is open. */
  outside: Frame
  inside: Frame
  standing: Frame
  closed: Frame
  invitation: { inviter: string; account: string; address: string }
  message: string
  steps: readonly StepId[]
}

export const token = 'EXAMPLE-LINK'

/** The world of the mock-ups: Kestrel Joinery at Northwind Exchange, Tue 24 Nov 2026, 10:42. */
export function aWorld(language: Language = 'en', changes: Partial<Pick<World, 'invitation' | 'message'>> = {}): World {
  const outside: Frame = {
    platform: 'Northwind Exchange',
    language,
    timeZone: 'Europe/Warsaw',
    now: new Date('2026-11-24T09:42:00Z'),
    path: `/i/${token}`,
    assets: { styles: ['/assets/tokens.css', '/assets/pages.css'], scripts: ['/assets/enhance.js'] },
    formToken: (action) => `token for ${action}`,
    session: 'none',
    deadline: { kind: 'open', until: new Date('2026-11-28T13:05:00Z') },
  }
  const accepted: Frame['deadline'] = { kind: 'open', until: new Date('2026-12-22T18:12:00Z') }
  const inside: Frame = { ...outside, path: '/me', session: 'onboarding', deadline: accepted }
  return {
    language,
    outside,
    inside,
    standing: { ...inside, deadline: { kind: 'still' } },
    closed: { ...outside, deadline: { kind: 'none' } },
    invitation: { inviter: 'Oskar Lindgard', account: 'Kestrel Joinery', address: 't•••@kestrel.example' },
    message: 'This is the access for the December orders. Call me at the workshop if anything is unclear.',
    steps: ['about', 'login', 'legal', 'identity'],
    ...changes,
  }
}
