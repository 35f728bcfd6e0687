import type { FactsByKind, Frame } from './facts.ts'
import { htmlOf } from './html/document.tsx'
import type { MailKind } from './kinds.ts'
import type { Letter } from './letter.ts'
import { holderLetters } from './letters/holder.ts'
import { invitationLetters } from './letters/invitation.ts'
import { loginLetters } from './letters/login.ts'
import { outcomeLetters } from './letters/outcome.ts'
import type { Pen, Writers } from './letters/pen.ts'
import { progressLetters } from './letters/progress.ts'
import { staffLetters } from './letters/staff.ts'
import { withdrawalLetters } from './letters/withdrawals.ts'
import { say } from './messages/say.ts'
import { textOf } from './text.ts'

export type RenderedMail = { subject: string; html: string; text: string }

const LETTERS: Writers<MailKind> = {
  ...invitationLetters,
  ...loginLetters,
  ...progressLetters,
  ...outcomeLetters,
  ...holderLetters,
  ...staffLetters,
  ...withdrawalLetters,
}

/** Code points of a subject; longer ones are cut, so that a long name can't push a header over its limits. */
const SUBJECT_MOST = 180

/**
 * Writes one mail in the frame's language. The same kind, facts and frame give the same bytes, so that a retry repeats
 * the identical mail. HTML and text carry the same words; whatever comes from people stands escaped, on one line, and
 * free text of theirs only as a quotation (R62).
 */
export function renderMail<K extends MailKind>(kind: K, facts: FactsByKind[K], frame: Frame): RenderedMail {
  const pen: Pen = { say: say(frame.locale, frame.timeZone), frame }
  const draft = LETTERS[kind](facts, pen)
  const letter: Letter = {
    heading: draft.subject,
    after: [],
    closing: [],
    ...draft,
    subject: shortened(draft.subject),
    footer: [...draft.footer, help(pen)],
  }
  return { subject: letter.subject, html: htmlOf(letter, pen), text: textOf(letter, pen) }
}

/** Help is at the same place in every mail (screens.md, section 5). */
function help({ say: voice, frame }: Pen): Letter['footer'][number] {
  const link = voice.runs('footer.help', {}, frame.helpUrl)
  return frame.supportLine === '' ? link : [...link, ` · ${frame.supportLine}`]
}

function shortened(subject: string): string {
  const points = Array.from(subject)
  return points.length <= SUBJECT_MOST ? subject : `${points.slice(0, SUBJECT_MOST - 1).join('')}…`
}
