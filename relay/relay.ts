import type { MailSettings } from '../activities/mail-settings.ts'
import { sendMail } from '../activities/mails.ts'
import type { Context } from '../commands/command.ts'
import { PROCESS_REVISION } from '../domain/process.ts'
import { notify } from '../store/events.ts'
import { uuidv7 } from 'uuidv7'
import type { Database } from '../store/database.ts'
import { leftInteractiveMails } from '../store/mails.ts'
import { unfinishedProcesses } from '../store/outbox.ts'
import { deleteOldSessions } from '../store/sessions.ts'
import { adopt } from '../commands/process.ts'
import { type Temporal, nudgeWorkflow, relayNudges } from './nudges.ts'

/** How often the relay looks for nudges that are due, and how often it recovers, in ms. */
const LOOK_MS = 1_000
const RECOVER_MS = 5 * 60_000

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
    while (!stopped) {
      try {
        for (const { id } of await leftInteractiveMails(db)) await sendMail(mails, id)
        if (Date.now() >= recoverAt) {
          await recover(context, temporal)
          await deleteOldSessions(db)
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

/** Nudges every onboarding whose process is open, so that each goes on at its step from its row (R64). Returns how many. */
export async function recover(context: Context, temporal: Temporal): Promise<number> {
  const { db } = context
  let nudged = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await unfinishedProcesses(db, after, 200)
    for (const row of rows) {
      if (row.processRevision !== PROCESS_REVISION) {
        await terminateOld(temporal, row.id)
        await adopt(context, row.id)
      }
      await nudgeWorkflow(temporal, { subUserId: row.id, eventId: uuidv7() })
      nudged++
    }
    const last = rows.at(-1)
    if (!last || rows.length < 200) return nudged
    after = last.id
  }
}

/** Ends a run of older workflow code, so that the row starts anew on the present queue. */
async function terminateOld({ connection, namespace }: Temporal, subUserId: string): Promise<void> {
  await connection
    .withDeadline(Date.now() + 3_000, () =>
      connection.workflowService.terminateWorkflowExecution({
        namespace,
        workflowExecution: { workflowId: `onboarding-${subUserId}` },
        reason: 'newer process revision',
      }),
    )
    .catch(() => undefined) // it does not run: nothing to end
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
