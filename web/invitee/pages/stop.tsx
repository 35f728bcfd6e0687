import { say } from '../messages/say.ts'
import { PostForm, Send } from './forms.tsx'
import { Page, type Frame } from './frame.tsx'

export interface StopProps {
  frame: Frame
  token: string
  /** Of somebody who is active: staff are told, and nothing stands still. */
  access: boolean
  /** Where “Back” leads. */
  backHref: string
}

/** “Was it not you?” Form: POST /me/stop/<token> (no fields). */
export function StopPage({ frame, token, access, backHref }: StopProps) {
  const { t } = say(frame.language)
  return (
    <Page
      frame={frame}
      heading={t('stop.heading')}
      lead={t(access ? 'stop.access.what' : 'stop.what', { platform: frame.platform })}
    >
      <PostForm frame={frame} action={`/me/stop/${token}`} className="actions">
        <Send>{t(access ? 'stop.access.button' : 'stop.button')}</Send>
      </PostForm>
      <a className="btn" href={backHref}>
        {t('common.back')}
      </a>
    </Page>
  )
}

/** Link and sessions have ended; staff look. Of an access the way to lock somebody else out is a new password: /me/forgot. */
export function StoppedPage({ frame, access }: { frame: Frame; access: boolean }) {
  const { t } = say(frame.language)
  const { platform } = frame
  return (
    <Page
      frame={frame}
      heading={t(access ? 'stopped.access.heading' : 'stopped.heading')}
      mark={{ icon: 'squarePause', tone: 'staff' }}
      lead={t(access ? 'stopped.access.what' : 'stopped.what', { platform })}
    >
      {access && (
        <div className="actions">
          <a className="btn b" href="/me/forgot">
            {t('stopped.access.password')}
          </a>
        </div>
      )}
    </Page>
  )
}
