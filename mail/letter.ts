/**
 * What a mail says, apart from how it looks: the one source of its HTML and of its text, so that both carry the
 * same words.
 */
export type Letter = {
  subject: string
  heading: string
  /** Between heading and button. */
  body: readonly Block[]
  button?: Button
  /** Under the button: small print on it, then the facts. */
  after: readonly Block[]
  /** Last lines of the card. */
  closing: readonly Block[]
  /** Under the card: why this mail came, and where help is. */
  footer: readonly (readonly Run[])[]
}

/** A piece of a line. */
export type Run = string | { strong: string } | { link: string; href: string }

export type Button = {
  label: string
  href: string
  /** Outlined: for a way out, not for the way on. */
  quiet: boolean
}

export type Block =
  | { is: 'paragraph'; runs: readonly Run[]; quiet: boolean }
  /** Words of a person, never Usher's own: always marked with who wrote them (R62). */
  | { is: 'quotation'; open: string; lines: readonly string[]; close: string; by: string }
  /** What a role opens and what it does not, told apart by a mark and by their words. */
  | { is: 'rights'; may: readonly string[]; mayNot: readonly string[] }
  | { is: 'facts'; rows: readonly { label: string; runs: readonly Run[] }[] }
  | { is: 'code'; code: string }

/** What the writer of one kind gives; what is left out is empty, or the subject again as heading. */
export type Draft = Pick<Letter, 'subject' | 'body' | 'footer'> & Partial<Letter>

export const paragraph = (...runs: readonly Run[]): Block => ({ is: 'paragraph', runs, quiet: false })

/** Small print. */
export const note = (...runs: readonly Run[]): Block => ({ is: 'paragraph', runs, quiet: true })

export const button = (label: string, href: string): Button => ({ label, href, quiet: false })

export const quietButton = (label: string, href: string): Button => ({ label, href, quiet: true })

/** Lines of a text of people; line breaks stay, everything else that could disguise the text goes (R62). */
export const linesOf = (words: string): string[] =>
  words
    .split(/\r\n|\r|\n/u)
    .map(oneLine)
    .filter((line) => line !== '')

/** The words of a line, without where its links lead. */
export const wordsOf = (runs: readonly Run[]): string =>
  runs.map((run) => (typeof run === 'string' ? run : 'strong' in run ? run.strong : run.link)).join('')

/** What a mailbox shows beside the subject: our own first sentence and the date, never a person's words (R62). */
export function previewOf({ body, after }: Letter): string {
  const first = body.find((block) => block.is === 'paragraph')
  const date = after.find((block) => block.is === 'facts')?.rows[0]
  return [...(first ? [wordsOf(first.runs)] : []), ...(date ? [date.label, wordsOf(date.runs)] : [])].join(' ')
}

/** Control characters, line and paragraph separators, marks that turn the direction of reading. */
const DISGUISES = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

/** A value from outside as it may stand in a subject or a sentence: one line, no control characters. */
export const oneLine = (value: string): string => value.replace(DISGUISES, ' ').replace(/\s+/gu, ' ').trim()
