import { ACCEPTED_OPEN_MS, CODE_MS, CODE_TRIES, KEPT_CODE_MS, SAME_PRESS_MS } from '../domain/deadlines.ts'
import { policyOf } from '../domain/policies/index.ts'
import { Refusal } from '../domain/refusals.ts'
import { isCode } from '../domain/secrets.ts'
import { uuidv7 } from 'uuidv7'
import { countTry, currentCode, insertCode, useCode } from '../store/codes.ts'
import { findLink, openingsOf, spendLink } from '../store/links.ts'
import { planMail } from '../store/mails.ts'
import { findPerson, lockPerson } from '../store/persons.ts'
import { type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import { type Actor, eventActor, lockFor } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { isPassword } from './passwords.ts'
import { type OpenedSession, endSessionsOf, openSession } from './sessions.ts'

/** A session before accepting lives this long, in ms. */
const CLAIM_MS = 60 * 60_000
/** A session of an onboarding lives this long, in ms. */
export const ONBOARDING_SESSION_MS = 12 * 60 * 60_000

export const personOf = (personId: string): Actor => ({ kind: 'person', id: personId })

/** A link that leads in: it exists, is the invitation's current one, and was not used or ended. */
export async function liveInvitation(work: Work, linkId: string): Promise<{ subUserId: string; personId: string }> {
  const link = await findLink({ prisma: work.tx }, linkId)
  if (!link?.subUserId || link.purpose !== 'invitation') throw new Refusal('link-unknown')
  if (link.usedAt || link.endedAt) throw new Refusal('link-dead')
  return { subUserId: link.subUserId, personId: link.personId }
}

export type Pressed = { next: 'code' | 'sign_in' | 'accepted'; session: OpenedSession; subUserId: string }

/**
 * "Accept the invitation" was pressed: opens a session that may only go on to the proof of the address: a code by mail,
 * or signing in where the address has a login (R37). The invitation stays `invited` and the link stays good until the
 * proof is given, so a forwarded link accepts nothing. Refused: `link-unknown`, `link-dead`, `not-in-this-state`.
 */
export function pressAccept(context: Context, linkId: string): Promise<Pressed> {
  return execute(context, async (work) => {
    const { subUserId, personId } = await liveInvitation(work, linkId)
    const actor = personOf(personId)
    const { subUser, now } = await lockFor(work, actor, 'accept', subUserId)
    const first = await seen(work, subUser, now)
    const hasLogin = (await findPerson({ prisma: work.tx }, personId))?.passwordHash != null
    const account = await work.tx.account.findUniqueOrThrow({
      where: { id: subUser.accountId },
      select: { policy: true },
    })
    const proof = hasLogin ? 'sign_in' : policyOf(account.policy).codeBeforeLogin ? 'code' : 'accepted'
    const sent = proof === 'code' && (await sendCode(work, subUser, now, KEPT_CODE_MS))
    if (proof === 'accepted') await accept(work, subUser, now, linkId)
    const session = await openSession(work, {
      purpose: proof === 'accepted' ? 'onboarding' : 'claim',
      personId,
      subUserId,
      linkId,
      now,
      ms: proof === 'accepted' ? ONBOARDING_SESSION_MS : CLAIM_MS,
    })
    const event = { chain: subUser.accountId, subject: subUserId, actor: eventActor(actor), at: now }
    if (first && proof !== 'accepted')
      await record(work, { ...event, type: 'sub_user.seen', data: { earlier: await earlierOpenings(work, subUserId) } })
    if (sent) await record(work, { ...event, type: 'sub_user.code_sent' })
    return { next: proof, session, subUserId }
  })
}

/** A button was pressed: from now on the invitation counts as seen (R60). Whether this was the first time. */
export async function seen(work: Work, subUser: SubUserRow, now: Date): Promise<boolean> {
  if (subUser.seenAt) return false
  await updateSubUser(work.tx, subUser.id, { seenAt: now, changedAt: now, lastEvent: 'sub_user.seen' })
  return true
}

/** All openings of the invitation but the one whose button was pressed. */
const earlierOpenings = async (work: Work, subUserId: string): Promise<number> =>
  Math.max(0, (await openingsOf({ prisma: work.tx }, subUserId)) - 1)

/** Mails a code. When the button was pressed twice the one just sent stays good: nobody gets two. */
async function sendCode(work: Work, subUser: SubUserRow, now: Date, keptMs: number): Promise<boolean> {
  const sent = await currentCode(work.tx, subUser.id, 'address', now)
  if (sent && sent.tries === 0 && sent.expiresAt.getTime() - CODE_MS > now.getTime() - keptMs) return false
  const id = uuidv7()
  await insertCode(work.tx, {
    id,
    purpose: 'address',
    subUserId: subUser.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + CODE_MS),
  })
  work.mails.push(
    await planMail(work.tx, {
      subject: subUser.id,
      kind: 'code',
      audience: 'invitee',
      facts: { codeId: id },
      interactive: true,
      at: now,
    }),
  )
  return true
}

/** Sends a new code; the earlier one stops working. */
export function sendNewCode(context: Context, claim: { subUserId: string; personId: string }): Promise<void> {
  return execute(context, async (work) => {
    const actor = personOf(claim.personId)
    const { subUser, now } = await lockFor(work, actor, 'accept', claim.subUserId)
    await requireNoLogin(work, subUser)
    if (!(await sendCode(work, subUser, now, SAME_PRESS_MS))) return
    await record(work, {
      chain: subUser.accountId,
      type: 'sub_user.code_sent',
      subject: subUser.id,
      actor: eventActor(actor),
      at: now,
    })
  })
}

/** A code proves an address that has no login; since there is one, accepting needs it (R37). */
async function requireNoLogin(work: Work, { personId }: SubUserRow): Promise<void> {
  const person = await findPerson({ prisma: work.tx }, personId)
  if (person?.passwordHash) throw new Refusal('not-in-this-state', 'The address has a login now: sign in to accept.')
}

export type Claim = { sessionId: string; subUserId: string; personId: string; linkId: string }

export type CodeOutcome = { session: OpenedSession } | { wrong: true; triesLeft: number } | { over: true }

/**
 * The typed code: right, it accepts the invitation and opens the onboarding's session. A wrong try is counted for good
 * (so it is an answer, not a refusal that would roll it back); the fifth voids the code. Refused: `not-in-this-state`, `link-dead`.
 */
export function acceptByCode(context: Context, claim: Claim, typed: string): Promise<CodeOutcome> {
  return execute<CodeOutcome>(context, async (work) => {
    const { subUser, now } = await lockFor(work, personOf(claim.personId), 'accept', claim.subUserId)
    await requireNoLogin(work, subUser)
    const code = await currentCode(work.tx, subUser.id, 'address', now)
    const tries = code && (await countTry(work.tx, code.id, CODE_TRIES))
    if (!code || tries === undefined) return { over: true }
    if (!isCode(context.keys, code.id, typed))
      return tries >= CODE_TRIES ? { over: true } : { wrong: true, triesLeft: CODE_TRIES - tries }
    await useCode(work.tx, code.id, now)
    return { session: await accepted(work, claim, subUser, now) }
  })
}

/**
 * Signing in to accept: the address has a login, which stays as it is (R37). Undefined when the password is wrong, or was
 * changed while it was checked.
 */
export async function acceptBySignIn(
  context: Context,
  claim: Claim,
  password: string,
): Promise<{ session: OpenedSession } | undefined> {
  const person = await findPerson(context.db, claim.personId)
  if (!(await isPassword(person?.passwordHash ?? null, password))) return undefined
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, personOf(claim.personId), 'accept', claim.subUserId)
    if ((await lockPerson(work.tx, claim.personId)).passwordHash !== person?.passwordHash) return undefined
    return { session: await accepted(work, claim, subUser, now) }
  })
}

/** Accepts and exchanges the claim for a new session (a new id at each step up). */
async function accepted(work: Work, claim: Claim, subUser: SubUserRow, now: Date): Promise<OpenedSession> {
  await endSessionsOf(work, subUser.id)
  const { personId } = claim
  const session = await openSession(work, {
    purpose: 'onboarding',
    personId,
    subUserId: subUser.id,
    now,
    ms: ONBOARDING_SESSION_MS,
  })
  await accept(work, subUser, now, claim.linkId)
  return session
}

async function accept(work: Work, subUser: SubUserRow, now: Date, linkId: string): Promise<void> {
  if (!(await spendLink(work.tx, linkId, now))) throw new Refusal('link-dead')
  const deadline = new Date(now.getTime() + ACCEPTED_OPEN_MS)
  const hasLogin = await work.tx.person.findUniqueOrThrow({
    where: { id: subUser.personId },
    select: { passwordHash: true, passwordToReplace: true },
  })
  await updateSubUser(work.tx, subUser.id, {
    status: 'accepted',
    deadline,
    dueAt: deadline,
    acceptedAt: now,
    seenAt: subUser.seenAt ?? now,
    ...(hasLogin.passwordHash && !hasLogin.passwordToReplace && { loginAt: now }),
    changedAt: now,
    lastEvent: 'sub_user.accepted',
  })
  await planMail(work.tx, { subject: subUser.id, kind: 'welcome', audience: 'invitee', at: now })
  await planMail(work.tx, { subject: subUser.id, kind: 'accepted_holder', audience: 'holder', at: now })
  await record(work, {
    chain: subUser.accountId,
    type: 'sub_user.accepted',
    subject: subUser.id,
    actor: eventActor(personOf(subUser.personId)),
    at: now,
    data: { deadline: deadline.toISOString() },
    nudge: true,
  })
}
