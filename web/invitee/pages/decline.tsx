import { statusLooks } from '../../kit/looks.ts'
import { say } from '../messages/say.ts'
import { problemsOf, type FormError } from './errors.ts'
import { PostForm, ReasonField, Send } from './forms.tsx'
import { Page, type Frame } from './frame.tsx'
import type { Invitation } from './role.tsx'

export interface DeclineProps {
  frame: Frame
  token: string
  invitation: Invitation
  reason?: string
  errors?: readonly FormError[]
}

/** Asks before declining. Form: POST /i/<token>/decline with `reason` (optional). Back: /i/<token>. */
export function DeclinePage({ frame, token, invitation: { inviter }, reason, errors }: DeclineProps) {
  const { t } = say(frame.language)
  const problems = problemsOf(frame.language, errors)
  return (
    <Page frame={frame} heading={t('decline.heading')} lead={t('decline.told', { inviter })} problems={problems}>
      <PostForm frame={frame} action={`/i/${token}/decline`}>
        <ReasonField
          label={t('decline.reason')}
          hint={t('decline.reason.hint', { inviter })}
          value={reason}
          problems={problems}
        />
        <Send>{t('decline.button')}</Send>
      </PostForm>
      <a className="btn" href={`/i/${token}`}>
        {t('common.back')}
      </a>
    </Page>
  )
}

export interface DeclineAfterAllProps extends Omit<DeclineProps, 'token'> {}

/** Declining after accepting. Form: POST /me/decline with `reason` (optional). Back: /me. */
export function DeclineAfterAllPage({ frame, invitation, reason, errors }: DeclineAfterAllProps) {
  const { t } = say(frame.language)
  const { inviter, account } = invitation
  const problems = problemsOf(frame.language, errors)
  return (
    <Page
      frame={frame}
      heading={t('declineAfterAll.heading')}
      lead={t('declineAfterAll.told', { inviter, account })}
      problems={problems}
    >
      <PostForm frame={frame} action="/me/decline">
        <ReasonField
          label={t('decline.reason')}
          hint={t('decline.reason.hint', { inviter })}
          value={reason}
          problems={problems}
        />
        <button className="btn d">{t('common.declineAfterAll')}</button>
      </PostForm>
      <a className="btn" href="/me">
        {t('declineAfterAll.keep')}
      </a>
    </Page>
  )
}

export interface DeclinedProps {
  frame: Frame
  invitation: Invitation
  /** Whether it had been accepted before. */
  afterAll: boolean
}

/** Right after declining; later visits see the dead link or the ended onboarding. */
export function DeclinedPage({ frame, invitation: { inviter, account }, afterAll }: DeclinedProps) {
  const { t } = say(frame.language)
  const lead = afterAll ? t('declinedAfterAll.told', { inviter, account }) : t('declined.told', { inviter })
  return <Page frame={frame} heading={t('declined.heading')} mark={statusLooks.declined} lead={lead} />
}
