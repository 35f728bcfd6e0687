import { outside } from '../../../domain/ids.ts'
import type { SubUserItem } from '../../../store/sub-user-list.ts'

/** How long an end is worth a word, in ms. */
const WORTH_MS = 30 * 86_400_000

/**
 * What waits for whoever manages users: people who asked for a new invitation, invitations that ran out, identity checks
 * that ran out (R34, R46). Somebody who was invited again since waits no more.
 */
export function waitingOf(present: readonly SubUserItem[], past: readonly SubUserItem[]) {
  const here = new Set(present.map(({ personId }) => personId))
  const told = new Set<string>()
  const ended = past.filter(({ personId, endedAt, now }) => {
    if (here.has(personId) || told.has(personId) || !endedAt || now.getTime() - endedAt.getTime() > WORTH_MS)
      return false
    told.add(personId) // the newest end of each person only
    return true
  })
  const checks = present.filter(({ status, suspendedCause }) => status === 'suspended' && suspendedCause === 'renewal')
  return [
    ...ended.filter(hasAsked).map((row) => itemOf('asked_again', row)),
    ...ended.filter((row) => row.status === 'expired' && !hasAsked(row)).map((row) => itemOf('expired', row)),
    ...checks.map((row) => itemOf('check_expired', row)),
  ]
}

const hasAsked = ({ lastEvent }: SubUserItem): boolean => lastEvent === 'sub_user.asked_again'

const itemOf = (kind: 'asked_again' | 'expired' | 'check_expired', row: SubUserItem) => ({
  kind,
  id: outside('subUser', row.id),
  name: row.shownName,
  email: row.person.address,
  at: (row.endedAt ?? row.suspendedAt ?? row.changedAt).toISOString(),
  ended: row.status,
  seen: row.seenAt !== null,
})
