import { uuidv7 } from 'uuidv7'
import { type Verdict, decide } from '../domain/access-check.ts'
import { digestOf } from '../domain/confirmation.ts'
import { type Place, normalPlace } from '../domain/destinations.ts'
import type { WithdrawalId } from '../domain/ids.ts'
import { policyOf } from '../domain/policies/index.ts'
import { PROCESS_REVISION } from '../domain/process.ts'
import { Refusal } from '../domain/refusals.ts'
import { HOUR, WITHDRAWAL_OPEN } from '../domain/withdrawals.ts'
import { readAccess } from '../store/access.ts'
import { accountNow } from '../store/accounts.ts'
import { planMail } from '../store/mails.ts'
import { lockAccess } from '../store/sub-users.ts'
import { type NewWithdrawal, insertWithdrawal, withdrawalByReference } from '../store/withdrawals.ts'
import { type Actor, eventActor, requireAccount } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'

export type WithdrawalInput = {
  subUserId: string
  /** The platform's own id of the withdrawal. */
  reference: string
  /** A decimal in the currency's own unit. */
  amount: { value: string; currency: string }
  destination: Place
  /** How long it waits where the holder has to approve, in ms; as the policy has it unless given. */
  openForMs?: number | undefined
  /** What is left on the account after it, in the same currency. */
  balanceAfter?: string | undefined
  /** About how much it is in another currency. */
  valueBeside?: { value: string; currency: string } | undefined
}

/** The withdrawal, and whether it was asked about before. */
export type RequestedWithdrawal = { withdrawalId: WithdrawalId; known: boolean }

/**
 * The platform asks before it carries out a withdrawal that a sub-user wants (R18). The rights are checked as an access
 * check would; then it is approved at once, or waits for the holder where the account requires approval. Asked again
 * with the same id and content, it is the same withdrawal. Refused: `not-found`, `withdrawal-not-allowed` with the
 * reason's code, `withdrawal-reused`, `deadline-out-of-range`.
 */
export function requestWithdrawal(
  context: Context,
  actor: Actor,
  input: WithdrawalInput,
): Promise<RequestedWithdrawal> {
  const { openForMs } = input
  if (openForMs !== undefined && (openForMs < WITHDRAWAL_OPEN.minMs || openForMs > WITHDRAWAL_OPEN.maxMs))
    throw new Refusal('deadline-out-of-range', 'A withdrawal waits for 1 hour to 7 days.')
  return execute(context, async (work) => {
    const access = await lockAccess(work.tx, input.subUserId)
    if (!access) throw new Refusal('not-found', 'There is no such sub-user.')
    const { accountId } = access
    requireAccount(actor, accountId)
    const contentHash = digestOf({ ...input, destination: { ...input.destination } })
    const same = await sameAgain(work, accountId, input.reference, contentHash)
    if (same) return same
    const destinationId = await allowedDestination(work, accountId, input)
    const one = await planned(work, accountId, input, { contentHash, destinationId })
    if (!(await insertWithdrawal(work.tx, one, !one.approval)))
      return (await sameAgain(work, accountId, input.reference, contentHash)) ?? reused()
    await tell(work, actor, one)
    return { withdrawalId: one.id, known: false }
  })
}

const reused = (): never => {
  throw new Refusal('withdrawal-reused', 'This id was used for a withdrawal with another content.')
}

async function sameAgain(
  work: Work,
  accountId: string,
  reference: string,
  contentHash: Uint8Array,
): Promise<RequestedWithdrawal | undefined> {
  const before = await withdrawalByReference(work.tx, accountId, reference)
  if (!before) return undefined
  if (Buffer.compare(before.contentHash, contentHash) !== 0) return reused()
  return { withdrawalId: before.id as WithdrawalId, known: true }
}

/** The destination's row, if the sub-user may withdraw to it now (R4, R16, R17). */
async function allowedDestination(
  work: Work,
  accountId: string,
  { subUserId, destination }: WithdrawalInput,
): Promise<string> {
  const key = normalPlace(destination)?.key
  const verdict = await mayWithdraw(work, subUserId, key)
  const row =
    key === undefined
      ? null
      : await work.tx.destination.findUnique({ where: { accountId_key: { accountId, key } }, select: { id: true } })
  if (verdict.allowed && row) return row.id
  throw new Refusal('withdrawal-not-allowed', `The sub-user may not withdraw to this destination: ${verdict.reason}.`, {
    reason: verdict.reason,
    right: verdict.right,
  })
}

/** The access check of a withdrawal, inside the transaction that acts on it (R47). */
export async function mayWithdraw(work: Work, subUserId: string, placeKey: string | undefined): Promise<Verdict> {
  const [found] = await readAccess({ prisma: work.tx }, [{ subUserId, placeKey }])
  if (!found?.acting) return { allowed: false, reason: 'unknown-sub-user', right: null }
  return decide(found.acting, { action: 'withdraw', place: found.place })
}

async function planned(
  work: Work,
  accountId: string,
  input: WithdrawalInput,
  found: { contentHash: Uint8Array<ArrayBuffer>; destinationId: string },
): Promise<NewWithdrawal> {
  const { withdrawalApproval: approval, policy } = await work.tx.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { withdrawalApproval: true, policy: true },
  })
  const openForMs = input.openForMs ?? policyOf(policy).approvalHours * HOUR
  const now = await accountNow(work.tx, accountId)
  return {
    ...found,
    id: uuidv7() as WithdrawalId,
    accountId,
    subUserId: input.subUserId,
    reference: input.reference,
    amount: input.amount.value,
    currency: input.amount.currency,
    balanceAfter: input.balanceAfter ?? null,
    valueBeside: input.valueBeside ?? null,
    approval,
    status: approval ? 'waiting' : 'approved',
    deadline: approval ? new Date(now.getTime() + openForMs) : null,
    createdAt: now,
    processRevision: PROCESS_REVISION,
  }
}

/** The holder's mail and the events: asked, and, where nobody has to approve, approved. */
async function tell(work: Work, actor: Actor, one: NewWithdrawal): Promise<void> {
  const { id, accountId, subUserId, approval, createdAt: at } = one
  const event = { chain: accountId, subject: id, at }
  const data = { subUserId, approval, deadline: one.deadline?.toISOString() ?? null }
  if (approval) await planMail(work.tx, { subject: id, kind: 'withdrawal_waits', audience: 'holder', at })
  await record(work, { ...event, type: 'withdrawal.requested', actor: eventActor(actor), data, nudge: approval })
  if (!approval)
    await record(work, {
      ...event,
      type: 'withdrawal.approved',
      actor: { kind: 'usher', id: null },
      data: { subUserId, because: 'no_approval_required' },
    })
}
