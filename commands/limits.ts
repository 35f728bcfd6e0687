import { createHash } from 'node:crypto'
import { Refusal } from '../domain/refusals.ts'
import { addressKey } from '../domain/sign-up.ts'
import { type AccountForInvite, countedForInvite } from '../store/accounts.ts'
import { isAnswered } from '../store/idempotency.ts'
import { type Limit, type Reached, type Use, useLimits } from '../store/limits.ts'
import type { Context } from './command.ts'

const HOUR = 3_600_000

/** Invites of one account, and to one address over all accounts (R68). */
const INVITES_OF_ACCOUNT: Limit = { name: 'invites-account', most: 2_000, windowMs: HOUR }
const INVITES_TO_ADDRESS: Limit = { name: 'invites-address', most: 20, windowMs: 24 * HOUR }
/** Mails about one onboarding that a caller or staff ask for: reminders, new links, sign-in links. */
const MAILS_ASKED: Limit = { name: 'mails-asked', most: 12, windowMs: HOUR }
/** Confirmation numbers that one person in the portal asks for. */
const NUMBERS_ASKED: Limit = { name: 'numbers-asked', most: 10, windowMs: HOUR }

/** User names that one person in the portal has checked: many while typing, too few to read them all. */
const USER_NAMES_CHECKED: Limit = { name: 'user-names-checked', most: 120, windowMs: HOUR }

/** Counted by a hash: no address stands in the table. */
const hashed = (address: string): string =>
  createHash('sha256').update(addressKey(address)).digest('base64url').slice(0, 22)

const usesOfInvite = (accountId: string, email: string): Use[] => [
  { limit: INVITES_OF_ACCOUNT, key: accountId },
  { limit: INVITES_TO_ADDRESS, key: hashed(email) },
]

/** Counts one invite; refused with `too-many` and when to try again. */
export const countInvite = (context: Context, accountId: string, email: string): Promise<void> =>
  count(context, usesOfInvite(accountId, email))

/** The same, and what the invite has to know of its account. Refused: `not-found`, `too-many`. */
export async function countedInvite(context: Context, accountId: string, email: string): Promise<AccountForInvite> {
  const uses = (await isRepeat(context)) ? [] : usesOfInvite(accountId, email)
  const { account, reached } = await countedForInvite(context.db, accountId, uses)
  if (!account) throw new Refusal('not-found', 'There is no such account.')
  if (reached) throw tooMany(reached)
  return account
}

/** Counts one mail that somebody asked for; refused with `too-many`. */
export const countAskedMail = (context: Context, subUserId: string): Promise<void> =>
  count(context, [{ limit: MAILS_ASKED, key: subUserId }])

/** Counts one confirmation number that somebody in the portal asked for; refused with `too-many` (R28, R68). */
export const countConfirmation = (context: Context, actorId: string): Promise<void> =>
  count(context, [{ limit: NUMBERS_ASKED, key: actorId }])

/** Counts one look at whether a user name is free; refused with `too-many` (R22, R68). */
export const countUserNameCheck = (context: Context, actorId: string): Promise<void> =>
  count(context, [{ limit: USER_NAMES_CHECKED, key: actorId }])

/** A request that was answered before gets the same answer, whatever the limits are meanwhile (R52). */
const isRepeat = async ({ db, idempotency }: Context): Promise<boolean> =>
  idempotency !== undefined && (await isAnswered(db, idempotency))

async function count(context: Context, uses: readonly Use[]): Promise<void> {
  if (await isRepeat(context)) return
  const reached = await useLimits(context.db, uses)
  if (reached) throw tooMany(reached)
}

const tooMany = ({ limit, seconds }: Reached): Refusal =>
  new Refusal('too-many', `At most ${limit.most} within ${limit.windowMs / HOUR} h. Try again in ${seconds} s.`, {
    limit: limit.name,
    retryAfterSeconds: seconds,
  })
