import { randomInt } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { Refusal } from '../domain/refusals.ts'
import { phoneCode, phoneCodeHashes } from '../domain/secrets.ts'
import { endPhoneLink, findPhoneLink, insertPhoneLink, usePhoneLink } from '../store/phone-links.ts'
import { accountNow } from '../store/accounts.ts'
import type { Reading } from '../store/database.ts'
import { type Actor, eventActor, lockFor } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { requireOwnUpload } from './attempts.ts'
import { type OpenedSession, openSession } from './sessions.ts'
import type { Person } from './sign-up.ts'

/** The short address works for this long, and the phone's session after that, in ms. */
const CODE_MS = 10 * 60_000
const UPLOAD_MS = 30 * 60_000

const actorOf = (personId: string): Actor => ({ kind: 'person', id: personId })

/** Hands the photos over to a phone: a short address that works for ten minutes, once, and a number that both screens show. */
export function handOverToPhone(context: Context, person: Person): Promise<void> {
  return execute(context, async (work) => {
    const { subUser } = await lockFor(work, actorOf(person.personId), 'send_documents', person.subUserId)
    requireOwnUpload(work, subUser)
    const now = await accountNow(work.tx, null) // phones and browsers know no test clock
    const id = uuidv7()
    const [codeHash] = phoneCodeHashes(context.keys, phoneCode(context.keys, id))
    if (!codeHash) throw new Error('a key ring has at least one key')
    const expiresAt = new Date(now.getTime() + CODE_MS)
    const number = randomInt(10, 100)
    await insertPhoneLink(work.tx, { id, ...ids(person), codeHash, number, createdAt: now, expiresAt })
  })
}

const ids = ({ subUserId, personId }: Person) => ({ subUserId, personId })

export type FoundPhoneLink = { id: string; subUserId: string; personId: string; number: number; expiresAt: Date }

/** What a short address leads to while it works; undefined when it is unknown, used, stopped or over. Changes nothing. */
export async function phoneLinkOf(
  db: Reading,
  keys: Context['keys'],
  code: string,
): Promise<FoundPhoneLink | undefined> {
  const link = await findPhoneLink(db, phoneCodeHashes(keys, code))
  if (!link || link.usedAt || link.endedAt) return undefined
  const now = await accountNow(db.prisma, null)
  return link.expiresAt > now ? link : undefined
}

/**
 * “Yes, go on with the photos”: opens a session that adds photos to this check and can do and see nothing else (R37).
 * Refused: `link-dead` when the code was used, stopped or is over; `not-in-this-state`.
 */
export function joinByPhone(context: Context, code: string): Promise<OpenedSession> {
  return execute(context, async (work) => {
    const { id, personId, subUserId } = await liveLink(context, work, code)
    const { subUser, now } = await lockFor(work, actorOf(personId), 'send_documents', subUserId)
    if (!(await usePhoneLink(work.tx, id, await accountNow(work.tx, null)))) throw new Refusal('link-dead')
    const session = await openSession(work, { purpose: 'upload', personId, subUserId, now, ms: UPLOAD_MS })
    await record(work, {
      chain: subUser.accountId,
      type: 'verification.phone_joined',
      subject: subUserId,
      actor: eventActor(actorOf(personId)),
      at: now,
      data: { attempt: subUser.attempt },
    })
    return session
  })
}

/** “No, stop”: the code ends at once. */
export function stopPhone(context: Context, code: string): Promise<void> {
  return execute(context, async (work) => {
    const { id } = await liveLink(context, work, code)
    await endPhoneLink(work.tx, id, await accountNow(work.tx, null))
  })
}

async function liveLink({ keys }: Context, work: Work, code: string): Promise<FoundPhoneLink> {
  const link = await phoneLinkOf({ prisma: work.tx }, keys, code)
  if (!link) throw new Refusal('link-dead')
  return link
}
