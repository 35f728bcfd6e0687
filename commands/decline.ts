import { Refusal } from '../domain/refusals.ts'
import { endLinks, findLink } from '../store/links.ts'
import { planMail } from '../store/mails.ts'
import { insertRemark } from '../store/remarks.ts'
import { freeSeat } from '../store/seats.ts'
import { managers } from '../store/staff.ts'
import { type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import { eventActor, lockFor } from './actor.ts'
import { liveInvitation, personOf, seen } from './answer.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { endPending } from './end.ts'
import { endSessionsOf } from './sessions.ts'

/** Declines by the invitation's link (R36). Refused: `link-unknown`, `link-dead`, `not-in-this-state`. */
export function decline(context: Context, linkId: string, reason?: string): Promise<{ subUserId: string }> {
  return execute(context, async (work) => {
    const { subUserId, personId } = await liveInvitation(work, linkId)
    await declineIn(work, personId, 'decline', subUserId, reason)
    return { subUserId }
  })
}

/** "Decline after all", in an accepted or verifying onboarding. */
export function declineAfterAll(
  context: Context,
  person: { subUserId: string; personId: string },
  reason?: string,
): Promise<void> {
  return execute(context, (work) => declineIn(work, person.personId, 'decline_after_all', person.subUserId, reason))
}

async function declineIn(
  work: Work,
  personId: string,
  action: 'decline' | 'decline_after_all',
  subUserId: string,
  reason?: string,
): Promise<void> {
  const actor = personOf(personId)
  const { subUser, now } = await lockFor(work, actor, action, subUserId)
  await seen(work, subUser, now)
  await endPending(work, subUser, { status: 'declined', type: 'sub_user.declined', at: now })
  const remarkId = await insertRemark(work.tx, {
    subUserId,
    kind: 'reason',
    text: reason,
    author: eventActor(actor),
    at: now,
  })
  await planMail(work.tx, {
    subject: subUserId,
    kind: 'declined_holder',
    audience: 'holder',
    facts: { remarkId },
    at: now,
  })
  await freeSeat(work.tx, subUser.accountId, subUser.quotaGroup)
  await record(work, {
    chain: subUser.accountId,
    type: 'sub_user.declined',
    subject: subUserId,
    actor: eventActor(actor),
    at: now,
    data: { from: subUser.status, remarkId },
    nudge: true,
  })
}

/**
 * The invited person reports the invitation: the link ends, staff are told, and the onboarding stands still in staff's
 * turn until they revoke it or send a new link (screens, section 5).
 */
export function report(context: Context, linkId: string, reason?: string): Promise<{ subUserId: string }> {
  return execute(context, async (work) => {
    const { subUserId, personId } = await liveInvitation(work, linkId)
    const { subUser, now } = await lockFor(work, personOf(personId), 'report', subUserId)
    await liveInvitation(work, linkId) // pressed twice: it has ended while we waited for the lock
    await endLinks(work.tx, subUserId, 'invitation', 'reported', now)
    await standStill(work, subUser, { kind: 'report', type: 'sub_user.reported', at: now, reason })
    return { subUserId }
  })
}

/** "Was it not you?": ends the link and every session that came from it; the onboarding stands still until staff have looked. */
export function stopOnboarding(context: Context, linkId: string): Promise<{ subUserId: string }> {
  return execute(context, async (work) => {
    const link = await findLink({ prisma: work.tx }, linkId)
    if (!link?.subUserId) throw new Refusal('link-unknown')
    const { subUser, now } = await lockFor(work, personOf(link.personId), 'mail_sign_in_link', link.subUserId)
    if (subUser.reportedAt) return { subUserId: subUser.id } // pressed twice: stopped already
    for (const purpose of ['invitation', 'sign_in'] as const)
      await endLinks(work.tx, subUser.id, purpose, 'stopped', now)
    await endSessionsOf(work, subUser.id)
    await standStill(work, subUser, { kind: 'report', type: 'sub_user.stopped', at: now })
    return { subUserId: subUser.id }
  })
}

async function standStill(
  work: Work,
  subUser: SubUserRow,
  change: { kind: 'report'; type: string; at: Date; reason?: string | undefined },
): Promise<void> {
  const { at, type } = change
  const actor = eventActor(personOf(subUser.personId))
  await updateSubUser(work.tx, subUser.id, {
    turn: 'staff',
    dueAt: null,
    reportedAt: at,
    seenAt: subUser.seenAt ?? at,
    changedAt: at,
    lastEvent: type,
    processDoneAt: null,
  })
  const remarkId = await insertRemark(work.tx, {
    subUserId: subUser.id,
    kind: change.kind,
    text: change.reason,
    author: actor,
    at,
  })
  for (const { id } of await managers(work.tx))
    await planMail(work.tx, { subject: subUser.id, kind: 'reported', audience: 'staff', facts: { staffId: id }, at })
  await record(work, {
    chain: subUser.accountId,
    type,
    subject: subUser.id,
    actor,
    at,
    data: { remarkId },
    nudge: true,
  })
}
