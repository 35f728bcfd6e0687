import { uuidv7 } from 'uuidv7'
import { INVITE_OPEN, mayBeOpenFor } from '../domain/deadlines.ts'
import { outside } from '../domain/ids.ts'
import { type Policy, isExempt, policyOf, quotaFor, roleOf } from '../domain/policies/index.ts'
import { PROCESS_REVISION } from '../domain/process.ts'
import { Refusal } from '../domain/refusals.ts'
import { addressKey, linkIn } from '../domain/sign-up.ts'
import { type AccountForInvite, accountForInvite } from '../store/accounts.ts'
import { type NewInvite, writeInvite } from '../store/invites.ts'
import { findPlace } from '../store/sub-users.ts'
import { type Actor, eventActor, mayGrant, requireAccount, requireStaff } from './actor.ts'
import { type Context, type Work, execute } from './command.ts'
import { expireOverdue } from './expire.ts'
import { countedInvite } from './limits.ts'
import { seatTaken } from './seat-refusal.ts'

export type InviteInput = {
  accountId: string
  email: string
  role: string
  message?: string | undefined
  language?: string | undefined
  /** How long the invite is open, in ms; 7 days unless given. */
  openForMs?: number | undefined
}

/**
 * Invites a person to an account: takes the seat, writes the row and plans the mail, in one transaction (R5, R8–R10, R40).
 * Refused: `not-found`, `unknown-role`, `holders-address`, `seat-taken`, `already-invited`, `message-has-link`, `deadline-out-of-range`.
 */
export async function invite(context: Context, actor: Actor, input: InviteInput): Promise<{ subUserId: string }> {
  requireInvite(actor, input)
  const account = await countedInvite(context, input.accountId, input.email)
  return execute(context, (work) => inviteTo(work, actor, account, input))
}

/** What can be refused before anything is read or counted. */
export function requireInvite(actor: Actor, { accountId, message, openForMs }: Omit<InviteInput, 'role'>): void {
  requireAccount(actor, accountId)
  requireStaff(actor, 'invite')
  requireMessage(message)
  requireOpenFor(openForMs)
}

/** The invite inside a transaction that does more (change of address: revoke and invite again). */
export async function inviteIn(work: Work, actor: Actor, input: InviteInput): Promise<{ subUserId: string }> {
  const account = await accountForInvite(work.tx, input.accountId)
  if (!account) throw new Refusal('not-found', 'There is no such account.')
  return inviteTo(work, actor, account, input)
}

/** The invite to an account that was read. */
export async function inviteTo(
  work: Work,
  actor: Actor,
  account: AccountForInvite,
  input: Omit<InviteInput, 'accountId'>,
): Promise<{ subUserId: string }> {
  const policy = policyOf(account.policy)
  if (policy.rights === 'chosen')
    throw new Refusal('unknown-role', `The policy "${policy.id}" has rights chosen one by one; begin a draft instead.`)
  const role = roleOf(policy, input.role)
  if (!role) throw new Refusal('unknown-role', `The policy "${policy.id}" has no role "${input.role}".`)
  const own = await mayGrant(work, actor)
  const beyond = own && role.rights.find((right) => !own.includes(right))
  if (beyond) throw new Refusal('right-missing', 'You can’t give a right that you lack.', { right: beyond })
  if (addressKey(input.email) === account.holderAddressKey)
    throw new Refusal('holders-address', 'You already have access. Enter somebody else’s address.')
  if (account.overdue) await expireOverdue(work, account.id)

  const planned = plan(actor, account, policy, input)
  const { outcome, personId, eventId } = await writeInvite(work.tx, planned, {
    chain: account.id,
    type: 'sub_user.invited',
    subject: planned.id,
    actor: eventActor(actor),
    at: account.now,
    data: { role: input.role, openForMs: planned.openForMs, message: input.message !== undefined },
  })
  if (outcome === 'no-place') throw await alreadyInvited(work, account.id, personId)
  if (outcome === 'no-seat') throw await seatTaken(work.tx, { ...seatOf(planned), mine: planned.id })
  work.nudges.push({ eventId, process: 'onboarding', subject: planned.id, begins: true })
  return { subUserId: planned.id }
}

function plan(
  actor: Actor,
  account: AccountForInvite,
  policy: Policy,
  input: Omit<InviteInput, 'accountId'>,
): NewInvite {
  const quota = quotaFor(policy, account.type, input.role)
  if (!quota)
    throw new Refusal('unknown-role', `Accounts of type "${account.type}" have no seat for the role "${input.role}".`)
  const openForMs = input.openForMs ?? INVITE_OPEN.defaultMs
  return {
    id: uuidv7(),
    accountId: account.id,
    person: { address: input.email.trim(), addressKey: addressKey(input.email) },
    role: input.role,
    quota: quota.limit === null ? null : { group: quota.group, limit: quota.limit },
    exempt: isExempt(policy, input.role),
    attemptsAllowed: policy.profiles[account.verificationProfile]?.attempts ?? 1,
    deadline: new Date(account.now.getTime() + openForMs),
    openForMs,
    language: input.language ?? account.language,
    message: input.message ? { id: uuidv7(), text: input.message } : null,
    invitedBy: eventActor(actor),
    linkId: uuidv7(),
    processRevision: PROCESS_REVISION,
    mails: [
      { id: uuidv7(), kind: 'invitation', audience: 'invitee' },
      ...(actor.kind === 'holder' ? [] : [{ id: uuidv7(), kind: 'user_added', audience: 'holder' }]), // R13
    ],
    at: account.now,
  }
}

const seatOf = ({ accountId, quota }: NewInvite) => ({ accountId, quota: quota?.group ?? '', limit: quota?.limit ?? 0 })

/** A clear refusal that names the first (R40). */
export async function alreadyInvited(work: Work, accountId: string, personId: string): Promise<Refusal> {
  const first = await findPlace(work.tx, accountId, personId)
  return new Refusal('already-invited', 'This person has an invitation or access to this account already.', {
    ...(first && { subUser: outside('subUser', first.id), status: first.status, since: first.createdAt.toISOString() }),
  })
}

/** Plain text without links and addresses (R62). */
export function requireMessage(message: string | undefined): void {
  const found = message && linkIn(message)
  if (found)
    throw new Refusal('message-has-link', `A message can’t contain a link or an e-mail address. Remove “${found}”.`, {
      found,
    })
}

/** 1 hour to 30 days (R33). */
export function requireOpenFor(openForMs: number | undefined): void {
  if (openForMs !== undefined && !mayBeOpenFor(openForMs))
    throw new Refusal('deadline-out-of-range', 'The deadline must be between 1 hour and 30 days from now.')
}
