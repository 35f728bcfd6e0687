import { createHash } from 'node:crypto'
import { legalText } from '../domain/legal/index.ts'
import { policyOf } from '../domain/policies/index.ts'
import { SAME_PRESS_MS } from '../domain/deadlines.ts'
import { Refusal } from '../domain/refusals.ts'
import { fullName, passwordFault } from '../domain/sign-up.ts'
import { stepOf } from '../domain/steps.ts'
import type { Tx } from '../store/database.ts'
import { consentsOf, insertConsent } from '../store/consents.ts'
import { lockPerson, updatePerson } from '../store/persons.ts'
import { isVerifiedElsewhere } from '../store/persons.ts'
import { type Locked, lockSubUser, updateSubUser } from '../store/sub-users.ts'
import { askedIn, lastJudged } from '../store/verification.ts'
import { type Actor, eventActor, lockFor } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { checkNewName, lockAtVendor } from './new-name.ts'
import { hashPassword, isPassword } from './passwords.ts'

/** The signed-in person and the onboarding their session belongs to. */
export type Person = { personId: string; subUserId: string }

const actorOf = (person: Person): Actor => ({ kind: 'person', id: person.personId })

/** The person's name, and the date of birth when an identity check follows. Allowed until documents are sent, and again when the name differs. */
export function giveName(
  context: Context,
  person: Person,
  given: { name: string; dateOfBirth: string | null },
): Promise<void> {
  const name = fullName(given.name)
  if (!name) throw new Refusal('input-invalid', undefined, { field: 'name' })
  return execute(context, async (work) => {
    const atVendor = await lockAtVendor(work, person)
    const { subUser, now } = await lockForName(work, person)
    if (!subUser.exempt && !given.dateOfBirth) throw new Refusal('input-invalid', undefined, { field: 'day' })
    const known = await lockPerson(work.tx, person.personId)
    const isKnown = known.name === name && (!given.dateOfBirth || known.dateOfBirth === given.dateOfBirth)
    if (isKnown && isSamePress(subUser.namedAt, now)) return
    // a name that was compared with a document elsewhere stays: an onboarding without a check must not rename a verified person
    if (!isKnown && !(await isVerifiedElsewhere(work.tx, person))) {
      const { dateOfBirth } = given
      await updatePerson(work.tx, person.personId, { name, ...(dateOfBirth && { dateOfBirth }) })
      await checkNewName(work, atVendor)
    }
    await updateSubUser(work.tx, subUser.id, { namedAt: now, changedAt: now, lastEvent: 'sub_user.named' })
    await record(work, {
      chain: subUser.accountId,
      type: 'sub_user.named',
      subject: subUser.id,
      actor: eventActor(actorOf(person)),
      at: now,
    })
  })
}

/** The form came twice with the same words: the first has done it. */
const isSamePress = (namedAt: Date | null, now: Date): boolean =>
  namedAt !== null && now.getTime() - namedAt.getTime() < SAME_PRESS_MS

/** In `accepted` by the table; during the check, of an onboarding or renewed, while it is the person's turn. */
async function lockForName(work: Work, person: Person): Promise<Locked> {
  const { status } = await work.tx.subUser.findUniqueOrThrow({
    where: { id: person.subUserId },
    select: { status: true },
  })
  const locked = await lockFor(
    work,
    actorOf(person),
    status === 'accepted' ? 'sign_up' : 'send_documents',
    person.subUserId,
  )
  if (status !== 'accepted' && !(await mayGiveName(work.tx, locked.subUser)))
    throw new Refusal('step-not-due', 'The name was compared with the document already.', { step: 'identity' })
  return locked
}

/** Until what the person gave was judged for the first time, and again when the name differed from the document's (screens, 2.2). */
export async function mayGiveName(tx: Tx, subUser: { id: string; attempt: number }): Promise<boolean> {
  const judged = await lastJudged(tx, subUser)
  return !judged || askedIn(judged).some((item) => item.reason === 'name_differs')
}

/** Sets the login of a person who has none, or replaces a first password that somebody else typed (R24); another one is never touched (R37). Refused: `step-not-due`, `input-invalid`. */
export async function setLogin(context: Context, person: Person, password: string): Promise<void> {
  if (passwordFault(password)) throw new Refusal('input-invalid', undefined, { field: 'password' })
  const passwordHash = await hashPassword(password)
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actorOf(person), 'sign_up', person.subUserId)
    if (!subUser.namedAt) throw new Refusal('step-not-due', undefined, { step: 'about' })
    const current = await lockPerson(work.tx, person.personId)
    if (current.passwordHash && !current.passwordToReplace)
      throw new Refusal('step-not-due', 'There is a login already.', { step: stepOf(subUser) })
    if (await isPassword(current.passwordHash, password))
      throw new Refusal('input-invalid', 'Choose a password that nobody else knows.', { field: 'password' })
    await updatePerson(work.tx, person.personId, { passwordHash, passwordToReplace: false })
    await updateSubUser(work.tx, subUser.id, { loginAt: now, changedAt: now, lastEvent: 'sub_user.login_set' })
    await record(work, {
      chain: subUser.accountId,
      type: 'sub_user.login_set',
      subject: subUser.id,
      actor: eventActor(actorOf(person)),
      at: now,
    })
  })
}

/**
 * Accepts the legal texts in the versions that were shown, and with that completes the sign-up: the workflow goes on to
 * verification or activation. Refused: `step-not-due`, `input-invalid` (a text is missing, or its version is not the one in force).
 */
export function acceptTexts(
  context: Context,
  person: Person,
  shown: { versions: Readonly<Record<string, string>>; language: string },
): Promise<void> {
  return execute(context, async (work) => {
    if (await isSignedUpAlready(work, person)) return
    const { subUser, now } = await lockFor(work, actorOf(person), 'sign_up', person.subUserId)
    if (!subUser.namedAt || !subUser.loginAt) throw new Refusal('step-not-due', undefined, { step: stepOf(subUser) })
    const account = await work.tx.account.findUniqueOrThrow({
      where: { id: subUser.accountId },
      select: { policy: true },
    })
    for (const key of policyOf(account.policy).legalTexts) {
      const text = legalText(key, shown.language)
      if (shown.versions[key] !== text.version)
        throw new Refusal('input-invalid', undefined, { field: `accept_${key}` })
      const sha256 = createHash('sha256').update(text.body).digest('hex')
      await insertConsent(work.tx, { subUserId: subUser.id, text: key, version: text.version, sha256, at: now })
    }
    const texts = (await consentsOf(work.tx, subUser.id)).map(({ text, version, sha256 }) => ({
      text,
      version,
      sha256,
    }))
    await updateSubUser(work.tx, subUser.id, {
      legalAt: now,
      // The person's part is done: while Usher goes on, the date stands still, workers or not.
      ...(subUser.turn === 'invitee' && { turn: 'nobody', dueAt: null }),
      changedAt: now,
      lastEvent: 'sub_user.signed_up',
    })
    await record(work, {
      chain: subUser.accountId,
      type: 'sub_user.signed_up',
      subject: subUser.id,
      actor: eventActor(actorOf(person)),
      at: now,
      data: { texts },
      nudge: true,
    })
  })
}

/** The form came twice: the first has done it, however far the onboarding went meanwhile. Locks the row, so that two at once are one. */
async function isSignedUpAlready(work: Work, { personId, subUserId }: Person): Promise<boolean> {
  const locked = await lockSubUser(work.tx, subUserId)
  return locked?.subUser.personId === personId && locked.subUser.legalAt !== null
}
