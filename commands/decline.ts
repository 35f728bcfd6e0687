import { Refusal } from '../domain/refusals.ts'
import { isOpen } from '../domain/status.ts'
import { findSecondUser } from '../store/drafts.ts'
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

/** Staff are told once in this time that somebody else may have an access, however often the button is pressed, in ms. */
const TOLD_AGAIN_MS = 24 * 3_600_000

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
    await standStill(work, subUser, { type: 'sub_user.reported', at: now, reason })
    return { subUserId }
  })
}

/**
 * "Was it not you?": ends the link and every session that came from it, and tells staff. An onboarding stands still until
 * they have looked. An access stays as it is, for a link that was used opens nothing and so proves little; staff, told
 * once a day, may suspend it (R39). Returns which of the two it was.
 */
export function stopOnboarding(context: Context, linkId: string): Promise<{ subUserId: string; access: boolean }> {
  return execute(context, async (work) => {
    const link = await findLink({ prisma: work.tx }, linkId)
    if (!link?.subUserId) throw new Refusal('link-unknown')
    const { subUser, now } = await lockFor(work, personOf(link.personId), 'stop', link.subUserId)
    const access = !isOpen(subUser.status)
    const told =
      subUser.reportedAt !== null && (!access || now.getTime() - subUser.reportedAt.getTime() < TOLD_AGAIN_MS)
    if (!told || access) await endEverySession(work, subUser.id)
    if (!told) {
      for (const purpose of ['invitation', 'sign_in'] as const)
        await endLinks(work.tx, subUser.id, purpose, 'stopped', now)
      await (access ? markAccess(work, subUser, now) : standStill(work, subUser, { type: 'sub_user.stopped', at: now }))
    }
    return { subUserId: subUser.id, access }
  })
}

/** A second user's, too: whoever has the one may have the other (R21). */
async function endEverySession(work: Work, subUserId: string): Promise<void> {
  await endSessionsOf(work, subUserId)
  const second = await findSecondUser({ prisma: work.tx }, subUserId)
  if (second) await endSessionsOf(work, second.id)
}

/** Only staff see the mark; it goes when they lift a suspension. */
async function markAccess(work: Work, subUser: SubUserRow, at: Date): Promise<void> {
  const type = 'sub_user.access_reported'
  await updateSubUser(work.tx, subUser.id, { reportedAt: at, changedAt: at, lastEvent: type, processDoneAt: null })
  await tellStaff(work, subUser, { type, at, facts: { access: true } })
}

async function standStill(
  work: Work,
  subUser: SubUserRow,
  change: { type: string; at: Date; reason?: string | undefined },
): Promise<void> {
  const { at, type } = change
  await updateSubUser(work.tx, subUser.id, {
    turn: 'staff',
    dueAt: null,
    reportedAt: at,
    seenAt: subUser.seenAt ?? at,
    changedAt: at,
    lastEvent: type,
    processDoneAt: null,
  })
  await tellStaff(work, subUser, change)
}

async function tellStaff(
  work: Work,
  subUser: SubUserRow,
  what: { type: string; at: Date; reason?: string | undefined; facts?: { access: true } },
): Promise<void> {
  const { at, type, reason: text, facts } = what
  const actor = eventActor(personOf(subUser.personId))
  const remarkId = await insertRemark(work.tx, { subUserId: subUser.id, kind: 'report', text, author: actor, at })
  for (const { id: staffId } of await managers(work.tx))
    await planMail(work.tx, {
      subject: subUser.id,
      kind: 'reported',
      audience: 'staff',
      facts: { ...facts, staffId },
      at,
    })
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
