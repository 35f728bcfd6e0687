import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { MailSettings } from '../activities/mail-settings.ts'
import { RELAY_MS, sendMail } from '../activities/mails.ts'
import type { Context } from '../commands/command.ts'
import type { Pass, RowFault } from '../commands/each-due.ts'
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

/** How often the relay looks for what is due, in ms. */
const LOOK_MS = 1_000
const RECOVER_MS = 5 * 60_000
/** How often it looks for accesses whose vendor is to be asked again. */
const POLL_MS = 5_000
/** What is done only now and then is tried again so long after a fault. */
const AGAIN_MS = 10_000
/** One process at a time recovers; the others leave it to that one. */
const RECOVERY = { name: 'recover', most: 1, windowMs: RECOVER_MS - AGAIN_MS }

/**
 * Takes what the processes that took commands left: nudges, and mails that a person waits for. Recovers at the start and
 * every five minutes (R64). Loops of their own, so that a silent mail server or a vendor holds up nothing else.
 */
export function startRelay(
  context: Context,
  temporal: Temporal,
  mails: MailSettings,
  report: (fault: RowFault) => void,
): { stop(): Promise<void> } {
  const { db } = context
  const stopping = new AbortController()
  const stopped = once(stopping.signal, 'abort') // a mail server that takes its time does not hold up the end
  const again = (everyMs: number, work: Work): Promise<void> => repeat(everyMs, work, stopping.signal)
  const loops = [
    again(LOOK_MS, async () => {
      const left = await leftInteractiveMails(db)
      if (left.length > 0)
        await Promise.race([Promise.all(left.map(({ id }) => sendMail(mails, id, RELAY_MS))), stopped])
      return false
    }),
    again(LOOK_MS, async () => (await relayNudges(db, temporal)) > 0),
    again(LOOK_MS, async () => reported(await leaveDecisions(context), report)),
    again(LOOK_MS, async () => reported(await warnReviewers(context), report)),
    again(LOOK_MS, async () => reported(await askRenewals(context), report)),
    again(POLL_MS, async () => (await wakeForPolls(context)) > 0),
    again(RECOVER_MS, recovery(db, temporal, stopping.signal)),
    again(RECOVER_MS, forgetting(context, report)),
  ]
  return {
    async stop() {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

/** Says which rows failed; true when others were done, and there may be more. */
function reported({ done, faults }: Pass, report: (fault: RowFault) => void): boolean {
  for (const fault of faults) report(fault)
  return done > 0
}

/** Starts what is missing: the first time at once, later by one process for all. */
function recovery(db: Database, temporal: Temporal, stopping: AbortSignal): Work {
  let recovered = false
  return async () => {
    if (!recovered || (await useLimit(db, RECOVERY, 'all')) === undefined) await startMissing(db, temporal, stopping)
    recovered = true
    return false
  }
}

const forgetting =
  (context: Context, report: (fault: RowFault) => void): Work =>
  async () => {
    await deleteOldSessions(context.db)
    await deleteOldPortalSessions(context.db)
    await deleteOldAnswers(context.db)
    await deleteOldLimits(context.db)
    for (const fault of await deleteOldDocuments(context)) report(fault)
    await rewrapDocuments(context)
    return false
  }

/** Does a piece of work; true when there is more. */
type Work = () => Promise<boolean>

/** Does the work again and again until stopped: at once while there is more, else after a pause. What fails is tried again. */
async function repeat(everyMs: number, work: Work, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const pauseMs = await work().then(
      (more) => (more ? 0 : everyMs),
      () => Math.min(everyMs, AGAIN_MS), // database, Temporal or mail server is away: rows stay due
    )
    if (pauseMs > 0) await pause(pauseMs, undefined, { signal: stopping }).catch(() => undefined) // stopped
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
