import { uuidv7 } from 'uuidv7'
import { PASSWORD_LINK_MS, SIGN_IN_LINK_MS } from '../domain/deadlines.ts'
import { Refusal } from '../domain/refusals.ts'
import { addressKey, passwordFault } from '../domain/sign-up.ts'
import { isEnded } from '../domain/status.ts'
import { userNameKey } from '../domain/user-names.ts'
import { findByUserName } from '../store/drafts.ts'
import { endPasswordLinks, findLink, insertLink, spendLink } from '../store/links.ts'
import { planMail } from '../store/mails.ts'
import { findPersonByAddress, lockPerson, type PersonRow, updatePerson } from '../store/persons.ts'
import { deleteSession, endPersonSessions } from '../store/sessions.ts'
import { findSubUser, onboardingsOf } from '../store/sub-users.ts'
import { accountNow } from '../store/accounts.ts'
import { ONBOARDING_SESSION_MS } from './answer.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { mailSignInLink } from './links.ts'
import { isSamePress } from './same-press.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { type OpenedSession, openSession } from './sessions.ts'
import { INSTALLATION_CHAIN } from '../domain/ids.ts'

/**
 * Signs a person in by address or user name, and password; the session opens on their newest onboarding, or on the access
 * that the user name belongs to (R22, R63). Undefined when either is wrong; it takes as long either way (R37), and when
 * the password is another one by the time the session would open: all sessions ended then.
 */
export async function signIn(context: Context, named: string, password: string): Promise<OpenedSession | undefined> {
  const who = await whoSignsIn(context, named)
  if (!(await isPassword(who?.passwordHash ?? null, password)) || !who) return undefined
  const subUserId = who.subUserId ?? (await onboardingsOf(context.db, who.personId))[0]?.id ?? null
  return execute(context, async (work) => {
    if (ownHash(await lockPerson(work.tx, who.personId)) !== who.passwordHash) return undefined
    const now = await accountNow(work.tx, null)
    return openSession(work, { purpose: 'person', personId: who.personId, subUserId, now, ms: ONBOARDING_SESSION_MS })
  })
}

type SigningIn = { personId: string; passwordHash: string | null; subUserId: string | null }

/** A first password that somebody else typed signs nobody in: it has to be replaced on accepting (R24). */
const ownHash = (one: { passwordHash: string | null; passwordToReplace: boolean }): string | null =>
  one.passwordToReplace ? null : one.passwordHash

/** Addresses have an @, user names never do. */
async function whoSignsIn({ db }: Context, named: string): Promise<SigningIn | undefined> {
  if (!named.includes('@')) {
    const user = await findByUserName(db, userNameKey(named))
    return user && { personId: user.personId, passwordHash: ownHash(user), subUserId: user.id }
  }
  const person = await findPersonByAddress(db, addressKey(named))
  return person ? { personId: person.id, passwordHash: ownHash(person), subUserId: null } : undefined
}

export const signOut = (context: Context, sessionId: string): Promise<void> =>
  execute(context, async (work) => void (await deleteSession(work.tx, sessionId)))

/**
 * "Mail me a sign-in link", asked for by somebody who typed an address: mails one for the newest onboarding that is
 * accepted and open, if there is any. Answers nothing, so that nobody learns whether an address is known (R37).
 */
export async function askForSignInLink(context: Context, address: string): Promise<void> {
  const person = await findPersonByAddress(context.db, addressKey(address))
  const open =
    person &&
    (await onboardingsOf(context.db, person.id)).find((one) => one.status === 'accepted' || one.status === 'verifying')
  if (!person || !open) return
  await mailSignInLink(context, { kind: 'person', id: person.id }, { subUserId: open.id })
}

/** The button of a mailed sign-in link: opens a session for this onboarding only, 15 minutes, once. Refused: `link-unknown`, `link-dead`. */
export function openBySignInLink(
  context: Context,
  linkId: string,
): Promise<{ session: OpenedSession; subUserId: string }> {
  return execute(context, async (work) => {
    const link = await findLink({ prisma: work.tx }, linkId)
    if (!link?.subUserId || link.purpose !== 'sign_in') throw new Refusal('link-unknown')
    const subUser = await findSubUser({ prisma: work.tx }, link.subUserId)
    if (!subUser || isEnded(subUser.status)) throw new Refusal('link-dead')
    if (!(await spendLink(work.tx, linkId, subUser.now))) throw new Refusal('link-dead')
    const { personId, now } = subUser
    const session = await openSession(work, {
      purpose: 'resume',
      personId,
      subUserId: subUser.id,
      now,
      ms: SIGN_IN_LINK_MS,
    })
    const actor = { kind: 'person', id: personId }
    await record(work, { chain: subUser.accountId, type: 'sub_user.resumed', subject: subUser.id, actor, at: now })
    return { session, subUserId: subUser.id }
  })
}

/** "Forgot your password?": mails a link if there is a login; answers nothing either way (R37). */
export async function askForPasswordLink(context: Context, address: string): Promise<void> {
  const person = await findPersonByAddress(context.db, addressKey(address))
  if (!person?.passwordHash) return
  await execute(context, async (work) => {
    await lockPerson(work.tx, person.id)
    const now = await accountNow(work.tx, null)
    if (await isSamePress(work, { subject: person.id, kind: 'password_link' }, now)) return
    const id = uuidv7()
    await endPasswordLinks(work.tx, person.id, now)
    const expiresAt = new Date(now.getTime() + PASSWORD_LINK_MS)
    await insertLink(work.tx, {
      id,
      purpose: 'password',
      subUserId: null,
      personId: person.id,
      createdAt: now,
      expiresAt,
    })
    work.mails.push(
      await planMail(work.tx, {
        subject: person.id,
        kind: 'password_link',
        audience: 'invitee',
        facts: { linkId: id },
        interactive: true,
        at: now,
      }),
    )
    const actor = { kind: 'person', id: person.id }
    await record(work, { chain: INSTALLATION_CHAIN, type: 'person.password_asked', subject: person.id, actor, at: now })
  })
}

/** Chooses a new password by a mailed link; all sessions end. Refused: `link-unknown`, `link-dead`, `input-invalid`. */
export async function choosePassword(context: Context, linkId: string, password: string): Promise<void> {
  if (passwordFault(password)) throw new Refusal('input-invalid', undefined, { field: 'password' })
  const link = await findLink(context.db, linkId)
  if (!link || link.purpose !== 'password') throw new Refusal('link-unknown')
  if (link.endedAt || (link.usedAt && !isFresh(link.usedAt))) throw new Refusal('link-dead') // before the costly hash; decided again below
  const passwordHash = await hashPassword(password)
  return execute(context, async (work) => {
    const person = await lockPerson(work.tx, link.personId)
    const now = await accountNow(work.tx, null)
    if (!person.passwordHash) throw new Refusal('link-dead')
    if (!(await spendLink(work.tx, linkId, now))) return requireSamePress(work, linkId, { person, password })
    await updatePerson(work.tx, person.id, { passwordHash, passwordToReplace: false })
    await endPersonSessions(work.tx, person.id)
    work.mails.push(
      await planMail(work.tx, {
        subject: person.id,
        kind: 'password_changed',
        audience: 'invitee',
        interactive: true,
        at: now,
      }),
    )
    const actor = { kind: 'person', id: person.id }
    await record(work, {
      chain: INSTALLATION_CHAIN,
      type: 'person.password_changed',
      subject: person.id,
      actor,
      at: now,
    })
  })
}

/** A form that came twice: the first has done it. For so long after, in ms, as the costly hash may take. */
const SAME_FORM_MS = 10_000
const isFresh = (usedAt: Date): boolean => Date.now() - usedAt.getTime() < SAME_FORM_MS

async function requireSamePress(
  work: Work,
  linkId: string,
  { person, password }: { person: PersonRow; password: string },
): Promise<void> {
  const link = await findLink({ prisma: work.tx }, linkId)
  const same = link?.usedAt && isFresh(link.usedAt) && (await isPassword(person.passwordHash, password))
  if (!same) throw new Refusal('link-dead')
}
