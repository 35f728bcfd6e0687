import { say } from '../messages/say.ts'
import { problemsOf, type FormError } from './errors.ts'
import { Field, PasswordField, PostForm, Send } from './forms.tsx'
import { Page, type Frame } from './frame.tsx'

export interface ForgotProps {
  frame: Frame
  email?: string
  errors?: readonly FormError[]
}

/** Form: POST /me/forgot with `email`. */
export function ForgotPage({ frame, email, errors }: ForgotProps) {
  const { t } = say(frame.language)
  const problems = problemsOf(frame.language, errors)
  return (
    <Page
      frame={frame}
      heading={t('forgot.heading')}
      lead={t('forgot.what')}
      problems={problems}
      links={[{ href: '/me/sign-in', text: t('common.back') }]}
    >
      <PostForm frame={frame} action="/me/forgot">
        <Field
          name="email"
          label={t('common.email')}
          problems={problems}
          type="email"
          autoComplete="username"
          defaultValue={email}
        />
        <Send>{t('forgot.button')}</Send>
      </PostForm>
    </Page>
  )
}

export interface NewPasswordProps {
  frame: Frame
  token: string
  errors?: readonly FormError[]
}

/** Form: POST /me/password/<token> with `password`. */
export function NewPasswordPage({ frame, token, errors }: NewPasswordProps) {
  const { t } = say(frame.language)
  const problems = problemsOf(frame.language, errors)
  return (
    <Page frame={frame} heading={t('password.heading')} lead={t('password.what')} problems={problems}>
      <PostForm frame={frame} action={`/me/password/${token}`}>
        <PasswordField
          language={frame.language}
          name="password"
          label={t('password.new')}
          hint={t('common.password.hint')}
          problems={problems}
          autoComplete="new-password"
        />
        <Send>{t('password.button')}</Send>
      </PostForm>
    </Page>
  )
}

/** The password was changed and every session has ended. */
export function PasswordChangedPage({ frame }: { frame: Frame }) {
  const { t } = say(frame.language)
  return (
    <Page
      frame={frame}
      heading={t('passwordDone.heading')}
      mark={{ icon: 'check', tone: 'done' }}
      lead={t('passwordDone.what')}
    >
      <div className="actions">
        <a className="btn b" href="/me/sign-in">
          {t('common.signIn')}
        </a>
      </div>
    </Page>
  )
}
