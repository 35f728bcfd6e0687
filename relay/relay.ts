import type { MailSettings } from '../activities/mail-settings.ts'
import { sendMail } from '../activities/mails.ts'
import type { Context } from '../commands/command.ts'
import { wakeForPolls } from '../commands/vendor-sessions.ts'
import { leaveDecisions } from '../commands/held-decisions.ts'
import { deleteOldDocuments, rewrapDocuments } from '../commands/retention.ts'
import { warnReviewers } from '../commands/review-warnings.ts'
import { askRenewals } from '../commands/validity.ts'
import { notify } from '../store/events.ts'
import type { Database } from '../store/database.ts'
import { leftInteractiveMails } from '../store/mails.ts'
import { deleteOldAnswers } from '../store/idempotency.ts'
import { deleteOldLimits, useLimit } from '../store/limits.ts'
import { deleteOldPortalSessions } from '../store/portal-sessions.ts'
import { deleteOldSessions } from '../store/sessions.ts'
import { type Temporal, relayNudges } from './nudges.ts'
import { startMissing } from './recover.ts'

/** How often the relay looks for nudges that are due, and how often it recovers, in ms. */
const LOOK_MS = 1_000
const RECOVER_MS = 5 * 60_000
/** One process at a time recovers; the others leave it to that one. */
const RECOVERY = { name: 'recover', most: 1, windowMs: RECOVER_MS - 10_000 }

/**
 * Takes what the processes that took commands left: nudges, and mails that a person waits for. Recovers at the start and
 * every five minutes (R64). Loops of their own, so that a silent mail server holds up nothing else.
 */
export function startRelay(context: Context, temporal: Temporal, mails: MailSettings): { stop(): Promise<void> } {
  const { db } = context
  const loops = [
    repeat(async () => {
      for (const { id } of await leftInteractiveMails(db)) await sendMail(mails, id)
      return false
    }),
    repeat(async () => (await relayNudges(db, temporal)) > 0),
    repeat(async () => (await leaveDecisions(context)) > 0),
    repeat(async () => (await warnReviewers(context)) + (await askRenewals(context)) > 0),
    repeat(housekeeping(context, temporal)),
    repeat(looksAtVendors(context)),
  ]
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) }
}

/** Recovery and forgetting, when they are due; the first time at once, later by one process for all. */
function housekeeping(context: Context, temporal: Temporal): () => Promise<boolean> {
  const { db } = context
  let dueAt = 0
  return async () => {
    if (Date.now() < dueAt) return false
    if (dueAt === 0 || (await useLimit(db, RECOVERY, 'all')) === undefined) await startMissing(db, temporal)
    await deleteOldSessions(db)
    await deleteOldPortalSessions(db)
    await deleteOldAnswers(db)
    await deleteOldLimits(db)
    await deleteOldDocuments(context)
    await rewrapDocuments(context)
    dueAt = Date.now() + RECOVER_MS
    return false
  }
}

/** How often the relay looks for accesses whose vendor is to be asked again, in ms. */
const POLL_MS = 5_000

/** Wakes what has ended but whose vendor may have withdrawn its approval (R43). */
function looksAtVendors(context: Context): () => Promise<boolean> {
  let dueAt = 0
  return async () => {
    if (Date.now() < dueAt) return false
    const more = (await wakeForPolls(context)) > 0
    if (!more) dueAt = Date.now() + POLL_MS
    return more
  }
}

/** Does the work again and again: at once while there is more, else every second. What fails is tried at the next look. */
function repeat(work: () => Promise<boolean>): { stop(): Promise<void> } {
  let stopped = false
  let wake: (() => void) | undefined
  const pause = () =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, LOOK_MS)
      wake = () => (clearTimeout(timer), done())
    })
  const running = (async () => {
    while (!stopped) {
      const more = await work().catch(() => false) // database or Temporal is away: rows stay due
      if (!more && !stopped) await pause()
    }
  })()
  return {
    async stop() {
      stopped = true
      wake?.()
      await running
    },
  }
}

/** Sends the empty hint to live readers, at most every 20 ms (design, section 4). */
export function createHint(db: Database): () => void {
  let planned: NodeJS.Timeout | undefined
  return () => {
    planned ??= setTimeout(() => {
      planned = undefined
      notify(db).catch(() => undefined) // readers look every second anyhow
    }, 20)
  }
}
