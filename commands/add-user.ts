import { policyOf } from '../domain/policies/index.ts'
import { Refusal } from '../domain/refusals.ts'
import type { Relationship } from '../domain/relationships.ts'
import type { Right } from '../domain/rights.ts'
import type { Actor } from './actor.ts'
import { type Context, execute } from './command.ts'
import { beginDraft } from './draft.ts'
import { type InviteInput, inviteTo, requireInvite } from './invite.ts'
import { countedInvite } from './limits.ts'

/** What callers and staff may send: a role where roles are fixed, the wizard's fields where rights are chosen. */
export type AddInput = Omit<InviteInput, 'role'> & {
  role?: string | undefined
  name?: string | undefined
  relationship?: Relationship | undefined
  userName?: string | undefined
  rights?: readonly Right[] | undefined
}

/**
 * Adds a user as the account's policy has it: an invitation with a role (R5), or a draft that waits for the holder's OK
 * (R29). Refused: `not-found`, `invalid-request` (a field that the policy does not know, or one that is missing), and
 * what `invite` and `beginDraft` refuse.
 */
export async function addUser(context: Context, actor: Actor, input: AddInput): Promise<{ subUserId: string }> {
  requireInvite(actor, input)
  const account = await countedInvite(context, input.accountId, input.email)
  const { name, relationship, userName, rights, role, ...rest } = input
  if (policyOf(account.policy).rights === 'chosen') {
    requireFields({ name, relationship }, account.policy)
    return beginDraft(context, actor, { ...input })
  }
  refuseFields({ name, relationship, userName, rights }, account.policy)
  requireFields({ role }, account.policy)
  return execute(context, (work) => inviteTo(work, actor, account, { ...rest, role: role ?? '' }))
}

function requireFields(fields: Record<string, unknown>, policy: string): void {
  const errors = namesOf(fields, (value) => value === undefined).map((field) => ({
    pointer: `#/${field}`,
    detail: `is needed where the policy is "${policy}"`,
  }))
  refuse(errors)
}

function refuseFields(fields: Record<string, unknown>, policy: string): void {
  const errors = namesOf(fields, (value) => value !== undefined).map((field) => ({
    pointer: `#/${field}`,
    detail: `is not taken where the policy is "${policy}": its roles are fixed`,
  }))
  refuse(errors)
}

const namesOf = (fields: Record<string, unknown>, test: (value: unknown) => boolean): string[] =>
  Object.entries(fields).flatMap(([field, value]) => (test(value) ? [field] : []))

function refuse(errors: readonly { pointer: string; detail: string }[]): void {
  if (errors.length === 0) return
  const detail = errors.map((error) => `${error.pointer}: ${error.detail}`).join('; ')
  throw new Refusal('invalid-request', detail, { errors })
}
