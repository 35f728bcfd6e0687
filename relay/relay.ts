import type { MailSettings } from '../activities/mail-settings.ts'
import { sendMail } from '../activities/mails.ts'
import type { Context } from '../commands/command.ts'
import { notify } from '../store/events.ts'
import type { Database } from '../store/database.ts'
import { leftInteractiveMails } from '../store/mails.ts'
import { useLimit } from '../store/limits.ts'
import { deleteOldSessions } from '../store/sessions.ts'
import { type Temporal, relayNudges } from './nudges.ts'
import { startMissing } from './recover.ts'

/** How often the relay looks for nudges that are due, and how often it recovers, in ms. */
const LOOK_MS = 1_000
const RECOVER_MS = 5 * 60_000
/** One process at a time recovers; the others leave it to that one. */
const RECOVERY = { name: 'recover', most: 1, windowMs: RECOVER_MS - 10_000 }

/** Takes what post-commit nudges left, and recovers at the start and every five minutes (R64). */
export function startRelay(context: Context, temporal: Temporal, mails: MailSettings): { stop(): Promise<void> } {
  const { db } = context
  let stopped = false
  let wake: (() => void) | undefined
  const pause = (ms: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, ms)
      wake = () => (clearTimeout(timer), done())
    })
  const loop = async (): Promise<void> => {
    let recoverAt = 0
    let first = true
    while (!stopped) {
      try {
        for (const { id } of await leftInteractiveMails(db)) await sendMail(mails, id)
        if (Date.now() >= recoverAt) {
          if (first || (await useLimit(db, RECOVERY, 'all')) === undefined) await startMissing(context, temporal)
          await deleteOldSessions(db)
          first = false
          recoverAt = Date.now() + RECOVER_MS
        }
        if ((await relayNudges(db, temporal)) > 0) continue
      } catch {
        // database or Temporal is away: rows stay due, and the next look takes them
      }
      await pause(LOOK_MS)
    }
  }
  const running = loop()
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
