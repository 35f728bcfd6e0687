import type { ReactNode } from 'react'
import { wordsIn } from '../../../domain/words/index.ts'
import { DOCUMENT_TYPES, type DocumentKind, type DocumentType } from '../../../domain/verification.ts'
import { Icon } from '../../kit/icons.tsx'
import { say } from '../messages/say.ts'
import { photoField, type Problem } from './errors.ts'
import { described, Hint, PostForm, problemAt, ProblemLine } from './forms.tsx'
import type { Frame } from './frame.tsx'

interface DocumentChoiceProps {
  frame: Frame
  chosen: DocumentType | null
  problems: readonly Problem[]
  /** Said under the choice, for instance what happens to photos of another document. */
  note?: string
}

/** Which document. Form: POST /me/identity/document with `document` = passport | id_card | residence_permit. */
export function DocumentChoice({ frame, chosen, problems, note }: DocumentChoiceProps) {
  const { t } = say(frame.language)
  const words = wordsIn(frame.language).documentTypes
  const problem = problemAt(problems, 'document')
  return (
    <PostForm frame={frame} action="/me/identity/document" className="choice" data={{ 'data-send-on': 'change' }}>
      <fieldset {...described('document', note, problem)} aria-invalid={undefined}>
        <legend>{t('identity.which')}</legend>
        {note && <Hint id="document-hint">{note}</Hint>}
        <ProblemLine problem={problem} />
        <div className="tiles">
          {DOCUMENT_TYPES.map((type, index) => (
            <label key={type}>
              <input
                type="radio"
                name="document"
                value={type}
                id={index === 0 ? 'document' : undefined}
                defaultChecked={type === chosen}
              />
              <Icon name="check" size="s" />
              {words[type]}
            </label>
          ))}
        </div>
      </fieldset>
      <button className="btn">{t('identity.choose')}</button>
    </PostForm>
  )
}

interface PhotoFormProps {
  frame: Frame
  kind: DocumentKind
  problems: readonly Problem[]
  /** The button that opens the camera where there is JavaScript. */
  take: string
  /** Where it is sent; the phone has an address of its own. */
  action?: string | undefined
}

/** What enhance.js says of a very dark or blurred picture before it is sent. */
export function PhotoHints({ frame }: { frame: Frame }) {
  const { t } = say(frame.language)
  return (
    <i
      hidden
      data-dark={t('phone.hint.dark')}
      data-blurred={t('phone.hint.blurred')}
      data-anyway={t('identity.anyway')}
    />
  )
}

/** One photo. Form: POST /me/identity/photo, multipart, with `kind`, then the file `photo`. */
export function PhotoForm({ frame, kind, problems, take, action = '/me/identity/photo' }: PhotoFormProps) {
  const { t } = say(frame.language)
  const field = photoField(kind)
  const problem = problemAt(problems, field)
  return (
    <PostForm
      frame={frame}
      action={action}
      multipart
      className={problem ? 'photo wrong' : 'photo'}
      data={{
        'data-camera': kind === 'selfie' ? 'user' : 'environment',
        'data-take': take,
        'data-choose': t('identity.choosePhoto'),
        'data-convert': t('identity.file.convert'),
        'data-sending': t('identity.sending', { percent: '{percent}' }),
        'data-stop': t('identity.stop'),
        'data-broken': t('error.photo_broken'),
        'data-offline': t('identity.offline'),
      }}
    >
      <input type="hidden" name="kind" value={kind} />
      <template>
        <Icon name="camera" />
      </template>
      <label htmlFor={field}>
        <span className="sr">{wordsIn(frame.language).documentKinds[kind].name}: </span>
        {t('identity.file')}
      </label>
      <ProblemLine problem={problem} />
      <input type="file" id={field} name="photo" accept="image/jpeg,image/png" {...described(field, null, problem)} />
      <button className="btn b">
        {t('identity.add')}
        <span className="sr">: {wordsIn(frame.language).documentKinds[kind].name}</span>
      </button>
    </PostForm>
  )
}

interface PhotoHeadProps {
  sketch: ReactNode
  name: ReactNode
  children: ReactNode
  /** Opens below, over the whole width. */
  fold?: ReactNode
}

/** The heading of a photo's card with a sketch beside it. */
export function PhotoHead({ sketch, name, children, fold }: PhotoHeadProps) {
  return (
    <div className="photohead">
      {sketch}
      <div>
        <h2>{name}</h2>
        {children}
      </div>
      {fold}
    </div>
  )
}
