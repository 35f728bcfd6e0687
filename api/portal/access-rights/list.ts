import type * as z from 'zod'
import { whoseUser } from '../../../domain/drafts.ts'
import { outside } from '../../../domain/ids.ts'
import { type Policy, accountTypeOf, policyOf, roleOf } from '../../../domain/policies/index.ts'
import { isRight } from '../../../domain/rights.ts'
import { ENDED_STATUSES, HOLDING_STATUSES } from '../../../domain/status.ts'
import type { Database } from '../../../store/database.ts'
import { seatsTaken } from '../../../store/seats.ts'
import { listSubUsers, type SubUserItem } from '../../../store/sub-user-list.ts'
import type { PortalCaller } from '../../http/callers.ts'
import { timeText } from '../../http/fields.ts'
import { actionsOf } from '../users/next.ts'
import { rowsFor } from '../users/resource.ts'
import { waitingOf } from '../users/waiting.ts'
import type { listAccessRights } from './contract.ts'

type Answer = z.input<(typeof listAccessRights)['responses'][200]>
type Line = Answer['items'][number]

/** So many lines at most; an account of this kind has few. */
const MOST = 200

/** Drafts, invitations and users of the account, the oldest first and each second user under its first. */
export async function accessRightsOf(db: Database, caller: PortalCaller, platform: string): Promise<Answer> {
  const policy = policyOf(caller.account.policy)
  const accounts = [caller.account.id]
  const now = await listSubUsers(
    db,
    { accounts, statuses: ['awaiting_confirmation', ...HOLDING_STATUSES] },
    'newest',
    MOST,
  )
  const over = await listSubUsers(db, { accounts, statuses: ENDED_STATUSES }, 'newest', MOST)
  const seen = (row: SubUserItem): boolean =>
    caller.actor.kind === 'holder' || row.status !== 'awaiting_confirmation' || whoseUser(policy, row.role) !== 'holder'
  const rows = now.rows.filter(seen).toReversed()
  const past = over.rows.filter(seen)
  const all = [...rows, ...past]
  const toRow = await rowsFor(db, caller, platform, all)
  const linesOf = (some: readonly SubUserItem[], among: readonly SubUserItem[]): Line[] =>
    some.map((row) => ({ ...lineOf(row, among, policy, caller), user: toRow(row) }))
  const lines = linesOf(rows, rows)
  return {
    items: lines
      .filter((one) => !one.first)
      .flatMap((one) => [one, ...lines.filter((two) => two.first?.id === one.id)]),
    ended: linesOf(past, all),
    waiting: waitingOf(now.rows, over.rows.filter(wasSent)),
    seats: await seatsOf(db, policy, caller),
    hasSecondUsers: policy.roles.some(({ secondOf }) => secondOf === 'sub-user'),
  }
}

/** A draft that ended without OK was no invitation. */
const wasSent = ({ invitedAt }: SubUserItem): boolean => invitedAt !== null

function lineOf(
  row: SubUserItem,
  rows: readonly SubUserItem[],
  policy: Policy,
  caller: PortalCaller,
): Omit<Line, 'user'> {
  const { actor } = caller
  const first = rows.find(({ id }) => id === row.firstUserId)
  const second = rows.find(({ firstUserId }) => firstUserId === row.id)
  const whose = whoseUser(policy, row.role)
  const mine = actor.kind === 'administrator' && whose === 'holder' ? [] : actionsOf(row, actor)
  const pausedWithFirst = row.status === 'active' && first?.status === 'suspended'
  return {
    id: outside('subUser', row.id),
    name: row.shownName ?? (whose === 'holder' ? row.account.holder.name : (first?.shownName ?? null)),
    email: row.person.address,
    userName: row.userName,
    relationship: row.relationship,
    whose,
    first: first ? { id: outside('subUser', first.id), name: first.shownName ?? first.person.address } : null,
    second: second ? { id: outside('subUser', second.id), userName: second.userName, status: second.status } : null,
    status: pausedWithFirst ? 'suspended' : row.status,
    pausedWithFirst,
    turn: row.turn,
    deadline: timeText(row.deadline),
    changedAt: row.changedAt.toISOString(),
    rights: row.rights.filter(isRight),
    ...offered(row, first, policy, caller),
    identityCheck: !row.exempt,
    begunBy: row.invitedByKind,
    allowed: mine,
    self: actor.kind === 'administrator' && actor.id === row.id,
  }
}

function offered(row: SubUserItem, first: SubUserItem | undefined, policy: Policy, { actor, rights }: PortalCaller) {
  const shown = [...(roleOf(policy, row.role)?.rights ?? [])]
  const mine = actor.kind === 'holder' ? shown : shown.filter((right) => rights.includes(right))
  return { shown, choosable: mine.filter((right) => !first || first.rights.includes(right)) }
}

/** The seats for other people: the quota of the first role that is nobody's second. */
async function seatsOf(db: Database, policy: Policy, { account }: PortalCaller): Promise<Answer['seats']> {
  const role = policy.roles.find(({ secondOf }) => secondOf === undefined)
  const quotas = Object.entries(accountTypeOf(policy, account.type)?.quotas ?? {})
  const [group, quota] = quotas.find(([, { roles }]) => role && roles.includes(role.id)) ?? []
  if (!group || !quota) return null
  return { taken: (await seatsTaken(db, account.id)).get(group) ?? 0, limit: quota.limit }
}
