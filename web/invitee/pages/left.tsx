import { say } from '../messages/say.ts'
import { Page, type Frame } from './frame.tsx'

export interface LeftProps {
  frame: Frame
  /** `saved`: in the middle of an onboarding; `signedOut`: of a finished one. */
  kind: 'saved' | 'signedOut'
  /** Whether there is a login to come back with. */
  hasLogin: boolean
}

/** After “Save and leave” or “Sign out”: how to come back. Links: /me/sign-in, /me/link. */
export function LeftPage({ frame, kind, hasLogin }: LeftProps) {
  const { t } = say(frame.language)
  const saved = kind === 'saved'
  const back = hasLogin ? t('left.back') : t('left.back.noLogin')
  return (
    <Page
      frame={frame}
      heading={t(saved ? 'left.heading' : 'signedOut.heading')}
      mark={{ icon: 'check', tone: 'done' }}
      lead={saved ? `${t('left.what')} ${back}` : t('signedOut.what')}
    >
      <div className="actions">
        {hasLogin && (
          <a className="btn b" href="/me/sign-in">
            {t('common.signIn')}
          </a>
        )}
        <a className={hasLogin ? 'btn' : 'btn b'} href="/me/link">
          {t('common.mailLink')}
        </a>
      </div>
    </Page>
  )
}
