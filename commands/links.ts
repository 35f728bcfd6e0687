import { uuidv7 } from 'uuidv7'
import { SIGN_IN_LINK_MS } from '../domain/deadlines.ts'
import { endLinks, insertLink } from '../store/links.ts'
import { type Turn, TURN_OF_VERIFICATION } from '../domain/status.ts'
import { isSignedUp } from '../domain/steps.ts'
import { planMail } from '../store/mails.ts'
import { type SubUserChange, type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import { type Actor, eventActor, lockFor, requireNotReported } from './actor.ts'
import { type Context, type Reference, type Work, execute, record } from './command.ts'
import { countAskedMail } from './limits.ts'
import { isSamePress } from './same-press.ts'
import { dueAtOf, dueOnReturn } from './due.ts'

type Target = { subUserId: string }

/** Sends a new invitation link; the old one stops working (R34). A reported invitation is the invitee's turn again. */
export async function resend(context: Context, actor: Actor, { subUserId }: Target): Promise<Target & Reference> {
  await countAskedMail(context, subUserId)
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'resend', subUserId)
    requireNotReported(subUser, actor)
    const id = uuidv7()
    const generation = subUser.linkGeneration + 1
    await endLinks(work.tx, subUserId, 'invitation', 'replaced', now)
    const { personId } = subUser
    await insertLink(work.tx, { id, purpose: 'invitation', subUserId, personId, generation, createdAt: now })
    const due = subUser.turn === 'invitee' ? undefined : dueOnReturn(subUser.deadline, now)
    await updateSubUser(work.tx, subUserId, {
      linkGeneration: generation,
      turn: 'invitee',
      reportedAt: null,
      ...(due && { deadline: due.deadline, dueAt: due.dueAt }),
      changedAt: now,
      lastEvent: 'sub_user.resent',
    })
    await planMail(work.tx, {
      subject: subUserId,
      kind: 'new_link',
      audience: 'invitee',
      facts: { linkId: id },
      at: now,
    })
    const data = { generation }
    await record(work, {
      chain: subUser.accountId,
      type: 'sub_user.resent',
      subject: subUserId,
      actor: eventActor(actor),
      at: now,
      data,
      nudge: true,
    })
    return { subUserId }
  })
}

/** Mails a link that opens this onboarding only, 15 minutes, once, to the invited address (R36, R37). */
export async function mailSignInLink(
  context: Context,
  actor: Actor,
  { subUserId }: Target,
): Promise<Target & Reference> {
  await countAskedMail(context, subUserId)
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actor, 'mail_sign_in_link', subUserId)
    requireNotReported(subUser, actor)
    const twice =
      actor.kind === 'person' && (await isSamePress(work, { subject: subUserId, kind: 'sign_in_link' }, now))
    if (twice) return { subUserId }
    await newSignInLink(work, actor, subUser, now)
    await updateSubUser(work.tx, subUserId, {
      ...(subUser.reportedAt && goesOn(subUser, now)),
      changedAt: now,
      lastEvent: 'sub_user.sign_in_link_mailed',
    })
    await record(work, {
      chain: subUser.accountId,
      type: 'sub_user.sign_in_link_mailed',
      subject: subUserId,
      actor: eventActor(actor),
      at: now,
      nudge: subUser.reportedAt !== null,
    })
    return { subUserId }
  })
}

/** The link and its mail; an earlier one that still worked ends. */
async function newSignInLink(
  work: Work,
  actor: Actor,
  { id: subUserId, personId }: SubUserRow,
  now: Date,
): Promise<void> {
  const id = uuidv7()
  await endLinks(work.tx, subUserId, 'sign_in', 'replaced', now)
  const expiresAt = new Date(now.getTime() + SIGN_IN_LINK_MS)
  await insertLink(work.tx, { id, purpose: 'sign_in', subUserId, personId, createdAt: now, expiresAt })
  const facts = { linkId: id, askedBy: actor.kind, askedById: eventActor(actor).id }
  const mail = { subject: subUserId, kind: 'sign_in_link', audience: 'invitee', facts, interactive: true } as const
  work.mails.push(await planMail(work.tx, { ...mail, at: now }))
}

/**
 * A stopped onboarding that somebody looked at goes on where it stood, with at least 72 h when that is the person's turn
 * (R33). What a vendor said meanwhile did not count: it is asked now, because it may have nothing more to say (R43).
 */
function goesOn(subUser: SubUserRow, now: Date): SubUserChange {
  const turn = turnBeforeStop(subUser)
  const nextPollAt = subUser.vendorSessionId || subUser.nextPollAt ? now : null
  const on = { turn, reportedAt: null, nextPollAt, processDoneAt: null }
  if (turn !== 'invitee') return { ...on, dueAt: dueAtOf({ ...subUser, turn }) }
  const { deadline, dueAt } = dueOnReturn(subUser.deadline, now)
  return { ...on, deadline, dueAt }
}

/** Whose turn it was: of the check once there is one, before that the person's until the sign-up is complete. */
function turnBeforeStop(subUser: SubUserRow): Turn {
  if (subUser.verificationState) return TURN_OF_VERIFICATION[subUser.verificationState]
  return isSignedUp(subUser) ? 'nobody' : 'invitee'
}
