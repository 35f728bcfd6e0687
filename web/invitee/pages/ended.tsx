import { day, momentShort, zoneName } from '../../../domain/words/dates.ts'
import { statusLooks } from '../../kit/looks.ts'
import { say } from '../messages/say.ts'
import { Page, type Frame } from './frame.tsx'
import type { Invitation } from './role.tsx'

export interface RejectedProps {
  frame: Frame
  invitation: Invitation
  /** In plain words, where the law lets us name it. */
  reason?: string
  supportEmail: string
  /** When documents are deleted. */
  deletedOn: Date
}

/** The identity check did not succeed: why, how to object, when data go. No buttons. */
export function RejectedPage({ frame, invitation, reason, supportEmail, deletedOn }: RejectedProps) {
  const { t, rich } = say(frame.language)
  const { inviter, account } = invitation
  return (
    <Page
      frame={frame}
      heading={t('rejected.heading')}
      mark={statusLooks.rejected}
      lead={t('rejected.what', { account, inviter })}
    >
      <p className="said">{reason ? t('ended.reason', { reason }) : t('rejected.noReason')}</p>
      <section className="box">
        <h2>{t('rejected.object')}</h2>
        <p>
          {frame.code
            ? t('rejected.object.what', { email: supportEmail, code: frame.code })
            : t('rejected.object.plain', { email: supportEmail })}
        </p>
      </section>
      <p className="lead">{rich('rejected.deleted', { day: day(deletedOn, frame) })}</p>
    </Page>
  )
}

export interface EndedProps {
  frame: Frame
  invitation: Invitation
  state: 'declined' | 'expired' | 'revoked' | 'suspended' | 'deactivated'
  at: Date
  reason?: string
}

/** What somebody signed in sees of an onboarding or an access that has ended or is paused. */
export function EndedPage({ frame, invitation: { account }, state, at, reason }: EndedProps) {
  const { t, rich } = say(frame.language)
  const when = { when: momentShort(at, frame), zone: zoneName(frame), account }
  return (
    <Page
      frame={frame}
      heading={t(`ended.${state}`)}
      mark={statusLooks[state]}
      lead={rich(`ended.${state}.what`, when)}
    >
      {reason && <p className="said">{t('ended.reason', { reason })}</p>}
    </Page>
  )
}
