import { say } from '../messages/say.ts'
import { problemsOf, type FormError } from './errors.ts'
import { Field, PasswordField, PostForm, Send } from './forms.tsx'
import { Page, type Frame } from './frame.tsx'
import type { Invitation } from './role.tsx'

export interface SignInProps {
  frame: Frame
  /** `accept` right after “Accept” for an address that has a login; `resume` to go on; `over` when a session ran out. */
  purpose: { kind: 'accept'; invitation: Invitation } | { kind: 'resume' } | { kind: 'over' }
  /** As typed; never filled in by us. */
  email?: string
  errors?: readonly FormError[]
}

/**
 * Signing in; an invitation never sets or resets a login (R37).
 * Form: POST /me/sign-in with `email`, `password`. Links: /me/forgot, /me/link (not when accepting).
 */
export function SignInPage({ frame, purpose, email, errors }: SignInProps) {
  const { t } = say(frame.language)
  const accepting = purpose.kind === 'accept'
  const problems = problemsOf(frame.language, errors)
  return (
    <Page
      frame={frame}
      heading={t(accepting ? 'signIn.accept.heading' : 'signIn.resume.heading')}
      lead={accepting ? t('signIn.accept.what', purpose.invitation) : t('signIn.resume.what')}
      notice={purpose.kind === 'over' ? t('signIn.over') : undefined}
      problems={problems}
      links={accepting ? [{ href: '/me/decline', text: t('common.decline') }] : []}
    >
      <PostForm frame={frame} action="/me/sign-in">
        <Field
          name="email"
          label={t(accepting ? 'common.email' : 'signIn.name')}
          problems={problems}
          type={accepting ? 'email' : 'text'}
          autoComplete="username"
          defaultValue={email}
        />
        <PasswordField
          language={frame.language}
          name="password"
          label={t('common.password')}
          problems={problems}
          autoComplete="current-password"
        />
        <Send>{t(accepting ? 'signIn.accept.button' : 'common.signIn')}</Send>
      </PostForm>
      <a className="btn" href="/me/forgot">
        {t('signIn.forgot')}
      </a>
      {accepting ? (
        <p className="lead">{t('signIn.accept.proof')}</p>
      ) : (
        <>
          <a className="btn q" href="/me/link">
            {t('common.mailLink')}
          </a>
          <p className="lead">{t('signIn.invited')}</p>
        </>
      )}
    </Page>
  )
}
