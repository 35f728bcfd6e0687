import type { StepId } from '../../../domain/words/shape.ts'
import { Icon } from '../../kit/icons.tsx'
import { say } from '../messages/say.ts'
import { problemsOf, type FormError } from './errors.ts'
import { Hint, PasswordField, PostForm, Send } from './forms.tsx'
import { Aside, Page, type Frame } from './frame.tsx'
import { nextSteps, resumedNotice } from './progress.ts'
import type { Invitation } from './role.tsx'

export interface LoginProps {
  frame: Frame
  steps: readonly StepId[]
  invitation: Invitation
  resumed?: boolean
  errors?: readonly FormError[]
}

/** The password of a new login; the address is fixed. Form: POST /me/login with `password`. Back: /me/about. */
export function LoginPage({ frame, steps, invitation, resumed, errors }: LoginProps) {
  const { t } = say(frame.language)
  const { account, address } = invitation
  const problems = problemsOf(frame.language, errors)
  return (
    <Page
      frame={frame}
      step={{ all: steps, current: 'login' }}
      heading={t('login.heading')}
      lead={t('login.what')}
      problems={problems}
      notice={resumed ? resumedNotice(frame.language, 'login') : undefined}
      footer={nextSteps(frame.language, steps, 'login')}
      links={[{ href: '/me/about', text: t('common.back') }]}
    >
      <PostForm frame={frame} action="/me/login">
        <div className="field">
          <p className="label">{t('common.email')}</p>
          <Hint>{t('login.email.hint')}</Hint>
          <div className="tx fixed">
            <Icon name="lock" />
            {address}
          </div>
        </div>
        <PasswordField
          language={frame.language}
          name="password"
          label={t('common.password')}
          hint={t('common.password.hint')}
          problems={problems}
          autoComplete="new-password"
        />
        <Send>{t('common.continue')}</Send>
      </PostForm>
      <Aside icon="lock">{t('login.secret', { account, platform: frame.platform })}</Aside>
    </Page>
  )
}
