import type { ReactNode } from 'react'
import { RESUBMISSION_REASONS } from '../../../../domain/verification.ts'
import { HandOverPage } from '../../../../web/invitee/pages/hand-over.tsx'
import { IdentityPage } from '../../../../web/invitee/pages/identity.tsx'
import { ResubmissionPage } from '../../../../web/invitee/pages/resubmission.tsx'
import type { World } from './world.ts'

export function identityPages({ inside, steps }: World): Record<string, ReactNode> {
  const check = { frame: inside, steps, keptYears: 5 }
  const passport = { kind: 'passport_photo', added: true } as const
  const selfie = { kind: 'selfie', added: false } as const
  const again = { frame: inside, steps, documentType: 'passport', tryLimit: 3 } as const
  const glare = { kind: 'passport_photo', reason: 'glare', part: 'last_line', renewed: false } as const
  const hosted = { frame: inside, steps, vendor: 'Larkcheck', asked: [], tryNumber: 1, tryLimit: 3 } as const
  return {
    'identity-start': <IdentityPage {...check} documentType={null} photos={[]} again="expired" />,
    identity: <IdentityPage {...check} documentType="passport" photos={[passport, selfie]} resumed />,
    'identity-complete': (
      <IdentityPage {...check} documentType="passport" photos={[passport, { ...selfie, added: true }]} />
    ),
    'identity-error': (
      <IdentityPage
        {...check}
        documentType="id_card"
        photos={[{ kind: 'id_card_front', added: false }, { kind: 'id_card_back', added: false }, selfie]}
        errors={[{ code: 'photo_kind', kind: 'id_card_front', found: 'pdf' }]}
      />
    ),
    'hand-over': <HandOverPage {...hosted} stands="ready" resumed />,
    'hand-over-preparing': <HandOverPage {...hosted} stands="preparing" />,
    'hand-over-silent': <HandOverPage {...hosted} stands="silent" unreachable />,
    'hand-over-stopped': <HandOverPage {...hosted} stands="ready" again="cancelled" />,
    'hand-over-again': (
      <HandOverPage
        {...hosted}
        stands="ready"
        asked={[{ document: 'passport_photo', reason: 'glare' }]}
        tryNumber={2}
      />
    ),
    'hand-over-name': (
      <HandOverPage {...hosted} stands="ready" asked={[{ document: 'name', reason: 'name_differs' }]} tryNumber={3} />
    ),
    resubmission: <ResubmissionPage {...again} asked={[glare]} kept={['selfie']} tryNumber={3} />,
    'resubmission-name': (
      <ResubmissionPage {...again} asked={[{ ...glare, reason: 'name_differs' }]} kept={['selfie']} tryNumber={2} />
    ),
    'resubmission-renewed': (
      <ResubmissionPage {...again} asked={[{ ...glare, renewed: true }]} kept={['selfie']} tryNumber={2} />
    ),
    'resubmission-two': (
      <ResubmissionPage
        {...again}
        asked={[
          { ...glare, reason: 'out_of_date', ranOutOn: new Date('2026-03-14T12:00:00Z') },
          { kind: 'selfie', reason: 'selfie_unclear', renewed: false },
        ]}
        kept={[]}
        tryNumber={2}
      />
    ),
    ...Object.fromEntries(
      RESUBMISSION_REASONS.map((reason) => [
        `reason-${reason}`,
        <ResubmissionPage key={reason} {...again} asked={[{ ...glare, reason }]} kept={[]} tryNumber={2} />,
      ]),
    ),
  }
}
