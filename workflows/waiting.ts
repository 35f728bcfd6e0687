import { CancellationScope, condition, isCancellation, sleep } from '@temporalio/workflow'
import type { Reminder } from '../domain/deadlines.ts'
import type { Snapshot } from '../domain/process.ts'

/** What steps of a process share: where things stand, and the one timer. */
export type Process = {
  subUserId: string
  local: {
    settle(id: string): Promise<Snapshot>
    remind(id: string, reminder: Reminder): Promise<Snapshot>
    expire(id: string): Promise<Snapshot>
    beginVerification(id: string): Promise<Snapshot>
    activate(id: string): Promise<Snapshot>
  }
  outside: { deliverMails(id: string): Promise<void>; askVendor(id: string): Promise<Snapshot> }
  nudged: boolean
  /** Mails that the mail server did not take at once are on their way by the remote activity. */
  delivering: boolean
  /** The vendor is being asked, however long it takes to answer; then, where things stood after it. */
  asking: boolean
  answered: Snapshot | undefined
  timer: { scope: CancellationScope; at: number; rang: boolean } | undefined
  now: { snapshot: Snapshot; readAt: number } | undefined
}

/** Reads where things stand; a nudge that came before is answered by that. */
export function read(process: Process): Promise<Snapshot> {
  process.nudged = false
  return process.local.settle(process.subUserId)
}

/** Waits until what is read satisfies `enough`: reads after each nudge, sends reminders and lets the deadline pass on the way. */
export async function until(process: Process, first: Snapshot, enough: (seen: Snapshot) => boolean): Promise<Snapshot> {
  let seen = first
  for (;;) {
    process.now = { snapshot: seen, readAt: Date.now() }
    deliverLeftOver(process, seen)
    askVendor(process, seen)
    if (enough(seen)) return seen
    const due = nextDue(seen)
    armTimer(process, due?.inMs)
    await condition(() => process.nudged || process.timer?.rang === true || process.answered !== undefined)
    seen = await react(process, due)
  }
}

/** It is staff's turn where the next step would be Usher's own: the person stopped it, and staff look first. */
export const isStopped = ({ turn }: Snapshot): boolean => turn === 'staff'

type Due = { inMs: number; at: number } & (
  | { what: 'expire' }
  | { what: 'look' }
  | { what: 'remind'; reminder: Reminder }
)

/** What the clock brings next: a look at the vendor, the reminder or the deadline. */
function nextDue({ remainingMs, reminder, vendorInMs }: Snapshot): Due | undefined {
  const now = Date.now()
  const next = Math.min(remainingMs ?? Infinity, reminder?.inMs ?? Infinity)
  if (vendorInMs && vendorInMs < next) return { what: 'look', inMs: vendorInMs, at: now + vendorInMs }
  if (reminder && (remainingMs === null || reminder.inMs < remainingMs))
    return { what: 'remind', reminder: reminder.kind, inMs: reminder.inMs, at: now + reminder.inMs }
  return remainingMs === null ? undefined : { what: 'expire', inMs: remainingMs, at: now + remainingMs }
}

/** A nudge means reading again. A timer means what was due, if it still is: an earlier timer that was left running only reads. */
async function react(process: Process, due: Due | undefined): Promise<Snapshot> {
  const { local, subUserId, answered } = process
  process.answered = undefined
  if (process.timer?.rang) process.timer = undefined
  else if (answered && !process.nudged) return answered
  if (process.nudged || !due || Date.now() < due.at || due.what === 'look') return read(process)
  return due.what === 'expire' ? local.expire(subUserId) : local.remind(subUserId, due.reminder)
}

/** One timer at a time. A running one that rings no later than wanted stays: it costs one more read, not two more events. */
function armTimer(process: Process, inMs: number | undefined): void {
  if (inMs === undefined) return
  const at = Date.now() + inMs
  if (process.timer && process.timer.at <= at) return
  process.timer?.scope.cancel()
  const scope = new CancellationScope()
  const timer = { scope, at, rang: false }
  process.timer = timer
  void scope.run(async () => {
    try {
      await sleep(inMs)
      timer.rang = true
    } catch (error) {
      if (!isCancellation(error)) throw error
    }
  })
}

/** Hands mails that could not be sent at once to the activity with long retries; its end is a reason to read again. */
function deliverLeftOver(process: Process, { unsentMails }: Snapshot): void {
  if (unsentMails === 0 || process.delivering) return
  process.delivering = true
  void process.outside.deliverMails(process.subUserId).finally(() => {
    process.delivering = false
    process.nudged = true
  })
}

/** Asks the vendor when it is time to; what it says is in the rows afterwards. */
function askVendor(process: Process, { vendorInMs }: Snapshot): void {
  if (vendorInMs !== 0 || process.asking) return
  process.asking = true
  void process.outside.askVendor(process.subUserId).then((snapshot) => {
    process.asking = false
    process.answered = snapshot
  })
}
