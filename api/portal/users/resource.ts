import type * as z from 'zod'
import type { PortalActor } from '../../../commands/actor.ts'
import { accessText } from '../../../domain/access.ts'
import { outside } from '../../../domain/ids.ts'
import { isExempt, policyOf, type Quota } from '../../../domain/policies/index.ts'
import { ENDED_STATUSES, HOLDING_STATUSES, type Status } from '../../../domain/status.ts'
import { accountName, type AccountRow } from '../../../store/accounts.ts'
import type { Database } from '../../../store/database.ts'
import { countSubUsers, listSubUsers, type SubUserItem } from '../../../store/sub-user-list.ts'
import { lastSeenOf, namesOfSubUsers, suspensionReasons } from '../../../store/user-facts.ts'
import type { PortalCaller } from '../../http/callers.ts'
import { timeText } from '../../http/fields.ts'
import type { doneBy, seats, userRow } from './contract.ts'
import { actionsOf, nextOf } from './next.ts'

/** Ends that are listed, and seats named where there is no limit. */
const ENDED_MOST = 100
const NAMED_WITHOUT_LIMIT = 3

type Row = z.input<typeof userRow>

/** Everybody on the account, newest first, and the newest of those whose invitation or access has ended. */
export async function usersOf(db: Database, caller: PortalCaller, platform: string, most: number) {
  const accounts = [caller.account.id]
  const [present, past] = await Promise.all([
    listSubUsers(db, { accounts, statuses: ['awaiting_confirmation', ...HOLDING_STATUSES] }, 'newest', most),
    listSubUsers(db, { accounts, statuses: ENDED_STATUSES }, 'newest', ENDED_MOST),
  ])
  const toRow = await rowsFor(db, caller, platform, [...present.rows, ...past.rows])
  return {
    present: present.rows,
    past: past.rows,
    users: present.rows.map(toRow),
    ended: past.rows.map(toRow),
    more: present.next !== undefined,
  }
}

/** Looks up all names and reasons at once, and says for each row how it is shown. */
export async function rowsFor(
  db: Database,
  { actor, account }: PortalCaller,
  platform: string,
  rows: readonly SubUserItem[],
): Promise<(row: SubUserItem) => Row> {
  const byOthers = rows.flatMap((row) => {
    const { kind, id } = whoDid(row)
    return kind === 'administrator' && id ? [id] : []
  })
  const idsIn = (status: Status): string[] => rows.filter((row) => row.status === status).map(({ id }) => id)
  const [names, reasons, seen] = await Promise.all([
    namesOfSubUsers(db, byOthers),
    suspensionReasons(db, idsIn('suspended')),
    lastSeenOf(db, idsIn('active')),
  ])
  const holder = account.holder.name ?? account.holder.address
  const by = (row: SubUserItem): z.input<typeof doneBy> | null => {
    const { kind, id } = whoDid(row)
    if (id !== null && id === actor.id) return { kind: 'you', name: '' }
    if (kind === 'holder') return { kind: 'holder', name: holder }
    if (kind === 'administrator') return { kind: 'user', name: names.get(id ?? '') ?? '' }
    return { kind: 'platform', name: platform }
  }
  return (row) => ({
    ...rowOf(row, account, actor),
    by: by(row),
    reason: reasons.get(row.id) ?? null,
    lastSeen: timeText(seen.get(row.id) ?? null),
  })
}

const whoDid = (row: SubUserItem): { kind: string; id: string | null } =>
  row.status === 'suspended'
    ? { kind: row.suspendedByKind ?? 'usher', id: row.suspendedById }
    : { kind: row.invitedByKind, id: row.invitedById }

function rowOf(row: SubUserItem, account: AccountRow, actor: PortalActor): Omit<Row, 'by' | 'reason' | 'lastSeen'> {
  const { role, rights, status, turn } = row
  const { name, line } = accessText('en', { policy: account.policy, role, rights }, accountName(account))
  return {
    id: outside('subUser', row.id),
    name: row.shownName,
    email: row.person.address,
    role: { id: role, name, line },
    userName: row.userName,
    firstUser: row.firstUserId && outside('subUser', row.firstUserId),
    status,
    turn,
    next: nextOf(row, actor),
    own: row.id === actor.id,
    since: sinceOf(row).toISOString(),
    deadline: timeText(row.deadline),
    actions: actionsOf(row, actor),
    clockAheadMs: Number(account.clockOffsetMs),
  }
}

/** When the state that is shown began. */
function sinceOf(row: SubUserItem): Date {
  const { endedAt, suspendedAt, activatedAt, acceptedAt, invitedAt, createdAt } = row
  if (endedAt) return endedAt
  return (row.status === 'suspended' ? suspendedAt : null) ?? activatedAt ?? acceptedAt ?? invitedAt ?? createdAt
}

/** Every quota of the account with who holds its seats. */
export function seatsFor(db: Database, { account, actor }: PortalCaller): Promise<z.input<typeof seats>[]> {
  const quotas = Object.entries(policyOf(account.policy).accountTypes[account.type]?.quotas ?? {})
  return Promise.all(quotas.map(([quota, of]) => quotaSeats(db, account.id, actor, quota, of)))
}

async function quotaSeats(
  db: Database,
  accountId: string,
  actor: PortalActor,
  quota: string,
  { roles, limit }: Quota,
): Promise<z.input<typeof seats>> {
  const filter = { accounts: [accountId], roles, statuses: HOLDING_STATUSES }
  const { rows } = await listSubUsers(db, filter, 'newest', limit ?? NAMED_WITHOUT_LIMIT)
  return {
    quota,
    roles: [...roles],
    limit,
    taken: limit === null ? await countSubUsers(db, filter) : rows.length,
    heldBy: rows.map((row) => ({
      id: outside('subUser', row.id),
      name: row.shownName,
      email: row.person.address,
      status: row.status,
      turn: row.turn,
      next: nextOf(row, actor),
      deadline: row.status === 'active' || row.status === 'suspended' ? null : timeText(row.deadline),
    })),
  }
}

/** The roles that can be given, in plain words, with their seats; what the actor lacks can't be given (R13). */
export async function rolesFor(db: Database, caller: PortalCaller) {
  const { account, rights: own } = caller
  const policy = policyOf(account.policy)
  const all = await seatsFor(db, caller)
  return policy.roles.flatMap(({ id, rights }) => {
    const held = all.find(({ roles }) => roles.includes(id))
    if (!held) return []
    const { name, may, mayNot } = accessText('en', { policy: policy.id, role: id, rights: [] }, accountName(account))
    const lacking = caller.actor.kind === 'holder' ? null : (rights.find((right) => !own.includes(right)) ?? null)
    const identityCheck = !isExempt(policy, id)
    return [{ id, name, may: [...may], mayNot: [...mayNot], identityCheck, lacking, seats: held }]
  })
}
