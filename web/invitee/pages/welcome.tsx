import type { AccessText } from '../../../domain/access.ts'
import type { StepId } from '../../../domain/words/shape.ts'
import { say } from '../messages/say.ts'
import { PostForm, Send } from './forms.tsx'
import { Page, Until, type Frame } from './frame.tsx'
import { RoleCard, type Invitation } from './role.tsx'

export interface WelcomeProps {
  frame: Frame
  token: string
  invitation: Invitation
  role: AccessText
  /** The inviter's own words (R62). */
  message?: string
  /** Only the steps that will come; without `identity` no date of birth is asked for. */
  steps: readonly StepId[]
}

/**
 * Who invites, to which account, as what, until when (R36). Opening it changes nothing (R35).
 * Forms: POST /i/<token>/accept (no fields). Links: /i/<token>/decline, /i/<token>/report.
 */
export function WelcomePage({ frame, token, invitation, role, message, steps }: WelcomeProps) {
  const { t, rich } = say(frame.language)
  const { inviter, account, address } = invitation
  return (
    <Page
      frame={frame}
      title={t('welcome.title', { inviter })}
      heading={t('welcome.heading', { inviter, account })}
      lead={rich('welcome.for', { address })}
      deadlineIn="page"
      footer={rich('welcome.unknown', { inviter }, { link: (text) => <a href={`/i/${token}/report`}>{text}</a> })}
    >
      {message && (
        <blockquote className="message">
          <p>{t('welcome.quote', { message })}</p>
          <footer>{t('welcome.wrote', { inviter })}</footer>
        </blockquote>
      )}
      <RoleCard language={frame.language} role={role} />
      <Steps frame={frame} steps={steps} />
      <Until frame={frame} />
      <div className="pair">
        <PostForm frame={frame} action={`/i/${token}/accept`}>
          <Send>{t('welcome.accept')}</Send>
        </PostForm>
        <a className="btn" href={`/i/${token}/decline`}>
          {t('common.decline')}
        </a>
      </div>
    </Page>
  )
}

function Steps({ frame, steps }: { frame: Frame; steps: readonly StepId[] }) {
  const { t } = say(frame.language)
  const identity = steps.includes('identity')
  return (
    <section className="box">
      <h2>{t('welcome.steps', { n: identity ? 6 : 3 })}</h2>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step}>{t(step === 'about' && identity ? 'welcome.step.about.birth' : `welcome.step.${step}`)}</li>
        ))}
      </ol>
    </section>
  )
}
