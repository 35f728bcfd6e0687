import { wordsIn } from '../../../domain/words/index.ts'
import type { Language } from '../../../domain/words/shape.ts'
import type { DocumentKind } from '../../../domain/verification.ts'
import { say } from '../messages/say.ts'

/** Errors that say all by themselves, and the field that each belongs to. */
const fields = {
  email_empty: 'email',
  email_wrong: 'email',
  sign_in_wrong: 'email',
  password_empty: 'password',
  password_common: 'password',
  password_known: 'password',
  name_empty: 'name',
  birth_incomplete: 'day',
  birth_future: 'day',
  code_empty: 'code',
  code_over: 'code',
  document_open: 'document',
} as const

/** What a file turned out to be that is neither JPEG nor PNG. */
export type FileKind = 'pdf' | 'heic' | 'webp' | 'gif' | 'svg' | 'other'

/** What was wrong with a form that was sent. Lengths are in characters, `megabytes` rounds up. */
export type FormError =
  | { code: keyof typeof fields }
  | { code: 'password_short'; length: number }
  | { code: 'password_long' | 'name_long' | 'reason_long'; limit: number }
  | { code: 'code_wrong'; triesLeft: number }
  | { code: 'legal_open' | 'legal_changed'; key: string; title: string }
  | { code: 'photo_empty' | 'photo_unreadable' | 'photo_broken' | 'photos_left'; kind: DocumentKind }
  | { code: 'photo_kind'; kind: DocumentKind; found: FileKind }
  | { code: 'photo_large'; kind: DocumentKind; megabytes: number }
  | { code: 'too_many'; field: 'email' | 'password' | 'code' | 'document'; minutes: number }

/** An error in the person's words; `field` is the id of the control to correct. */
export interface Problem {
  field: string
  text: string
}

/** The errors of a form in words, in the order in which they were found. */
export function problemsOf(language: Language, errors: readonly FormError[] = []): Problem[] {
  return errors.map((error) => problemOf(language, error))
}

/** The id of the file field for a photo. */
export function photoField(kind: DocumentKind): string {
  return `photo-${kind}`
}

function problemOf(language: Language, error: FormError): Problem {
  const { t } = say(language)
  switch (error.code) {
    case 'password_short':
      return { field: 'password', text: t('error.password_short', { length: error.length }) }
    case 'password_long':
      return { field: 'password', text: t('error.password_long', { limit: error.limit }) }
    case 'name_long':
      return { field: 'name', text: t('error.name_long', { limit: error.limit }) }
    case 'reason_long':
      return { field: 'reason', text: t('error.reason_long', { limit: error.limit }) }
    case 'code_wrong':
      return { field: 'code', text: t('error.code_wrong', { n: error.triesLeft }) }
    case 'legal_open':
    case 'legal_changed':
      return { field: `accept_${error.key}`, text: t(`error.${error.code}`, { title: error.title }) }
    case 'too_many':
      return { field: error.field, text: t('error.too_many', { minutes: error.minutes }) }
    case 'photo_empty':
    case 'photo_unreadable':
    case 'photo_broken':
    case 'photos_left':
    case 'photo_kind':
    case 'photo_large':
      return { field: photoField(error.kind), text: photoProblem(language, error) }
    default:
      return { field: fields[error.code], text: t(`error.${error.code}`) }
  }
}

type PhotoError = Extract<FormError, { kind: DocumentKind }>

function photoProblem(language: Language, error: PhotoError): string {
  const { t } = say(language)
  const what = wordsIn(language).documentKinds[error.kind].the
  switch (error.code) {
    case 'photo_empty':
      return t('error.photo_empty', { what })
    case 'photos_left':
      return t('error.photos_left', { what })
    case 'photo_unreadable':
      return t('error.photo_unreadable')
    case 'photo_broken':
      return t('error.photo_broken')
    case 'photo_large':
      return t('error.photo_large', { megabytes: error.megabytes })
    case 'photo_kind':
      return t('error.photo_kind', { found: error.found })
  }
}
