import { time } from '../../../domain/words/dates.ts'
import { say } from '../messages/say.ts'
import { problemsOf, type FormError } from './errors.ts'
import { Field, PostForm, Send } from './forms.tsx'
import { Page, type Frame } from './frame.tsx'

export interface CodeProps {
  frame: Frame
  /** Masked. */
  address: string
  /** Until when the code works, and how many tries are left; 0 means that it is void. */
  until: Date
  triesLeft: number
  /** A new code was just sent. */
  newlySent?: boolean
  errors?: readonly FormError[]
}

/**
 * Six digits to the invited address before a login is set (R37).
 * Forms: POST /me/code with `code`; POST /me/code/new (no fields). Link: /me/decline.
 */
export function CodePage({ frame, address, until, triesLeft, newlySent, errors }: CodeProps) {
  const { t } = say(frame.language)
  const problems = problemsOf(frame.language, errors)
  const hint = triesLeft > 0 ? t('code.hint', { time: time(until, frame), n: triesLeft }) : t('code.void')
  return (
    <Page
      frame={frame}
      heading={t('code.heading', { address })}
      lead={t('code.why')}
      problems={problems}
      notice={newlySent ? t('code.sent') : undefined}
      links={[{ href: '/me/decline', text: t('common.decline') }]}
    >
      <PostForm frame={frame} action="/me/code">
        <Field
          name="code"
          label={t('code.label')}
          hint={hint}
          problems={problems}
          className="tx digits"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
        />
        <Send>{t('common.continue')}</Send>
      </PostForm>
      <PostForm frame={frame} action="/me/code/new">
        <Send second>{t('code.new')}</Send>
      </PostForm>
      <p className="lead">{t('code.new.what')}</p>
    </Page>
  )
}
