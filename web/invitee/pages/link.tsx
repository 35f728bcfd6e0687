import { say } from '../messages/say.ts'
import { problemsOf, type FormError } from './errors.ts'
import { Field, PostForm, Send } from './forms.tsx'
import { Page, type Frame } from './frame.tsx'

export interface MailLinkProps {
  frame: Frame
  /** `known`: from a link or session, masked, nothing to type; `asked`: the person types the address. */
  address: { kind: 'known'; masked: string } | { kind: 'asked'; typed?: string }
  /** The link that was used, so that it goes to its invited address only. */
  link?: string
  errors?: readonly FormError[]
}

/**
 * Asks for a mailed sign-in link (R36). Form: POST /me/link with `email` (when asked for) and hidden `link` (when given).
 */
export function MailLinkPage({ frame, address, link, errors }: MailLinkProps) {
  const { t, rich } = say(frame.language)
  const problems = problemsOf(frame.language, errors)
  return (
    <Page frame={frame} heading={t('mailLink.heading')} lead={t('mailLink.what')} problems={problems}>
      <PostForm frame={frame} action="/me/link">
        {link && <input type="hidden" name="link" value={link} />}
        {address.kind === 'known' ? (
          <p className="lead">{rich('mailLink.address', { address: address.masked })}</p>
        ) : (
          <Field
            name="email"
            label={t('common.email')}
            problems={problems}
            type="email"
            autoComplete="email"
            defaultValue={address.typed}
          />
        )}
        <Send>{t('common.mailLink')}</Send>
      </PostForm>
    </Page>
  )
}

export interface MailSentProps {
  frame: Frame
  /** Masked. */
  address: string
  /** What the mail is for: to sign in, or to choose a password. */
  told: 'mailSent.what' | 'forgotSent.what'
}

/** The same words whether or not the address is known or has a login (R37). */
export function MailSentPage({ frame, address, told }: MailSentProps) {
  const { t } = say(frame.language)
  return (
    <Page
      frame={frame}
      heading={t('mailSent.heading')}
      mark={{ icon: 'envelope', tone: 'invitee' }}
      lead={t(told, { address })}
    >
      <p className="lead">{t('mailSent.spam')}</p>
    </Page>
  )
}

export interface SignInLinkProps {
  frame: Frame
  token: string
  account: string
}

/** A sign-in link’s page: opening it changes nothing (R35). Form: POST /i/go/<token>. Link: /me/stop/<token>. */
export function SignInLinkPage({ frame, token, account }: SignInLinkProps) {
  const { t, rich } = say(frame.language)
  return (
    <Page
      frame={frame}
      heading={t('go.heading')}
      lead={t('go.what', { account })}
      footer={rich('go.notYou', {}, { link: (text) => <a href={`/me/stop/${token}`}>{text}</a> })}
    >
      <PostForm frame={frame} action={`/i/go/${token}`} className="actions">
        <Send>{t('go.button')}</Send>
      </PostForm>
    </Page>
  )
}
