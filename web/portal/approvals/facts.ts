import { clock, recent, shortMoment } from '../../kit/app/dates.ts'
import { timeNow } from '../../kit/app/clock.ts'
import type { Look } from '../../kit/looks.ts'
import type { Withdrawal, WithdrawalRow } from '../data/api.ts'
import { words } from '../words/portal.ts'

const { approvals } = words

export const looks: Record<WithdrawalRow['status'], Look> = {
  waiting: { icon: 'awaiting', tone: 'holder' },
  approved: { icon: 'discCheck', tone: 'done' },
  declined: { icon: 'circleCross', tone: 'ended' },
  expired: { icon: 'hourglass', tone: 'ended' },
  ended: { icon: 'circleSlash', tone: 'ended' },
}

export const labelOf = (status: WithdrawalRow['status'], holder: boolean): string =>
  status === 'waiting' ? (holder ? approvals.waiting : approvals.waitingForHolder) : approvals.statuses[status]

/** The name once given, else the address. */
export const whoAsks = ({ who }: Pick<WithdrawalRow, 'who'>): string => who.name ?? who.email
/** How a sentence ends that is about the person: the first name. */
export const firstName = (one: Pick<WithdrawalRow, 'who'>): string => one.who.name?.split(' ')[0] ?? one.who.email

/** “Cold wallet 2”, or “Wallet ending in 7k2m”. */
export const placeName = ({ to }: Pick<WithdrawalRow, 'to'>): string =>
  to.label ?? `${approvals.unnamed[to.kind]} ${approvals.ending(to.ending)}`

/** “at 10:44” today, else “on Mon 23 Nov, 10:44”. */
export function whenText(at: string, clockAheadMs: number): string {
  const date = new Date(at)
  const today = recent(date, timeNow(clockAheadMs)) === clock(date)
  return approvals.at(today ? clock(date) : shortMoment(date), today)
}

/** What became of it, in a sentence; null while it waits. */
export function outcomeText(one: Withdrawal, holder: boolean): string | null {
  const at = one.decidedAt ?? one.askedAt
  const when = whenText(at, one.clockAheadMs)
  switch (one.status) {
    case 'waiting':
      return null
    case 'approved':
      return one.deadline === null ? approvals.noApproval : approvals.decided(holder, 'approved', when)
    case 'declined':
      return approvals.decided(holder, 'declined', when)
    case 'expired':
      return approvals.over(when)
    case 'ended':
      return `${approvals.over(when)} ${one.endedBecause === 'not_allowed' ? approvals.notAllowed : approvals.accessChanged}`
  }
}
