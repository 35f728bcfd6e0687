import type { StepId } from '../../../domain/words/shape.ts'
import { reasonText } from '../../../domain/words/index.ts'
import { say } from '../messages/say.ts'
import { problemsOf, type FormError, type Problem } from './errors.ts'
import { described, Field, Hint, PostForm, problemAt, ProblemLine, Send } from './forms.tsx'
import { Aside, Note, Page, type Frame } from './frame.tsx'
import { nextSteps, resumedNotice } from './progress.ts'
import type { Invitation } from './role.tsx'

/** The fields as typed. */
export interface AboutFields {
  name?: string
  day?: string
  month?: string
  year?: string
}

export interface AboutProps {
  frame: Frame
  steps: readonly StepId[]
  invitation: Invitation
  fields: AboutFields
  /** Staff found that the name on the document differs. */
  nameDiffers?: boolean
  resumed?: boolean
  errors?: readonly FormError[]
}

/**
 * Name and, where an identity check follows, date of birth (R5).
 * Form: POST /me/about with `name` and, when `steps` has `identity`, `day`, `month`, `year`. Link: /me/decline.
 */
export function AboutPage({ frame, steps, invitation, fields, nameDiffers, resumed, errors }: AboutProps) {
  const { t } = say(frame.language)
  const { inviter, account } = invitation
  const { platform, language } = frame
  const identity = steps.includes('identity')
  const problems = problemsOf(language, errors)
  return (
    <Page
      frame={frame}
      step={{ all: steps, current: 'about' }}
      heading={t(nameDiffers ? 'about.heading.again' : 'about.heading')}
      lead={nameDiffers ? undefined : t(identity ? 'about.what.identity' : 'about.what', { account })}
      problems={problems}
      notice={resumed ? resumedNotice(language, 'about') : undefined}
      footer={nameDiffers ? undefined : nextSteps(language, steps, 'about')}
      links={[{ href: '/me/decline', text: t('common.declineAfterAll') }]}
    >
      {nameDiffers && <Note tone="invitee">{reasonText(language, 'name_differs')}</Note>}
      <PostForm frame={frame} action="/me/about">
        <Field
          name="name"
          label={t(identity ? 'about.name' : 'about.name.plain')}
          hint={identity ? t('about.name.hint') : undefined}
          problems={problems}
          autoComplete="name"
          defaultValue={fields.name}
        />
        {identity && <BirthDate frame={frame} fields={fields} problems={problems} />}
        <Aside icon="lock">{t(identity ? 'about.sees.birth' : 'about.sees', { inviter, platform })}</Aside>
        <Send>{t('common.continue')}</Send>
      </PostForm>
      {identity && <Aside icon="pencil">{t('about.change')}</Aside>}
    </Page>
  )
}

interface BirthDateProps {
  frame: Frame
  fields: AboutFields
  problems: readonly Problem[]
}

function BirthDate({ frame, fields, problems }: BirthDateProps) {
  const { t } = say(frame.language)
  const problem = problemAt(problems, 'day')
  return (
    <fieldset
      className={problem ? 'field wrong' : 'field'}
      {...described('day', true, problem)}
      aria-invalid={undefined}
    >
      <legend>{t('about.birth')}</legend>
      <Hint id="day-hint">{t('about.birth.hint')}</Hint>
      <ProblemLine problem={problem} />
      <div className="date">
        {(['day', 'month', 'year'] as const).map((part) => (
          <label key={part}>
            {t(`about.${part}`)}
            <input
              className="tx"
              id={part}
              name={part}
              inputMode="numeric"
              autoComplete={`bday-${part}`}
              maxLength={part === 'year' ? 4 : 2}
              defaultValue={fields[part]}
              aria-invalid={problem ? true : undefined}
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
