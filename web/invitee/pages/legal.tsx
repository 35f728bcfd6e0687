import type { Language, StepId } from '../../../domain/words/shape.ts'
import { Icon } from '../../kit/icons.tsx'
import { say } from '../messages/say.ts'
import { problemsOf, type FormError, type Problem } from './errors.ts'
import { described, PostForm, problemAt, ProblemLine, Send } from './forms.tsx'
import { Page, type Frame } from './frame.tsx'
import { resumedNotice } from './progress.ts'

/** A text to accept; `minutes` is how long reading takes. */
export interface LegalText {
  /** Short and stable: the box's name is `accept_<key>`. */
  key: string
  title: string
  version: string
  minutes: number
  /** The language the text is written in. */
  language: Language
  sections: readonly LegalSection[]
  /** Where the same text can be saved. */
  fileHref: string
}

/** A heading with its paragraphs, and where it lists rights, what may and may not be done. */
export interface LegalSection {
  heading?: string
  paragraphs: readonly string[]
  may?: readonly string[]
  mayNot?: readonly string[]
}

export interface LegalProps {
  frame: Frame
  steps: readonly StepId[]
  texts: readonly LegalText[]
  /** Keys ticked before, after an error. */
  ticked?: readonly string[]
  resumed?: boolean
  errors?: readonly FormError[]
}

/**
 * Each legal text opens in place and has its own box, never ticked beforehand.
 * Form: POST /me/legal with `accept_<key>` = `on` for each text, and hidden what was shown: `version_<key>`, `language`.
 * Link: /me/decline.
 */
export function LegalPage({ frame, steps, texts, ticked = [], resumed, errors }: LegalProps) {
  const { t, rich } = say(frame.language)
  const problems = problemsOf(frame.language, errors)
  return (
    <Page
      frame={frame}
      step={{ all: steps, current: 'legal' }}
      heading={t('legal.heading')}
      problems={problems}
      notice={resumed ? resumedNotice(frame.language, 'legal') : undefined}
      footer={rich('legal.disagree', {}, { link: (text) => <a href="/me/decline">{text}</a> })}
    >
      <PostForm frame={frame} action="/me/legal">
        <input type="hidden" name="language" value={frame.language} />
        {texts.map((text) => (
          <TextCard
            key={text.key}
            language={frame.language}
            text={text}
            ticked={ticked.includes(text.key)}
            problem={problemAt(problems, `accept_${text.key}`)}
          />
        ))}
        <Send>{t('common.continue')}</Send>
      </PostForm>
    </Page>
  )
}

interface TextCardProps {
  language: Language
  text: LegalText
  ticked: boolean
  problem: Problem | undefined
}

function TextCard({ language, text, ticked, problem }: TextCardProps) {
  const { t } = say(language)
  const { key, title, version, minutes } = text
  const name = `accept_${key}`
  return (
    <div className={problem ? 'text wrong' : 'text'}>
      <details>
        <summary>
          <b lang={text.language}>{title}</b>
          <small>
            {t('legal.about', { version, minutes })} · <span className="closed">{t('legal.open')}</span>
            <span className="opened">{t('legal.close')}</span>
          </small>
          <Icon name="chevronDown" />
        </summary>
        <div className="body" lang={text.language}>
          {text.sections.map((section, index) => (
            <Section key={section.heading ?? index} section={section} />
          ))}
        </div>
      </details>
      <p className="file">
        <a href={text.fileHref} download>
          {t('legal.file')}
          <span className="sr">: {title}</span>
        </a>
      </p>
      <ProblemLine problem={problem} />
      <input type="hidden" name={`version_${key}`} value={version} />
      <label className="accept">
        <input type="checkbox" id={name} name={name} defaultChecked={ticked} {...described(name, null, problem)} />
        <span>{t('legal.accept', { title, version })}</span>
      </label>
    </div>
  )
}

function Section({ section }: { section: LegalSection }) {
  const { heading, paragraphs, may = [], mayNot = [] } = section
  return (
    <>
      {heading && <h2>{heading}</h2>}
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {may.length > 0 && <Rights icon="check" lines={may} />}
      {mayNot.length > 0 && <Rights icon="cross" lines={mayNot} />}
    </>
  )
}

function Rights({ icon, lines }: { icon: 'check' | 'cross'; lines: readonly string[] }) {
  return (
    <ul className={icon === 'cross' ? 'may not' : 'may'}>
      {lines.map((line) => (
        <li key={line}>
          <Icon name={icon} />
          <span>{line}</span>
        </li>
      ))}
    </ul>
  )
}
