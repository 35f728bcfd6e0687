import { Refusal } from '../domain/refusals.ts'
import { findLink } from '../store/links.ts'
import { planMail } from '../store/mails.ts'
import { findSubUser, lockSubUser, updateSubUser } from '../store/sub-users.ts'
import { useLimit } from '../store/limits.ts'
import { type Context, execute, record } from './command.ts'

const DAY = 24 * 3_600_000
const ASK = { name: 'ask-again', most: 1, windowMs: DAY }
const MAIL_AGAIN = { name: 'mail-again', most: 3, windowMs: DAY }

/** The person with a dead link asks for a new invitation; the holder is told, once a day. More changes nothing and says nothing. */
export async function askForNewInvitation(context: Context, linkId: string): Promise<void> {
  const link = await findLink(context.db, linkId)
  if (!link?.subUserId) throw new Refusal('link-unknown')
  const subject = link.subUserId
  if ((await useLimit(context.db, ASK, subject)) !== undefined) return
  await execute(context, async (work) => {
    const view = await findSubUser({ prisma: work.tx }, subject)
    if (!view || !['expired', 'revoked', 'declined'].includes(view.status)) throw new Refusal('link-dead')
    await planMail(work.tx, { subject, kind: 'asked_again', audience: 'holder', at: view.now })
    await updateSubUser(work.tx, subject, {
      changedAt: view.now,
      lastEvent: 'sub_user.asked_again',
      processDoneAt: null,
    })
    const actor = { kind: 'person', id: view.personId }
    await record(work, {
      chain: view.accountId,
      type: 'sub_user.asked_again',
      subject,
      actor,
      at: view.now,
      nudge: true,
    })
  })
}

/**
 * The person with a replaced link has the current one mailed again, to the invited address only. Returns how many seconds
 * to wait when it was mailed often enough (R68).
 */
export async function mailCurrentLink(context: Context, linkId: string): Promise<number | undefined> {
  const link = await findLink(context.db, linkId)
  if (!link?.subUserId) throw new Refusal('link-unknown')
  const subject = link.subUserId
  const wait = await useLimit(context.db, MAIL_AGAIN, subject)
  if (wait !== undefined) return wait
  await execute(context, async (work) => {
    const view = await findSubUser({ prisma: work.tx }, subject)
    if (view?.status !== 'invited') throw new Refusal('link-dead')
    work.mails.push(
      await planMail(work.tx, { subject, kind: 'new_link', audience: 'invitee', interactive: true, at: view.now }),
    )
    const actor = { kind: 'person', id: view.personId }
    await record(work, { chain: view.accountId, type: 'sub_user.link_mailed_again', subject, actor, at: view.now })
  })
  return undefined
}

/** "No reminders, please": from now on no reminder is sent; all other mails are (screens, 2.1). By any link of the onboarding; twice is once. */
export async function stopReminders(context: Context, linkId: string): Promise<void> {
  const link = await findLink(context.db, linkId)
  if (!link?.subUserId) throw new Refusal('link-unknown')
  const subject = link.subUserId
  await execute(context, async (work) => {
    const locked = await lockSubUser(work.tx, subject)
    if (!locked || locked.subUser.remindersOff) return
    const { subUser, now } = locked
    const type = 'sub_user.reminders_stopped'
    await updateSubUser(work.tx, subject, { remindersOff: true, changedAt: now, lastEvent: type })
    const actor = { kind: 'person', id: subUser.personId }
    const nudge = subUser.processDoneAt === null
    await record(work, { chain: subUser.accountId, type, subject, actor, at: now, nudge })
  })
}
