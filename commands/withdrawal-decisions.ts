import { Refusal } from '../domain/refusals.ts'
import type { WithdrawalStatus } from '../domain/withdrawals.ts'
import { planMail } from '../store/mails.ts'
import { insertRemark } from '../store/remarks.ts'
import { lockAccess } from '../store/sub-users.ts'
import { findWithdrawal } from '../store/withdrawal-views.ts'
import { type WithdrawalRow, lockWithdrawal, ownersOf, updateWithdrawal } from '../store/withdrawals.ts'
import { type PortalActor, eventActor, requireAccount } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'
import {
  type ConfirmationState,
  type SentNumber,
  type ToConfirm,
  checkNumber,
  confirmationState,
  requestConfirmation,
  spend,
  voidConfirmations,
} from './confirmation.ts'
import { requireHolder } from './holder.ts'
import { endWithdrawal } from './withdrawal-ends.ts'
import { mayWithdraw } from './withdrawals.ts'

type Target = { withdrawalId: string }

/** What a number for an approval is bound to: this withdrawal, its amount and where it goes. */
const approvalOf = (actor: PortalActor, one: WithdrawalRow): ToConfirm => ({
  actor,
  purpose: 'approve_withdrawal',
  subject: one.id,
  content: { amount: one.amount, currency: one.currency, destination: one.destinationId, subUser: one.subUserId },
})

/** Whether the approval needs a number, and the one that was sent. Refused: `holder-only`, `not-found`, `already-decided`, `withdrawal-over`. */
export async function approvalState(
  context: Context,
  actor: PortalActor,
  { withdrawalId }: Target,
): Promise<ConfirmationState> {
  return confirmationState(context, approvalOf(actor, await waiting(context, actor, withdrawalId)))
}

/** Mails the holder a number for this approval. Refused: as `approvalState`, and `too-many`. */
export async function requestApprovalNumber(
  context: Context,
  actor: PortalActor,
  { withdrawalId }: Target,
): Promise<SentNumber> {
  return requestConfirmation(context, approvalOf(actor, await waiting(context, actor, withdrawalId)))
}

/**
 * The holder approves: with a second factor that the platform saw in the last ten minutes, or with a number by mail (R12,
 * R18, R28). The rights are looked at once more: what is not allowed any more ends instead. Refused: `holder-only`,
 * `not-found`, `already-decided`, `withdrawal-over`, `number-needed`, `number-wrong`, `number-over`.
 */
export async function approveWithdrawal(
  context: Context,
  actor: PortalActor,
  input: Target & { number?: string | undefined },
): Promise<void> {
  const toConfirm = approvalOf(actor, await waiting(context, actor, input.withdrawalId))
  const proof = await checkNumber(context, toConfirm, input.number)
  const outcome = await execute(context, async (work) => {
    const { withdrawal, now } = await lockDecidable(work, actor, input.withdrawalId)
    await spend(work, toConfirm, proof, now)
    if (await isStillAllowed(work, withdrawal)) {
      await decide(work, actor, withdrawal, { status: 'approved', at: now, remarkId: null })
      return undefined
    }
    await endWithdrawal(work, { kind: 'usher' }, withdrawal, 'not_allowed', now)
    return { status: 'ended', endedBecause: 'not_allowed', decidedAt: now } as const
  })
  if (outcome) throw refusalOf(outcome)
}

/** The holder declines; the reason, if any, is for the one who asked. Refused: as `approveWithdrawal`, without a number. */
export function declineWithdrawal(
  context: Context,
  actor: PortalActor,
  input: Target & { reason?: string | undefined },
): Promise<void> {
  requireHolder(actor)
  return execute(context, async (work) => {
    const { withdrawal, now } = await lockDecidable(work, actor, input.withdrawalId)
    const { subUserId } = withdrawal
    const remarkId = await insertRemark(work.tx, {
      subUserId,
      kind: 'reason',
      text: input.reason,
      author: eventActor(actor),
      at: now,
    })
    await decide(work, actor, withdrawal, { status: 'declined', at: now, remarkId })
  })
}

async function decide(
  work: Work,
  actor: PortalActor,
  one: WithdrawalRow,
  decision: { status: 'approved' | 'declined'; at: Date; remarkId: string | null },
): Promise<void> {
  const { status, at, remarkId } = decision
  const by = eventActor(actor)
  await updateWithdrawal(work.tx, one.id, {
    status,
    remarkId,
    decidedAt: at,
    decidedByKind: by.kind,
    decidedById: by.id,
    changedAt: at,
  })
  await voidConfirmations(work, 'approve_withdrawal', one.id, at)
  await planMail(work.tx, { subject: one.id, kind: 'withdrawal_result', audience: 'invitee', at })
  const data = { subUserId: one.subUserId, remarkId }
  await record(work, {
    chain: one.accountId,
    type: `withdrawal.${status}`,
    subject: one.id,
    actor: by,
    at,
    data,
    nudge: true,
  })
}

/** The withdrawal while it waits, before anything is locked: so that no try of a number is spent on one that is over. */
async function waiting(context: Context, actor: PortalActor, id: string): Promise<WithdrawalRow> {
  const one = await findWithdrawal(context.db, id, [actor.accountId])
  if (!one) throw new Refusal('not-found')
  requireHolder(actor)
  return requireWaiting(one)
}

/** Locks the sub-user, then the withdrawal: a change of the access comes wholly before or wholly after the decision. */
async function lockDecidable(
  work: Work,
  actor: PortalActor,
  id: string,
): Promise<{ withdrawal: WithdrawalRow; now: Date }> {
  const owners = await ownersOf({ prisma: work.tx }, id)
  if (!owners) throw new Refusal('not-found')
  requireAccount(actor, owners.accountId)
  await lockAccess(work.tx, owners.subUserId)
  const locked = await lockWithdrawal(work.tx, id)
  if (!locked) throw new Refusal('not-found')
  return { withdrawal: requireWaiting(locked.withdrawal), now: locked.now }
}

async function isStillAllowed(work: Work, one: WithdrawalRow): Promise<boolean> {
  const { key } = await work.tx.destination.findUniqueOrThrow({
    where: { id: one.destinationId },
    select: { key: true },
  })
  return (await mayWithdraw(work, one.subUserId, key)).allowed
}

function requireWaiting(one: WithdrawalRow): WithdrawalRow {
  if (one.status !== 'waiting') throw refusalOf(one)
  return one
}

/** Two devices at once: one decision counts, the other is told which and when. */
function refusalOf(one: {
  status: WithdrawalStatus
  endedBecause: string | null
  decidedAt: Date | null
  deadline?: Date | null
}): Refusal {
  const at = (one.decidedAt ?? one.deadline ?? null)?.toISOString() ?? null
  if (one.status === 'approved' || one.status === 'declined')
    return new Refusal('already-decided', `This was ${one.status} already.`, { decision: one.status, at })
  return new Refusal('withdrawal-over', 'This has ended. Nothing was sent.', {
    status: one.status,
    because: one.endedBecause,
    at,
  })
}
