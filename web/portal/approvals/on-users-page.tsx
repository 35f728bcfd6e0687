import { Link } from '@tanstack/react-router'
import { moneyText } from '../../../domain/words/money.ts'
import { longMoment, span } from '../../kit/app/dates.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { useRefreshOnChange } from '../../kit/app/live.tsx'
import { Icon } from '../../kit/icons.tsx'
import { isHolder, usePortal } from '../frame/session.ts'
import { words } from '../words/portal.ts'
import { placeName, whoAsks } from './facts.ts'
import { useApprovals, useWithdrawals } from './queries.ts'

const { approvals } = words

/** “Withdrawal approvals: on”, for the holder alone (screens, 4.1). */
export function ApprovalsButton() {
  const holder = isHolder(usePortal())
  const { data } = useApprovals()
  useRefreshOnChange(['approvals'])
  if (!holder || !data) return null
  return (
    <Link className="btn" to="/approvals">
      <Icon name="gear" />
      {approvals.button(data.on)}
    </Link>
  )
}

/** Withdrawals that wait, among what waits on “Manage users”; Administrators look, and decide nothing (R12). */
export function WaitingWithdrawals() {
  const holder = isHolder(usePortal())
  const { data } = useWithdrawals()
  useRefreshOnChange(['withdrawals'])
  const look = holder ? approvals.lookAndDecide : approvals.look
  const waiting = data?.withdrawals.filter(({ status }) => status === 'waiting') ?? []
  if (waiting.length === 0) return null
  return (
    <section className="asks" aria-label={holder ? approvals.waiting : approvals.waitingForHolder}>
      {waiting.map((one) => {
        const title = approvals.asksAmount(whoAsks(one), moneyText(one.amount))
        const left = one.deadline ? Date.parse(one.deadline) - timeNow(one.clockAheadMs).getTime() : 0
        const ends = one.deadline ? approvals.endsAt(longMoment(new Date(one.deadline)), span(Math.max(0, left))) : ''
        return (
          <div className="card ask" key={one.id}>
            <p>
              <b>{title}</b>
              <br />
              <span className="sm mut">
                {approvals.toPlace(placeName(one))} {ends} {!holder && approvals.onlyHolder}
              </span>
            </p>
            <Link
              className={holder ? 'btn b' : 'btn'}
              to="/withdrawals/$id"
              params={{ id: one.id }}
              aria-label={`${look}: ${title}`}
            >
              {look}
            </Link>
          </div>
        )
      })}
    </section>
  )
}
