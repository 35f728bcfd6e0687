import { type Match, compareBirth, compareNames, compareUntil } from '../domain/comparison.ts'
import { type CheckDigit, type LinesFault, lastDayOf, readLines } from '../domain/machine-lines.ts'
import { dayIn } from '../domain/office-hours.ts'
import { Refusal } from '../domain/refusals.ts'
import { numberHashes } from '../domain/secrets.ts'
import type { PersonRow } from '../store/persons.ts'
import { keepTypedCheck, usedByAnother } from '../store/typed-checks.ts'
import { eventActor, lockFor } from './actor.ts'
import { type Context, execute, record } from './command.ts'
import type { Staff } from './review.ts'

/** What a reviewer typed from the document: its lines, or the fields of one that has none. */
export type Typed = { lines: readonly string[] } | { dateOfBirth: string; number: string; until: string }

/** What came of it, as kept: matches and counts only. Null: not typed. */
export type TypedOutcome = {
  name: Match | null
  birth: Match
  until: Match
  digits: readonly CheckDigit[] | null
}

/** For the reviewer's own page; the typed words come back to whoever typed them and are kept nowhere. */
export type Compared = TypedOutcome & {
  typed: { name: string | null; birth: string; until: string }
  used: Match
  /** Another person's sub-user with a document of the same number. */
  usedBy: string | null
  /** The document's last day, `YYYY-MM-DD`; null where it can't be read. */
  lastDay: string | null
}

/**
 * Compares what a reviewer typed with what the person said (R45). Nothing reads the picture, nothing is corrected, and
 * nothing typed is kept but the matches, the document's last day and a keyed hash of its number. Each reviewer types
 * alone. A fault says which line can't be computed with. Refused: `review-taken`, `not-in-this-state`.
 */
export async function compareTyped(
  context: Context,
  actor: Staff,
  input: { subUserId: string; typed: Typed },
): Promise<Compared | LinesFault> {
  const read = readingOf(input.typed)
  if ('fault' in read) return read
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'review', input.subUserId)
    if (subUser.reviewerId !== actor.id) throw new Refusal('review-taken', 'Take this review before you type.')
    const { id: subUserId, attempt, personId } = subUser
    const person = await work.tx.person.findUniqueOrThrow({ where: { id: personId } })
    const outcome = outcomeOf(read, person, dayIn(context.office, now))
    const hashes = read.number === undefined ? [] : numberHashes(context.numberKeys, read.number)
    const check = { subUserId, attempt, reviewerId: actor.id, personId, at: now }
    const kept = { numberHash: hashes[0] ?? null, documentUntil: read.lastDay ?? null }
    const first = await keepTypedCheck(work.tx, { ...check, ...kept, outcome: JSON.parse(JSON.stringify(outcome)) })
    const usedBy = (await usedByAnother({ prisma: work.tx }, personId, hashes)) ?? null
    if (first)
      await record(work, {
        chain: subUser.accountId,
        type: 'verification.typed',
        subject: subUserId,
        actor: eventActor(actor),
        at: now,
        data: { attempt },
      })
    const lastDay = read.lastDay ?? null
    return { ...outcome, typed: read.shown, used: usedOf(hashes.length > 0, usedBy), usedBy, lastDay }
  })
}

export const usedOf = (numberRead: boolean, usedBy: string | null): Match =>
  numberRead ? (usedBy ? 'used_before' : 'unique') : 'unreadable'

type Read = {
  name: string | null
  /** Six digits `YYMMDD`. */
  birth: string
  lastDay: string | undefined
  number: string | undefined
  digits: readonly CheckDigit[] | null
  shown: Compared['typed']
}

function readingOf(typed: Typed): Read | LinesFault {
  if (!('lines' in typed)) {
    const { dateOfBirth, number, until } = typed
    const birth = dateOfBirth.replaceAll('-', '').slice(2)
    const rest = { name: null, digits: null, shown: { name: null, birth: dateOfBirth, until } }
    return { ...rest, birth, lastDay: until, number: number.includes('?') || number === '' ? undefined : number }
  }
  const read = readLines(typed.lines)
  if ('fault' in read) return read
  const { surname, given, birth, until, number, digits } = read
  const name = `${given} ${surname}`.trim()
  const shown = { name: inTitleCase(name), birth: inPairs(birth), until: inPairs(until) }
  return { name, birth, lastDay: lastDayOf(until), number, digits, shown }
}

const inPairs = (digits: string): string => digits.replaceAll(/..(?!$)/g, '$& ')
const inTitleCase = (name: string): string =>
  name.toLowerCase().replaceAll(/(?<![\p{L}?])\p{L}/gu, (letter) => letter.toUpperCase())

function outcomeOf(read: Read, { name, dateOfBirth }: PersonRow, today: string): TypedOutcome {
  return {
    name: read.name === null ? null : compareNames(name ?? '', read.name),
    birth: compareBirth(dateOfBirth, read.birth),
    until: compareUntil(read.lastDay, today),
    digits: read.digits,
  }
}
