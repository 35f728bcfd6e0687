import { type Access, accessText } from '../../domain/access.ts'
import type { FactsByKind, FreedSeat, Frame, OpenUntil } from '../facts.ts'
import type { MailKind } from '../kinds.ts'
import { type Block, type Draft, linesOf, note, oneLine, paragraph, type Run } from '../letter.ts'
import type { MessageKey } from '../messages/en.ts'
import type { Say } from '../messages/say.ts'

/** What every writer holds: the language's voice and the installation's frame. */
export type Pen = { say: Say; frame: Frame }

/** Writes one kind of mail. */
export type Writer<K extends MailKind> = (facts: FactsByKind[K], pen: Pen) => Draft
export type Writers<K extends MailKind> = { [P in K]: Writer<P> }

export const roleName = (access: Access, { frame }: Pen): string => accessText(frame.locale, access, '').name

/** What the role opens in this account, and what it does not (R36). */
export function rightsOf(access: Access, account: string, { frame }: Pen): Block {
  const { may, mayNot } = accessText(frame.locale, access, oneLine(account))
  return { is: 'rights', may, mayNot }
}

/** What a person wrote, under a label, or nothing when there are no words. */
export function reason(
  label: 'reason.label' | 'reason.given',
  words: string | undefined,
  by: string,
  pen: Pen,
): Block[] {
  const quoted = quotationOf(words, by, pen)
  return quoted.length === 0 ? [] : [paragraph(pen.say.text(label)), ...quoted]
}

/** A person's own words, marked as theirs (R62). */
export function quotationOf(words: string | undefined, by: string, { say }: Pen): Block[] {
  const lines = linesOf(words ?? '')
  if (lines.length === 0) return []
  const [open, close] = [say.text('quotation.open'), say.text('quotation.close')]
  return [{ is: 'quotation', open, lines, close, by: say.text('quotation.by', { by }) }]
}

export const seatFreed = (group: FreedSeat | undefined, { say }: Pen): Block[] =>
  group === undefined ? [] : [paragraph(say.text(`seat.${group}`))]

/** The date that stands in every mail while something is open (R33). */
export function openUntil(until: OpenUntil | undefined, pen: Pen): Block[] {
  if (until === undefined) return []
  if (until === 'stands_still') return [note(pen.say.text('date.stands_still'))]
  return [{ is: 'facts', rows: [openUntilRow(until, pen)] }]
}

export function openUntilRow(until: Date, { say }: Pen): { label: string; runs: readonly Run[] } {
  const { date, zone } = say.when.long(until)
  return { label: say.text('fact.open_until'), runs: [{ strong: date }, ` ${zone}`] }
}

/** “Not you? Tell us”, where the button leads on. */
export const notYou = (tellLink: string, { say }: Pen): Block => note(...say.runs('not_you.tell', {}, tellLink))

/** Why this mail came; with the way to stop reminders where some will come. */
export function footer(
  key: Extract<MessageKey, `footer.${'invitee' | 'holder' | 'login' | 'staff'}`>,
  pen: Pen,
  account = '',
  noRemindersLink?: string,
): Draft['footer'] {
  const { say, frame } = pen
  return [[say.text(key, { platform: frame.platformName, account }), ...noReminders(noRemindersLink, pen)]]
}

export const noReminders = (link: string | undefined, { say }: Pen): Run[] =>
  link === undefined ? [] : [' ', ...say.runs('footer.no_reminders', {}, link)]
