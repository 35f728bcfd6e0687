import { isRenewing } from '../domain/renewal.ts'
import { outside } from '../domain/ids.ts'
import { Refusal } from '../domain/refusals.ts'
import { isEnded } from '../domain/status.ts'
import { lookInTime, MINUTE } from '../domain/vendor-times.ts'
import type { Tx } from '../store/database.ts'
import { findPerson } from '../store/persons.ts'
import { restingOn } from '../store/renewals.ts'
import { lockSubUser, readSubUser, type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import { findAttempt, findBySession, insertNudge, openForPoll } from '../store/vendor-sessions.ts'
import { updateAttempt } from '../store/verification.ts'
import type { SessionRequest, Vendor } from '../vendors/vendor.ts'
import { eventActor, lockFor } from './actor.ts'
import { profileInUse } from './attempts.ts'
import { type Context, execute, record } from './command.ts'
import type { Person } from './sign-up.ts'
import { endOf } from './snapshot.ts'

/** What is to be done with a vendor now, outside any transaction. */
export type VendorTask = { subUserId: string; attempt: number; dueAt: Date } & (
  | { is: 'create'; vendor: Vendor; request: SessionRequest }
  | { is: 'fetch'; vendor: Vendor; sessionId: string; ended: boolean }
  /** It has ended before the answer came that a session was made: one may be there. */
  | { is: 'find'; vendor: Vendor; key: string }
  /** The vendor is no longer configured. */
  | { is: 'gone' }
)

/** What is to be done with the vendor of an onboarding or access; undefined when nothing is due. */
export async function vendorTask(context: Context, subUserId: string): Promise<VendorTask | undefined> {
  const { db, verification } = context
  const seen = await readSubUser(db, subUserId)
  if (!seen?.subUser.nextPollAt || seen.subUser.nextPollAt > seen.now) return undefined
  const subUser = { ...seen.subUser, nextPollAt: seen.subUser.nextPollAt }
  const attempt = await findAttempt(db, subUserId, subUser.attempt)
  if (!attempt) return undefined
  const vendor = verification.vendors.get(attempt.vendor)
  const about = { subUserId, attempt: attempt.number, dueAt: subUser.nextPollAt }
  if (!vendor) return { is: 'gone', ...about }
  const task = { ...about, vendor }
  if (attempt.vendorSessionId)
    return {
      ...task,
      is: 'fetch',
      sessionId: attempt.vendorSessionId,
      ended: isEnded(subUser.status) && attempt.state !== 'approved',
    }
  const key = sessionKey(subUserId, attempt.number)
  if (isEnded(subUser.status)) return { ...task, is: 'find', key }
  const person = await findPerson(db, subUser.personId)
  const { profile } = await profileInUse(db.prisma, verification, subUser.accountId)
  const request: SessionRequest = {
    key,
    begunAt: attempt.createdAt,
    returnUrl: verification.returnUrl,
    language: subUser.language,
    person: { name: person?.name ?? '', dateOfBirth: person?.dateOfBirth ?? null },
    selfie: profile?.documents.includes('selfie') ?? true,
  }
  return { ...task, is: 'create', request }
}

/** Names an attempt at its vendor. */
export const sessionKey = (subUserId: string, attempt: number): string => `${outside('subUser', subUserId)}/${attempt}`

/** The vendor has made no session for what has ended: nothing is left to close. */
export function noSessionMade(context: Context, { subUserId }: VendorTask): Promise<void> {
  return execute(context, async (work) => {
    const locked = await lockSubUser(work.tx, subUserId)
    if (locked && isEnded(locked.subUser.status) && !locked.subUser.vendorSessionId)
      await updateSubUser(work.tx, subUserId, { nextPollAt: null })
  })
}

/**
 * Records the session that the vendor has made. Where the onboarding has gone on or ended meanwhile, the session is only
 * noted, and is looked at once more so that it is closed.
 */
export function sessionMade(context: Context, task: VendorTask, sessionId: string): Promise<void> {
  return execute(context, async (work) => {
    const locked = await lockSubUser(work.tx, task.subUserId)
    const attempt = await findAttempt({ prisma: work.tx }, task.subUserId, task.attempt)
    if (!locked || !attempt || attempt.vendorSessionId) return
    const { subUser, now } = locked
    await updateAttempt(work.tx, subUser.id, attempt.number, { vendorSessionId: sessionId, failingSince: null })
    if (attempt.number !== subUser.attempt) return
    const nextPollAt = subUser.status === 'verifying' || isRenewing(subUser) ? null : now
    await updateSubUser(work.tx, subUser.id, { vendorSessionId: sessionId, nextPollAt })
  })
}

/**
 * An authentic webhook spoke of a session: only a nudge is kept, and the session is asked for anew before anything counts
 * (R43). Sessions that aren't ours change nothing, nor those of an earlier attempt unless an access rests on it.
 */
export async function noteVendorNews(context: Context, vendor: string, sessionId: string): Promise<void> {
  const attempt = await findBySession(context.db, vendor, sessionId)
  if (attempt) await lookNow(context, attempt.subUserId, attempt.number)
}

/** The person is back from the vendor's page: it is asked at once, and often in the time after. */
export const backFromVendor = (context: Context, { subUserId }: Person): Promise<void> => lookNow(context, subUserId)

/** A look that is due is made within this time by a workflow that knows of it, in ms. */
const ON_ITS_WAY_MS = 2_000

function lookNow(context: Context, subUserId: string, attempt?: number): Promise<void> {
  return execute(context, async (work) => {
    const isBack = attempt === undefined
    const locked = await lockSubUser(work.tx, subUserId)
    if (!locked) return
    const isEarlier = attempt !== undefined && attempt !== locked.subUser.attempt
    const counts = isEarlier
      ? await isRestedOn(work.tx, locked.subUser, attempt)
      : locked.subUser.vendorSessionId !== null
    if (!counts) return
    const { nextPollAt, processDoneAt } = locked.subUser
    await updateSubUser(work.tx, subUserId, { nextPollAt: locked.now, processDoneAt: null })
    if (isBack) await updateAttempt(work.tx, subUserId, locked.subUser.attempt, { begunAt: locked.now })
    const dueFor = nextPollAt ? locked.now.getTime() - nextPollAt.getTime() : -1
    const isOnItsWay = dueFor >= 0 && dueFor < ON_ITS_WAY_MS && processDoneAt === null
    if (!isOnItsWay) work.nudges.push(await insertNudge(work.tx, subUserId)) // else the look is made, or will be made once more
  })
}

/** Whether an access may still rest on an earlier attempt: this one while its check is renewed, or another of the person's (R11). */
const isRestedOn = async (tx: Tx, subUser: SubUserRow, attempt: number): Promise<boolean> =>
  isRenewing(subUser) || (await restingOn(tx, subUser, attempt)).length > 0

export type HostedSession = { vendor: Vendor; sessionId: string }

/** The session on whose page the person goes on; undefined while the vendor has not made it. Refused: `not-in-this-state`. */
export async function hostedSession(context: Context, { subUserId }: Person): Promise<HostedSession | undefined> {
  const seen = await readSubUser(context.db, subUserId)
  const vendor = context.verification.vendors.get(seen?.subUser.vendor ?? '')
  if (!seen || !vendor?.capabilities.hostedPage) throw new Refusal('not-in-this-state')
  const { vendorSessionId } = seen.subUser
  return vendorSessionId ? { vendor, sessionId: vendorSessionId } : undefined
}

/**
 * The person goes to the vendor's page. The workflow is not told: it hears of the result, and when no word comes the relay
 * lets it look. Refused: `not-in-this-state`.
 */
export function goToVendor(context: Context, person: Person, { sessionId }: HostedSession): Promise<void> {
  return execute(context, async (work) => {
    const actor = { kind: 'person', id: person.personId } as const
    const { subUser, now } = await lockFor(work, actor, 'send_documents', person.subUserId)
    if (subUser.vendorSessionId !== sessionId) throw new Refusal('not-in-this-state')
    const { id, attempt, vendor } = subUser
    const first = subUser.verificationState !== 'in_progress'
    const type = 'verification.begun'
    await updateAttempt(work.tx, id, attempt, { begunAt: now, ...(first && { state: 'in_progress' }) })
    await updateSubUser(work.tx, id, {
      nextPollAt: lookInTime(new Date(now.getTime() + MINUTE), endOf(subUser), now),
      ...(first && { verificationState: 'in_progress', changedAt: now, lastEvent: type }),
    })
    const event = { chain: subUser.accountId, type, subject: id, actor: eventActor(actor), at: now }
    if (first) await record(work, { ...event, data: { attempt, vendor } })
  })
}

/** At most so many processes are opened for a look at once. */
const POLLS_AT_ONCE = 50

/**
 * Wakes whose look is due and whose workflow does not look by itself: approvals that the vendor may have withdrawn, and
 * checks of which no word has come (R43). Returns how many.
 */
export function wakeForPolls(context: Context): Promise<number> {
  return execute(context, async (work) => {
    const ids = await openForPoll(work.tx, POLLS_AT_ONCE)
    for (const id of ids) work.nudges.push(await insertNudge(work.tx, id))
    return ids.length
  })
}
