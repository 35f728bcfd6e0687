import { type Right, readsOnly } from '../../../domain/rights.ts'
import { wordsIn } from '../../../domain/words/index.ts'
import type { Draft } from '../data/api.ts'
import { words } from '../words/portal.ts'

const rightWords = wordsIn('en').rights
export const wordsOf = (right: Right) => rightWords[right]

/** The person's first name, or words in its place. */
export function whoOf({ whose, name, first }: Draft): string {
  const given = (whose === 'sub-user' ? (first?.name ?? '') : name).trim().split(/\s+/)[0]
  if (whose === 'holder') return words.wizard.yourSecond
  return given || words.wizard.somebody
}

export const titleOf = ({ whose, name, first }: Draft): string => {
  if (whose === 'holder') return words.wizard.ownTitle
  return whose === 'sub-user' ? words.wizard.secondTitle(first?.name ?? '') : words.wizard.title(name.trim())
}

/** The first ticked right that does more than read: why an identity check follows (R7). */
export const actingRight = ({ rights, whose }: Draft): Right | undefined =>
  whose === 'person' ? rights.find((right) => !readsOnly(right)) : undefined

type Fault = Draft['faults'][number]

/** A fault in words, as it stands at its field and in the summary. */
export function faultText({ field, code }: Fault, draft: Draft): string {
  const { faults } = words.wizard
  if (field === 'relationshipConfirmed') return faults.relationshipConfirmed.missing(nameOf(draft))
  const texts: Record<string, Readonly<Record<string, unknown>>> = faults
  const text = texts[field]?.[code]
  return typeof text === 'string' ? text : code
}

/** The whole name, or words in its place. */
export const nameOf = ({ name }: Draft): string => name.trim() || words.wizard.somebody

export const faultAt = (draft: Draft, field: string): string | undefined => {
  const fault = draft.faults.find((one) => one.field === field)
  return fault && faultText(fault, draft)
}

/** “EUR 14.50”. */
export function money({ amountMinor, currency }: { amountMinor: number; currency: string }): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  return `${currency} ${(amountMinor / 10 ** digits).toFixed(digits)}`
}
