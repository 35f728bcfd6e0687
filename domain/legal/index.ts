import { lpoa } from './lpoa.ts'
import { privacy } from './privacy.ts'
import { terms } from './terms.ts'

/** One legal text in one language: what the person reads, accepts and may save. Paragraphs are separated by blank lines. */
export type LegalText = { key: string; version: string; title: string; body: string }

/** The texts that ship; a platform replaces their words by its own. */
const TEXTS: Readonly<Record<string, Readonly<Record<string, LegalText>>>> = { terms, privacy, lpoa }

/** A text in the wanted language, else in English. Throws when the policy names a text that does not exist. */
export function legalText(key: string, language: string): LegalText {
  const text = TEXTS[key]?.[language] ?? TEXTS[key]?.['en']
  if (!text) throw new Error(`there is no legal text "${key}"`)
  return text
}

export const isLegalText = (key: string): boolean => Object.hasOwn(TEXTS, key)

/** The keys of all texts. */
export const legalTextKeys: readonly string[] = Object.keys(TEXTS)
