import { statusLooks } from '../../kit/looks.ts'
import { say } from '../messages/say.ts'
import { problemsOf, type FormError } from './errors.ts'
import { PostForm, ReasonField, Send } from './forms.tsx'
import { Page, type Frame } from './frame.tsx'
import type { Invitation } from './role.tsx'

export interface ReportProps {
  frame: Frame
  token: string
  invitation: Invitation
  reason?: string
  errors?: readonly FormError[]
}

/** Asks before reporting. Form: POST /i/<token>/report with `reason` (optional). Back: /i/<token>. */
export function ReportPage({ frame, token, invitation: { inviter }, reason, errors }: ReportProps) {
  const { t } = say(frame.language)
  const problems = problemsOf(frame.language, errors)
  const what = t('report.what', { platform: frame.platform, inviter })
  return (
    <Page frame={frame} heading={t('report.heading')} lead={what} problems={problems}>
      <PostForm frame={frame} action={`/i/${token}/report`}>
        <ReasonField label={t('decline.reason')} hint={t('report.reason.hint')} value={reason} problems={problems} />
        <Send>{t('report.button')}</Send>
      </PostForm>
      <a className="btn" href={`/i/${token}`}>
        {t('common.back')}
      </a>
    </Page>
  )
}

/** Right after reporting; `frame.code` is the code of the report. */
export function ReportedPage({ frame, invitation: { inviter } }: { frame: Frame; invitation: Invitation }) {
  const { t } = say(frame.language)
  const what = t('reported.what', { platform: frame.platform, inviter })
  return <Page frame={frame} heading={t('reported.heading')} mark={statusLooks.revoked} lead={what} />
}
