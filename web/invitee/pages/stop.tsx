import { say } from '../messages/say.ts'
import { PostForm, Send } from './forms.tsx'
import { Page, type Frame } from './frame.tsx'

export interface StopProps {
  frame: Frame
  token: string
  /** Where “Back” leads. */
  backHref: string
}

/** “Was it not you?” Form: POST /me/stop/<token> (no fields). */
export function StopPage({ frame, token, backHref }: StopProps) {
  const { t } = say(frame.language)
  return (
    <Page frame={frame} heading={t('stop.heading')} lead={t('stop.what')}>
      <PostForm frame={frame} action={`/me/stop/${token}`} className="actions">
        <Send>{t('stop.button')}</Send>
      </PostForm>
      <a className="btn" href={backHref}>
        {t('common.back')}
      </a>
    </Page>
  )
}

/** Link and sessions have ended; staff look. */
export function StoppedPage({ frame }: { frame: Frame }) {
  const { t } = say(frame.language)
  return (
    <Page
      frame={frame}
      heading={t('stopped.heading')}
      mark={{ icon: 'squarePause', tone: 'staff' }}
      lead={t('stopped.what', { platform: frame.platform })}
    />
  )
}
