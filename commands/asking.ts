import { Refusal } from '../domain/refusals.ts'
import { findLink } from '../store/links.ts'
import { mailTimes, planMail } from '../store/mails.ts'
import { findSubUser, lockSubUser, type SubUserView, updateSubUser } from '../store/sub-users.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { isSamePress } from './same-press.ts'

const DAY_MS = 24 * 3_600_000
/** How often within a day a person has the current link mailed again (R68). */
const MAILED_AGAIN_MOST = 3

/**
 * The person with a dead link asks for a new invitation; the holder is told, once a day. More changes nothing and says
 * nothing. The mail itself is what counts: a command that failed has asked nobody.
 */
export async function askForNewInvitation(context: Context, linkId: string): Promise<void> {
  const subject = await subjectOf(context, linkId)
  await execute(context, async (work) => {
    const view = await lockView(work, subject)
    if (!view || !['expired', 'revoked', 'declined'].includes(view.status)) throw new Refusal('link-dead')
    const kind = 'asked_again'
    if ((await mailTimes(work.tx, { subject, kind, interactive: false }, dayBefore(view.now))).length > 0) return
    await planMail(work.tx, { subject, kind, audience: 'holder', at: view.now })
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

async function subjectOf({ db }: Context, linkId: string): Promise<string> {
  const link = await findLink(db, linkId)
  if (!link?.subUserId) throw new Refusal('link-unknown')
  return link.subUserId
}

/** Locked, so that of two at once the second sees what the first has sent. */
async function lockView(work: Work, subject: string): Promise<SubUserView | undefined> {
  await lockSubUser(work.tx, subject)
  return findSubUser({ prisma: work.tx }, subject)
}

const dayBefore = (now: Date): Date => new Date(now.getTime() - DAY_MS)

/**
 * The person with a replaced link has the current one mailed again, to the invited address only. Returns how many seconds
 * to wait when it was mailed often enough (R68).
 */
export async function mailCurrentLink(context: Context, linkId: string): Promise<number | undefined> {
  const subject = await subjectOf(context, linkId)
  return execute(context, async (work) => {
    const view = await lockView(work, subject)
    if (view?.status !== 'invited') throw new Refusal('link-dead')
    const mail = { subject, kind: 'new_link', interactive: true } as const
    if (await isSamePress(work, mail, view.now)) return undefined
    const [oldest, ...others] = (await mailTimes(work.tx, mail, dayBefore(view.now))).slice(-MAILED_AGAIN_MOST)
    if (oldest && others.length + 1 === MAILED_AGAIN_MOST)
      return Math.ceil((oldest.getTime() + DAY_MS - view.now.getTime()) / 1000)
    work.mails.push(await planMail(work.tx, { ...mail, audience: 'invitee', at: view.now }))
    const actor = { kind: 'person', id: view.personId }
    await record(work, { chain: view.accountId, type: 'sub_user.link_mailed_again', subject, actor, at: view.now })
    return undefined
  })
}

/** "No reminders, please": from now on no reminder is sent; all other mails are (screens, 2.1). By any link of the onboarding; twice is once. */
export async function stopReminders(context: Context, linkId: string): Promise<void> {
  const subject = await subjectOf(context, linkId)
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
