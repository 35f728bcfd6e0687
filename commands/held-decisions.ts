import * as z from 'zod'
import { STAFF_ROLES } from '../domain/actions.ts'
import { Refusal } from '../domain/refusals.ts'
import type { ReviewDecision } from '../domain/four-eyes.ts'
import type { Resubmission } from '../domain/verification.ts'
import { type HeldDecisionRow, dropHeld, dueDecisions, heldOf, holdDecision, takeDue } from '../store/held-decisions.ts'
import { findStaff } from '../store/staff.ts'
import { lockSubUser } from '../store/sub-users.ts'
import { type Context, type Work, execute } from './command.ts'
import { keepDocumentEnd } from './document-end.ts'
import { type Pass, eachDue } from './each-due.ts'
import { type Decision, type Staff, allowOneMoreIn, decideIn, keepReason, lockToDecide } from './review.ts'

/** A decision can be taken back for this long, in ms; it takes effect only then (screens, 3.4). */
export const UNDO_MS = 10_000

export type HeldInput = Omit<Decision, 'decision'> & { decision: ReviewDecision | 'one_more' }

/**
 * Gives a decision that can be taken back for ten seconds. It is kept in the database, so that it takes effect whether or
 * not the page stays open. Refused as `decideReview`.
 */
export function giveDecision(
  context: Context,
  actor: Staff,
  input: HeldInput,
): Promise<{ subUserId: string; leavesAt: string }> {
  return execute(context, async (work) => {
    const locked = await lockToDecide(work, actor, input)
    const { subUser, now } = locked
    await keepDocumentEnd(work, actor, locked, input)
    await dropHeld(work.tx, subUser.id)
    const remarkId = await keepReason(work, actor, input, now)
    const held = { subUserId: subUser.id, attempt: subUser.attempt, reviewerId: actor.id, remarkId }
    const leavesAt = await holdDecision(work.tx, { ...held, decision: input.decision, asked: input.asked }, UNDO_MS)
    return { subUserId: subUser.id, leavesAt: leavesAt.toISOString() }
  })
}

/** Takes one's own decision back before it leaves. Refused: `review-over` when it has left. */
export function takeBackDecision(
  context: Context,
  actor: Staff,
  { subUserId }: { subUserId: string },
): Promise<{ subUserId: string }> {
  return execute(context, async (work) => {
    await lockSubUser(work.tx, subUserId)
    const held = await heldOf({ prisma: work.tx }, subUserId)
    if (held?.reviewerId !== actor.id) throw new Refusal('review-over', 'The decision has left already.')
    await dropHeld(work.tx, subUserId)
    return { subUserId }
  })
}

/** Lets decisions take effect whose ten seconds are over. What is no longer possible by then is dropped. */
export const leaveDecisions = (context: Context): Promise<Pass> =>
  eachDue(
    'decision',
    (resting) => dueDecisions(context.db, resting),
    (id) => leave(context, id),
  )

async function leave(context: Context, subUserId: string): Promise<void> {
  try {
    await execute(context, async (work) => {
      await lockSubUser(work.tx, subUserId) // before the held row, as everywhere
      const held = await takeDue(work.tx, subUserId)
      if (held) await takeEffect(work, held)
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await execute(context, async (work) => void (await dropHeld(work.tx, subUserId)))
  }
}

const role = z.enum(STAFF_ROLES).catch('viewer')

async function takeEffect(work: Work, held: HeldDecisionRow): Promise<void> {
  const member = await findStaff(work.tx, held.reviewerId)
  const actor: Staff = { kind: 'staff', id: held.reviewerId, role: role.parse(member?.role) }
  const { subUserId, decision, remarkId } = held
  if (decision === 'one_more') return allowOneMoreIn(work, actor, subUserId)
  const asked = held.asked as unknown as Resubmission[]
  return decideIn(work, actor, { subUserId, decision: decision as ReviewDecision, asked, remarkId })
}
