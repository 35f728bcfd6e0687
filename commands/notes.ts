import { Refusal } from '../domain/refusals.ts'
import { accountNow } from '../store/accounts.ts'
import { insertRemark } from '../store/remarks.ts'
import { openedLately } from '../store/reviews.ts'
import { lockSubUser } from '../store/sub-users.ts'
import { type Actor, eventActor, requireStaff } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'

/** Adds a note that only staff read. */
export function addNote(
  context: Context,
  actor: Actor,
  input: { subUserId: string; text: string },
): Promise<{ subUserId: string }> {
  requireStaff(actor, 'add_note')
  return execute(context, async (work) => {
    const { subUserId, text } = input
    const locked = await lockSubUser(work.tx, subUserId)
    if (!locked) throw new Refusal('not-found')
    const author = eventActor(actor)
    const remarkId = await insertRemark(work.tx, { subUserId, kind: 'note', text, author, at: locked.now })
    const { accountId } = locked.subUser
    await record(work, {
      chain: accountId,
      type: 'sub_user.noted',
      subject: subUserId,
      actor: author,
      at: locked.now,
      data: { remarkId },
    })
    return { subUserId }
  })
}

/** What of a sub-user staff may look at and is recorded when they do (R61). */
export type Viewed = 'detail' | 'review' | 'date_of_birth' | 'documents'

/** Records that staff opened or revealed something. */
export function recordView(context: Context, actor: Actor, input: { subUserId: string; what: Viewed }): Promise<void> {
  if (input.what === 'documents' || input.what === 'date_of_birth')
    requireStaff(actor, input.what === 'documents' ? 'open_documents' : 'reveal')
  return execute(context, (work) => recordViewIn(work, actor, input))
}

/** Reading a page again within this time is one opening. */
const ONE_OPENING_MINUTES = 10

/** Records that staff opened a page of a sub-user, once for a while of reading. */
export async function recordOpening(
  context: Context,
  actor: Actor & { kind: 'staff' },
  input: { subUserId: string; what: 'detail' | 'review' },
): Promise<void> {
  const opened = { staffId: actor.id, subject: input.subUserId, what: input.what, minutes: ONE_OPENING_MINUTES }
  if (!(await openedLately(context.db, opened))) await recordView(context, actor, input)
}

/** Records that staff opened the page of an account, which names all its users (R61). */
export async function recordAccountOpening(
  context: Context,
  actor: Actor & { kind: 'staff' },
  accountId: string,
): Promise<void> {
  const what = 'account'
  if (await openedLately(context.db, { staffId: actor.id, subject: accountId, what, minutes: ONE_OPENING_MINUTES }))
    return
  await execute(context, async (work) => {
    const at = await accountNow(work.tx, accountId)
    const event = { chain: accountId, type: 'staff.viewed', subject: accountId, actor: eventActor(actor), at }
    await record(work, { ...event, data: { what } })
  })
}

export async function recordViewIn(
  work: Work,
  actor: Actor,
  { subUserId, what, documentId }: { subUserId: string; what: Viewed; documentId?: string },
): Promise<void> {
  const subUser = await work.tx.subUser.findUnique({ where: { id: subUserId }, select: { accountId: true } })
  if (!subUser) throw new Refusal('not-found')
  const data = { what, ...(documentId && { documentId }) }
  const at = await accountNow(work.tx, subUser.accountId)
  await record(work, {
    chain: subUser.accountId,
    type: 'staff.viewed',
    subject: subUserId,
    actor: eventActor(actor),
    at,
    data,
  })
}
