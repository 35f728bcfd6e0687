import { de } from './de.ts'
import { en } from './en.ts'
import type { Language, ReasonWords, Words } from './shape.ts'
import type { DocumentPart, ResubmissionReason } from '../verification.ts'

const sets: Record<Language, Words> = { en, de }

export const languages: readonly Language[] = ['en', 'de']

/** The shared words in one language. */
export function wordsIn(language: Language): Words {
  return sets[language]
}

/** The first of the wished languages that we speak, else English; `de-AT` counts as `de`. */
export function languageOf(...wished: readonly (string | undefined)[]): Language {
  const spoken = wished.map((tag) => languages.find((own) => own === tag?.toLowerCase().split('-')[0]))
  return spoken.find((language) => language !== undefined) ?? 'en'
}

/** Puts values for `{name}` placeholders into a text; a placeholder without a value stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** The words of a reason for one kind of document. */
export const reasonWords = (
  language: Language,
  reason: ResubmissionReason,
  document: string | undefined,
): ReasonWords => {
  const { reasons, addressReasons } = sets[language]
  return (document === 'address_proof' && addressReasons[reason]) || reasons[reason]
}

/** Why a document is asked for again, as the person reads it (R42). `date` is already in the person's words. */
export function reasonText(
  language: Language,
  reason: ResubmissionReason,
  known: { document?: string; part?: DocumentPart | undefined; date?: string | undefined } = {},
): string {
  const { documentParts } = sets[language]
  const { person, plain } = reasonWords(language, reason, known.document)
  const part = known.part && documentParts[known.part]
  const missing = (person.includes('{part}') && !part) || (person.includes('{date}') && !known.date)
  return missing ? plain : fill(person, { part: part ?? '', date: known.date ?? '' })
}
