import { uuidv7 } from 'uuidv7'
import { INVITE_OPEN } from '../domain/deadlines.ts'
import { DRAFT_MS, type WhoseUser, whoseUser } from '../domain/drafts.ts'
import { type Policy, policyOf, roleOf } from '../domain/policies/index.ts'
import { PROCESS_REVISION } from '../domain/process.ts'
import { Refusal } from '../domain/refusals.ts'
import { type AccountForInvite, accountForInvite } from '../store/accounts.ts'
import { insertDraft } from '../store/drafts.ts'
import { planMail } from '../store/mails.ts'
import { type SubUserRow, lockSubUser } from '../store/sub-users.ts'
import { type Actor, eventActor, lockFor, mayGrant, requireAccount, requireStaff } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { type DraftFields, passwordOf, writeFields } from './draft-fields.ts'
import { roleFor } from './draft-role.ts'
import { requireMessage, requireOpenFor } from './invite.ts'

export type BeginInput = DraftFields & {
  accountId: string
  /** Whose second user it is to be (R21). */
  firstUserId?: string | undefined
}

/**
 * Begins a draft of a user whose rights are chosen (R23, R29): it waits for the OK of the holder or an Administrator, 24 h,
 * and holds no seat, no user name and nobody's place. Begun by a caller or staff, the holder is told by mail.
 * Refused: `not-found`, `unknown-role`, `right-missing`, `not-in-this-state` (the first user is not active), `message-has-link`.
 */
export async function beginDraft(context: Context, actor: Actor, input: BeginInput): Promise<{ subUserId: string }> {
  requireAccount(actor, input.accountId)
  requireStaff(actor, 'invite')
  requireOpenFor(input.openForMs)
  if (isOutsider(actor)) requireMessage(input.message)
  const passwordHash = await passwordOf(input)
  return execute(context, (work) => beginIn(work, actor, input, passwordHash))
}

const isOutsider = (actor: Actor): boolean => actor.kind === 'caller' || actor.kind === 'staff'

/** The draft inside a transaction that does more (change of address: revoke and begin again). */
export async function beginIn(
  work: Work,
  actor: Actor,
  input: BeginInput,
  passwordHash?: string,
): Promise<{ subUserId: string }> {
  const account = await accountForInvite(work.tx, input.accountId)
  if (!account) throw new Refusal('not-found', 'There is no such account.')
  const { id, role } = await insertEmpty(work, actor, account, input)
  const locked = await lockSubUser(work.tx, id)
  if (!locked) throw new Refusal('not-found')
  const { subUser, now } = locked
  await writeFields(work, actor, { subUser, policy: policyOf(account.policy), fields: input, passwordHash }, now)
  if (isOutsider(actor)) await planMail(work.tx, { subject: id, kind: 'draft_waits', audience: 'holder', at: now })
  await record(work, {
    chain: account.id,
    type: 'sub_user.drafted',
    subject: id,
    actor: eventActor(actor),
    at: now,
    data: { role, firstUser: subUser.firstUserId },
    nudge: true,
  })
  return { subUserId: id }
}

async function insertEmpty(work: Work, actor: Actor, account: AccountForInvite, input: BeginInput) {
  const policy = policyOf(account.policy)
  if (policy.rights === 'fixed')
    throw new Refusal('unknown-role', `The policy "${policy.id}" has fixed roles; invite with one of them.`)
  const first = input.firstUserId === undefined ? undefined : await lockFirst(work, actor, input.firstUserId)
  if (first && first.accountId !== account.id) throw new Refusal('not-found')
  const role = roleFor(policy, account.type, input.role, first ? 'sub-user' : undefined)
  await requireMayAdd(work, actor, whoseUser(policy, role))
  const draft = { id: uuidv7(), role, personId: uuidv7() }
  await insertDraft(work.tx, {
    ...draft,
    accountId: account.id,
    firstUserId: first?.id ?? null,
    attemptsAllowed: policy.profiles[account.verificationProfile]?.attempts ?? 1,
    deadline: new Date(account.now.getTime() + DRAFT_MS),
    openForMs: input.openForMs ?? INVITE_OPEN.defaultMs,
    language: input.language ?? account.language,
    begunBy: eventActor(actor),
    processRevision: PROCESS_REVISION,
    at: account.now,
  })
  return draft
}

/** A second user in the holder's own name is the holder's alone to add (R12, R19); the second of a sub-user, the portal's (R21). */
export async function requireMayAdd(work: Work, actor: Actor, whose: WhoseUser): Promise<void> {
  await mayGrant(work, actor)
  if (whose === 'holder' && actor.kind !== 'holder')
    throw new Refusal('holder-only', 'Only the holder can open a second user in the holder’s own name.')
  if (whose === 'sub-user' && actor.kind !== 'holder' && actor.kind !== 'administrator')
    throw new Refusal('holder-only', 'A second user for somebody is added in the portal.')
}

/** The sub-user that gets a second user, locked; it must be active and the first itself (R21). */
export async function lockFirst(work: Work, actor: Actor, id: string): Promise<SubUserRow> {
  const locked = await lockSubUser(work.tx, id)
  if (!locked) throw new Refusal('not-found')
  requireAccount(actor, locked.subUser.accountId)
  const { subUser } = locked
  const account = await work.tx.account.findUniqueOrThrow({
    where: { id: subUser.accountId },
    select: { policy: true },
  })
  if (roleOf(policyOf(account.policy), subUser.role)?.secondOf)
    throw new Refusal('not-in-this-state', 'A second user has no second user.', { status: subUser.status })
  if (subUser.status !== 'active')
    throw new Refusal('not-in-this-state', 'Only an active user can have a second user.', { status: subUser.status })
  return subUser
}

/** A draft, locked after the user that it is the second of (design, order of locks). */
export async function lockDraft(
  work: Work,
  actor: Actor,
  id: string,
): Promise<{ subUser: SubUserRow; first: SubUserRow | undefined; policy: Policy; now: Date }> {
  const seen = await work.tx.subUser.findUnique({ where: { id }, select: { firstUserId: true, accountId: true } })
  if (!seen) throw new Refusal('not-found')
  requireAccount(actor, seen.accountId)
  const first = seen.firstUserId ? (await lockSubUser(work.tx, seen.firstUserId))?.subUser : undefined
  const { subUser, now } = await lockFor(work, actor, 'complete_draft', id)
  const account = await work.tx.account.findUniqueOrThrow({ where: { id: seen.accountId }, select: { policy: true } })
  const policy = policyOf(account.policy)
  await requireMayAdd(work, actor, whoseUser(policy, subUser.role))
  return { subUser, first, policy, now }
}

/**
 * Saves some of a draft's entries (R23): whatever was typed is kept, right or wrong, until OK. Any change voids a number
 * that was sent for the draft (R28). Refused: `not-in-this-state` (it is over), `right-missing`, `unknown-role`.
 */
export async function saveDraft(
  context: Context,
  actor: Actor,
  { subUserId, fields }: { subUserId: string; fields: DraftFields },
): Promise<{ subUserId: string }> {
  requireOpenFor(fields.openForMs)
  const passwordHash = await passwordOf(fields)
  return execute(context, async (work) => {
    const { subUser, policy, now } = await lockDraft(work, actor, subUserId)
    const changed = await writeFields(work, actor, { subUser, policy, fields, passwordHash }, now)
    if (changed.length > 0)
      await record(work, {
        chain: subUser.accountId,
        type: 'sub_user.draft_saved',
        subject: subUser.id,
        actor: eventActor(actor),
        at: now,
        data: { changed },
      })
    return { subUserId }
  })
}
