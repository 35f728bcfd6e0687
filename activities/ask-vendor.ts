import { ApplicationFailure } from '@temporalio/common'
import type { Context } from '../commands/command.ts'
import { applyAnswer } from '../commands/vendor-answers.ts'
import { approvalsLookedAt, approvalTasks } from '../commands/vendor-approvals.ts'
import { vendorFailed } from '../commands/vendor-faults.ts'
import { noSessionMade, sessionMade, type VendorTask, vendorTask } from '../commands/vendor-sessions.ts'
import { replacedSessions } from '../store/vendor-sessions.ts'
import { VendorFault } from '../vendors/vendor.ts'

/**
 * Asks the vendor of one onboarding or access what is due: to make a session, or where one stands. The call stands outside
 * every transaction, what it brings is written by guarded commands. Only closed codes leave (R65); what is worth another
 * try is retried by the workflow's policy.
 */
export async function askVendor(context: Context, subUserId: string): Promise<void> {
  try {
    const task = await vendorTask(context, subUserId)
    if (!task) return
    const fault = await carryOut(context, task)
    if (!fault) await closeReplaced(context, task)
    if (task.attempt > 1) await lookAtApprovals(context, subUserId)
    if (!fault) return
    const failed = await vendorFailed(context, task, fault.kind)
    if (failed === 'settled') return
    throw ApplicationFailure.create({
      message: fault.message,
      type: fault.message,
      ...(fault.afterMs && { nextRetryDelay: Math.min(fault.afterMs, failed.againWithinMs) }),
    })
  } catch (error) {
    if (error instanceof ApplicationFailure) throw error
    throw ApplicationFailure.retryable('database-unavailable', 'database-unavailable')
  }
}

/**
 * Closes at its vendor what a later attempt has replaced: this session, or those before a new one. Nobody waits for that;
 * a vendor that can't be reached now keeps it until the documents go.
 */
async function closeReplaced({ db, verification }: Context, { subUserId, attempt, is }: VendorTask): Promise<void> {
  const numbers = is === 'create' ? Array.from({ length: attempt }, (_, before) => before + 1) : [attempt]
  for (const { vendor, sessionId } of await replacedSessions(db, subUserId, numbers)) {
    try {
      await verification.vendors.get(vendor)?.cancel(sessionId)
    } catch (error) {
      if (!(error instanceof VendorFault)) throw error
    }
  }
}

/** Earlier approvals that an access rests on are looked at, too. */
async function lookAtApprovals(context: Context, subUserId: string): Promise<void> {
  const tasks = await approvalTasks(context, subUserId)
  const faults: (VendorFault | undefined)[] = []
  for (const task of tasks) faults.push(await carryOut(context, task))
  const failed = faults.some((fault) => fault !== undefined)
  if (tasks.length > 0) await approvalsLookedAt(context, subUserId, failed)
}

async function carryOut(context: Context, task: VendorTask): Promise<VendorFault | undefined> {
  if (task.is === 'gone') return new VendorFault('refuses')
  try {
    if (task.is === 'create') await create(context, task)
    else if (task.is === 'find') await findMade(context, task)
    else await fetchAnswer(context, task)
    return undefined
  } catch (error) {
    if (error instanceof VendorFault) return error
    throw error
  }
}

async function create(context: Context, task: VendorTask & { is: 'create' }): Promise<void> {
  const { sessionId } = await task.vendor.createSession(task.request)
  await sessionMade(context, task, sessionId)
}

/** What has ended is closed at the vendor, if a session was made there and its answer was lost. */
async function findMade(context: Context, task: VendorTask & { is: 'find' }): Promise<void> {
  const found = await task.vendor.find(task.key)
  await (found ? sessionMade(context, task, found.sessionId) : noSessionMade(context, task))
}

/** What the vendor says; a session of an onboarding that has ended is closed there, too. */
async function fetchAnswer(context: Context, task: VendorTask & { is: 'fetch' }): Promise<void> {
  const { vendor, sessionId } = task
  const answer = await vendor.fetch(sessionId)
  const isOpen = ['created', 'in_progress', 'processing', 'needs_resubmission'].includes(answer.state)
  if (task.ended && isOpen) await vendor.cancel(sessionId)
  await applyAnswer(context, task, answer)
}
