import type { Device } from '../domain/devices.ts'
import type { Office } from '../domain/office-hours.ts'
import { processToldOf } from '../domain/process.ts'
import { Refusal, REFUSALS, type RefusalCode, type RefusalFacts } from '../domain/refusals.ts'
import type { KeyRing } from '../domain/secrets.ts'
import { type Database, type Tx, transaction } from '../store/database.ts'
import { type EventActor, type NewEvent, appendEvent } from '../store/events.ts'
import { type IdempotencyClaim, claimKey, storeAnswer, storedAnswer } from '../store/idempotency.ts'
import { seatTakenAgain, withoutNames } from './seat-refusal.ts'
import type { Nudge } from '../store/outbox.ts'
import type { Verification } from '../vendors/index.ts'

/** What a process does after a commit. Both may fail or be lost: relay and workflow take what is left. */
export type Effects = {
  nudge(nudges: readonly Nudge[]): void
  /** Mails that a person waits for at the screen: sent at once, by the process that took the command. */
  mail(ids: readonly string[]): void
}

/** What commands need of their process. */
export type Context = {
  db: Database
  /** Makes and reads links, codes and form tokens. */
  keys: KeyRing
  /** Wraps the keys of documents. */
  masterKeys: KeyRing
  verification: Verification
  /** Recognises the number of a document that was seen before. */
  numberKeys: KeyRing
  /** When staff work, and where the platform is. */
  office: Office
  effects: Effects
  /** What kind of device a person acts from, where it is known. */
  device?: Device | undefined
  idempotency?: IdempotencyClaim
}

/** One command at work: its transaction, and what is to follow the commit. */
export type Work = {
  tx: Tx
  nudges: Nudge[]
  mails: string[]
  verification: Verification
  office: Office
  device: Device | undefined
}

/** Plain values that can be stored and rendered again: ids, states, codes. */
export type Reference = { [key: string]: string | number | boolean | null | Reference | Reference[] }

/**
 * Runs a command as one transaction, then its effects. With an idempotency key, the key is inserted first and the answer
 * stored last, in the same transaction; a refusal rolls back to a savepoint and is stored as well; a fault stores nothing (R52).
 */
export async function execute<T>(context: Context, command: (work: Work) => Promise<T>): Promise<T> {
  const { idempotency } = context
  const work: Work[] = []
  const outcome = await transaction(context.db, async (tx) => {
    work.length = 0
    const { verification, office, device } = context
    const mine: Work = { tx, nudges: [], mails: [], verification, office, device }
    work.push(mine)
    if (!idempotency) return { value: await command(mine) }
    if (!(await claimKey(tx, idempotency))) return replayed<T>(tx, idempotency)
    return answered(mine, idempotency, command)
  })
  if ('refusal' in outcome) throw outcome.refusal
  const done = work[0]
  if (done && done.nudges.length > 0) context.effects.nudge(done.nudges)
  if (done && done.mails.length > 0) context.effects.mail(done.mails)
  return outcome.value
}

type Outcome<T> = { value: T } | { refusal: Refusal }

async function answered<T>(
  work: Work,
  claim: IdempotencyClaim,
  command: (work: Work) => Promise<T>,
): Promise<Outcome<T>> {
  await work.tx.$executeRaw`SAVEPOINT command`
  try {
    const value = await command(work)
    await storeAnswer(work.tx, claim, 200, { value: value as Reference })
    return { value }
  } catch (error) {
    if (!(error instanceof Refusal) || REFUSALS[error.code].status >= 500) throw error
    await work.tx.$executeRaw`ROLLBACK TO SAVEPOINT command`
    work.nudges.length = 0
    work.mails.length = 0
    await storeAnswer(work.tx, claim, REFUSALS[error.code].status, storable(error))
    return { refusal: error }
  }
}

/** A refusal as references; who holds seats is named again when the answer is (R50). */
const storable = ({ code, message, facts }: Refusal): Reference =>
  code === 'seat-taken'
    ? { code, detail: '', facts: withoutNames(facts) as Reference }
    : { code, detail: message, facts: JSON.parse(JSON.stringify(facts)) as Reference }

async function replayed<T>(tx: Tx, claim: IdempotencyClaim): Promise<Outcome<T>> {
  const stored = await storedAnswer(tx, claim)
  if (!stored || stored.status === null) return { refusal: new Refusal('idempotency-key-busy') }
  if (Buffer.compare(stored.bodyHash, claim.bodyHash) !== 0)
    return { refusal: new Refusal('idempotency-key-reused', 'The same idempotency key came with another body.') }
  const answer = stored.answer as { value: T } | { code: RefusalCode; detail: string; facts: RefusalFacts }
  if ('code' in answer && answer.code === 'seat-taken') return { refusal: await seatTakenAgain(tx, answer.facts) }
  if ('code' in answer) return { refusal: new Refusal(answer.code, answer.detail, answer.facts) }
  return { value: answer.value }
}

/**
 * Appends the command's event, the last statement of its transaction, and remembers the nudge for after the commit. What a
 * person did says from what kind of device.
 */
export async function record(work: Work, event: NewEvent & { actor: EventActor }): Promise<void> {
  const from = event.actor.kind === 'person' && work.device ? { device: work.device } : {}
  const eventId = await appendEvent(work.tx, { ...event, data: { ...event.data, ...from } })
  if (event.nudge) work.nudges.push({ eventId, process: processToldOf(event.type), subject: event.subject })
}
