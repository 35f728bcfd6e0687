import type * as z from 'zod'
import { draftConfirmation } from '../../../commands/confirm-draft.ts'
import type { Context } from '../../../commands/command.ts'
import { type DraftRead, draftMark } from '../../../commands/draft-view.ts'
import { whoseUser } from '../../../domain/drafts.ts'
import { outside } from '../../../domain/ids.ts'
import { legalText } from '../../../domain/legal/index.ts'
import { isExempt, quotaFor, roleOf } from '../../../domain/policies/index.ts'
import { isRelationship } from '../../../domain/relationships.ts'
import { isRight } from '../../../domain/rights.ts'
import { seatsTaken } from '../../../store/seats.ts'
import { findSubUser } from '../../../store/sub-users.ts'
import type { PortalCaller } from '../../http/callers.ts'
import { timeText } from '../../http/fields.ts'
import type { readDraftRoute } from './contract.ts'

type Shown = z.input<(typeof readDraftRoute)['responses'][200]>

/** A draft as the wizard shows it to this person. */
export async function draftResource(context: Context, caller: PortalCaller, draft: DraftRead): Promise<Shown> {
  const { subUser, entries, whose, faults, fee, person } = draft
  const first = subUser.firstUserId ? await findSubUser(context.db, subUser.firstUserId) : undefined
  const { needed, sent } = await draftConfirmation(context, caller.actor, draft)
  const { message, userName, name, email, relationshipConfirmed } = entries
  return {
    id: outside('subUser', subUser.id),
    status: subUser.status,
    endedAt: timeText(subUser.endedAt),
    deadline: timeText(subUser.deadline),
    savedAt: subUser.changedAt.toISOString(),
    role: subUser.role,
    whose,
    roles: rolesOf(draft, caller),
    first: first
      ? { id: outside('subUser', first.id), name: first.shownName ?? first.person.address, userName: first.userName }
      : null,
    userName,
    name: whose === 'person' ? name : (first?.shownName ?? draft.account.holder.name ?? name),
    email,
    message,
    relationship: entries.relationship && isRelationship(entries.relationship) ? entries.relationship : null,
    relationshipConfirmed,
    rights: entries.rights.filter(isRight),
    language: subUser.language === 'de' ? 'de' : 'en',
    openForMs: Number(subUser.openForMs),
    hasPassword: person.passwordHash !== null,
    mark: draftMark(draft),
    takesPassword: whose === 'holder' || (whose === 'person' && draft.policy.firstPassword),
    ...rightsOf(draft, caller, first?.rights),
    faults,
    identityCheck: whose === 'person' && !isExempt(draft.policy, subUser.role, entries.rights),
    power:
      whose === 'person' && draft.policy.legalTexts.includes('lpoa')
        ? { version: legalText('lpoa', subUser.language).version }
        : null,
    reference: draft.account.reference,
    fee,
    seats: await seatsOf(context, draft),
    confirmation: { needed, sent: sent && { ...sent, worksUntil: sent.worksUntil.toISOString() } },
  }
}

/** All rights that stand in the wizard, and those that this person can give to this user (R13, R21). */
function rightsOf({ policy, subUser }: DraftRead, caller: PortalCaller, first: readonly string[] | undefined) {
  const shown = [...(roleOf(policy, subUser.role)?.rights ?? [])]
  const mine = caller.actor.kind === 'holder' ? shown : shown.filter((right) => caller.rights.includes(right))
  return { shown, choosable: mine.filter((right) => !first || first.includes(right)) }
}

function rolesOf({ policy, account, subUser }: DraftRead, caller: PortalCaller) {
  if (subUser.firstUserId) return []
  return policy.roles
    .filter(({ id }) => quotaFor(policy, account.type, id) !== undefined)
    .map(({ id }) => ({ id, whose: whoseUser(policy, id) }))
    .filter(({ whose }) => whose === 'person' || (whose === 'holder' && caller.actor.kind === 'holder'))
}

async function seatsOf({ db }: Context, { policy, account, subUser }: DraftRead) {
  const quota = quotaFor(policy, account.type, subUser.role)
  if (!quota || quota.limit === null) return null
  return { taken: (await seatsTaken(db, account.id)).get(quota.group) ?? 0, limit: quota.limit }
}
