import { accountNow } from '../store/accounts.ts'
import { type PortalActor, eventActor } from './actor.ts'
import { type Context, execute, record } from './command.ts'
import {
  type ConfirmationState,
  type SentNumber,
  type ToConfirm,
  checkNumber,
  confirmationState,
  requestConfirmation,
  spend,
} from './confirmation.ts'
import { requireHolder } from './holder.ts'

/** Switching off gives up a guard, so it is confirmed like an approval; switching on is not. */
const stopOf = (actor: PortalActor): ToConfirm => ({
  actor,
  purpose: 'stop_approvals',
  subject: actor.accountId,
  content: { withdrawalApproval: false },
})

/** Whether switching off needs a number, and the one that was sent. Refused: `holder-only`. */
export function stopState(context: Context, actor: PortalActor): Promise<ConfirmationState> {
  requireHolder(actor)
  return confirmationState(context, stopOf(actor))
}

/** Mails the holder a number for switching off. Refused: `holder-only`, `too-many`. */
export function requestStopNumber(context: Context, actor: PortalActor): Promise<SentNumber> {
  requireHolder(actor)
  return requestConfirmation(context, stopOf(actor))
}

/**
 * From now on every withdrawal of a sub-user waits for the holder, or none does (R12, R18). What waits when it is switched
 * off stays waiting. Refused: `holder-only`, `number-needed`, `number-wrong`, `number-over`.
 */
export async function switchApproval(
  context: Context,
  actor: PortalActor,
  input: { on: boolean; number?: string | undefined },
): Promise<void> {
  requireHolder(actor)
  const { on } = input
  const proof = on ? undefined : await checkNumber(context, stopOf(actor), input.number)
  return execute(context, async (work) => {
    const { accountId } = actor
    const changed = await work.tx.account.updateMany({
      where: { id: accountId, withdrawalApproval: !on },
      data: { withdrawalApproval: on },
    })
    const at = await accountNow(work.tx, accountId)
    if (proof) await spend(work, stopOf(actor), proof, at)
    if (changed.count === 0) return
    const type = on ? 'account.approval_on' : 'account.approval_off'
    await record(work, { chain: accountId, type, subject: accountId, actor: eventActor(actor), at })
  })
}
