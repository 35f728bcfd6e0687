import { uuidv7 } from 'uuidv7'
import {
  type ConfirmationPurpose,
  type Content,
  NUMBER_MS,
  NUMBER_TRIES,
  digestOf,
  isFresh,
} from '../domain/confirmation.ts'
import { SAME_PRESS_MS } from '../domain/deadlines.ts'
import { Refusal } from '../domain/refusals.ts'
import { isCode } from '../domain/secrets.ts'
import { maskedAddress } from '../domain/sign-up.ts'
import { accountNow, findAccount } from '../store/accounts.ts'
import {
  type ConfirmationRow,
  type NumberKey,
  countNumberTry,
  insertNumber,
  latestNumber,
  lockNumbers,
  useNumber,
  voidNumbers,
} from '../store/confirmation-numbers.ts'
import { planMail } from '../store/mails.ts'
import { findSubUser } from '../store/sub-users.ts'
import { type PortalActor, eventActor } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { countConfirmation } from './limits.ts'

/** What is confirmed, by whom, and exactly in which form: `content` is everything that the person saw and agrees to. */
export type ToConfirm = {
  actor: PortalActor
  purpose: ConfirmationPurpose
  /** The sub-user, or the withdrawal. */
  subject: string
  content: Content
}

/** A number that was mailed: to which address (masked), until when it works, how many tries it stands. */
export type SentNumber = { sentTo: string; worksUntil: Date; triesLeft: number }

/** Where a confirmation stands: not needed with a fresh second factor, else the number that works now, if any. */
export type ConfirmationState = { needed: boolean; sent: SentNumber | null }

/** What `checkNumber` has found; `spend` uses it up. */
export type Proof = { numberId: string } | { twoFactor: true }

const keyOf = ({ actor, purpose, subject }: ToConfirm): NumberKey => ({
  actorKind: actor.kind,
  actorId: actor.id,
  purpose,
  subject,
})

/**
 * Mails a confirmation number to the one who confirms: the holder's address, or the Administrator's own. It voids the
 * earlier one; pressed twice, the one just sent stays (R28). Whether the actor may confirm is the caller's to check.
 * Refused: `too-many`.
 */
export async function requestConfirmation(context: Context, toConfirm: ToConfirm): Promise<SentNumber> {
  await countConfirmation(context, toConfirm.actor.id)
  return execute(context, async (work) => {
    const { actor, subject, purpose, content } = toConfirm
    const [key, digest] = [keyOf(toConfirm), digestOf(content)]
    await lockNumbers(work.tx, key)
    const now = await accountNow(work.tx, actor.accountId)
    const sentTo = await addressOf(work, actor)
    const before = await latestNumber({ prisma: work.tx }, key)
    if (
      before &&
      isOpen(before, digest, now) &&
      before.tries === 0 &&
      now.getTime() - before.createdAt.getTime() < SAME_PRESS_MS
    )
      return sentNumber(before, sentTo)
    const number = {
      ...key,
      id: uuidv7(),
      accountId: actor.accountId,
      digest,
      createdAt: now,
      expiresAt: new Date(now.getTime() + NUMBER_MS),
      tries: 0,
    }
    await insertNumber(work.tx, number)
    const facts = { numberId: number.id }
    work.mails.push(
      await planMail(work.tx, {
        subject,
        kind: 'confirmation_number',
        audience: 'holder',
        facts,
        interactive: true,
        at: now,
      }),
    )
    const event = { chain: actor.accountId, subject, actor: eventActor(actor), at: now }
    await record(work, { ...event, type: 'confirmation.sent', data: { purpose } })
    return sentNumber(number, sentTo)
  })
}

/** Where the confirmation stands, for the page that asks for it. */
export async function confirmationState(context: Context, toConfirm: ToConfirm): Promise<ConfirmationState> {
  const { prisma } = context.db
  const now = await accountNow(prisma, toConfirm.actor.accountId)
  if (isFresh(toConfirm.actor.mfaAt, now)) return { needed: false, sent: null }
  const latest = await latestNumber(context.db, keyOf(toConfirm))
  if (!latest || !isOpen(latest, digestOf(toConfirm.content), now)) return { needed: true, sent: null }
  return { needed: true, sent: sentNumber(latest, await addressOf({ tx: prisma }, toConfirm.actor)) }
}

/**
 * Checks the typed number before the command's own transaction, because a wrong try counts for good and a refusal there
 * would roll it back. With a fresh second factor no number is needed. Refused: `number-needed`, `number-wrong` (with the
 * tries left), `number-over` (facts say why: `tries`, `time`, or `changed` for one that was voided or is for something else).
 */
export async function checkNumber(context: Context, toConfirm: ToConfirm, typed: string | undefined): Promise<Proof> {
  const now = await accountNow(context.db.prisma, toConfirm.actor.accountId)
  if (isFresh(toConfirm.actor.mfaAt, now)) return { twoFactor: true }
  if (!typed?.trim()) throw new Refusal('number-needed')
  const key = keyOf(toConfirm)
  const tried = await countNumberTry(context.db, key, digestOf(toConfirm.content), NUMBER_TRIES)
  if (!tried) throw over(await latestNumber(context.db, key), now)
  if (isCode(context.keys, tried.id, typed)) return { numberId: tried.id }
  const triesLeft = NUMBER_TRIES - tried.tries
  if (triesLeft === 0) throw tooOften()
  throw new Refusal('number-wrong', `That number is wrong. ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left.`, {
    triesLeft,
  })
}

/**
 * Uses up what `checkNumber` found, inside the command that it confirms: what is confirmed must still be exactly what the
 * number was sent for, and a number works once. Refused: `number-needed` (the second factor is too old by now), `number-over`.
 */
export async function spend(work: Work, toConfirm: ToConfirm, proof: Proof, now: Date): Promise<void> {
  if ('twoFactor' in proof) {
    if (!isFresh(toConfirm.actor.mfaAt, now)) throw new Refusal('number-needed')
    return
  }
  const key = keyOf(toConfirm)
  if (!(await useNumber(work.tx, proof.numberId, key, digestOf(toConfirm.content), now)))
    throw over(await latestNumber({ prisma: work.tx }, key), now)
}

/** Voids the numbers for something that has changed or is over. */
export const voidConfirmations = (work: Work, purpose: ConfirmationPurpose, subject: string, now: Date) =>
  voidNumbers(work.tx, purpose, subject, now)

const isOpen = (number: ConfirmationRow, digest: Uint8Array, now: Date): boolean =>
  !number.usedAt &&
  !number.endedAt &&
  number.tries < NUMBER_TRIES &&
  number.expiresAt > now &&
  Buffer.compare(number.digest, digest) === 0

const sentNumber = (number: { expiresAt: Date; tries: number }, sentTo: string): SentNumber => ({
  sentTo: maskedAddress(sentTo),
  worksUntil: number.expiresAt,
  triesLeft: NUMBER_TRIES - number.tries,
})

const tooOften = () =>
  new Refusal('number-over', '5 wrong tries. This number is void; request a new one.', { because: 'tries' })

function over(latest: ConfirmationRow | undefined, now: Date): Refusal {
  if (!latest) return new Refusal('number-needed', 'Request a number first.')
  if (latest.tries >= NUMBER_TRIES && !latest.usedAt) return tooOften()
  const because = latest.expiresAt <= now ? 'time' : 'changed'
  return new Refusal('number-over', 'That number has run out. Request a new one.', { because })
}

/** The address of the one who confirms. */
async function addressOf({ tx }: Pick<Work, 'tx'>, actor: PortalActor): Promise<string> {
  const found =
    actor.kind === 'holder'
      ? (await findAccount({ prisma: tx }, actor.accountId))?.holder
      : (await findSubUser({ prisma: tx }, actor.id, [actor.accountId]))?.person
  if (!found) throw new Refusal('not-found')
  return found.address
}
