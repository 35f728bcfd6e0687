import { Link } from '@tanstack/react-router'
import { moneyText } from '../../../domain/words/money.ts'
import { longMoment, span } from '../../kit/app/dates.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { useRefreshOnChange } from '../../kit/app/live.tsx'
import { useTicking } from '../../kit/app/ticking.ts'
import type { WithdrawalRow } from '../data/api.ts'
import { Failed } from '../frame/failed.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { isHolder, usePortal } from '../frame/session.ts'
import { words } from '../words/portal.ts'
import { placeName, whoAsks } from './facts.ts'
import { useWithdrawals } from './queries.ts'
import { StatusPill } from './status-pill.tsx'
import { ApprovalSwitch } from './switch-card.tsx'

const { approvals } = words

/** What waits for the holder, what was decided, and the switch (screens, 4.5). */
export function ApprovalsPage() {
  const heading = usePageTitle(approvals.title, 'approvals')
  const holder = isHolder(usePortal())
  const query = useWithdrawals()
  useRefreshOnChange(['withdrawals', 'approvals'])
  useTicking(30_000)
  return (
    <main className="pg" id="content">
      <nav className="cap crumbs" aria-label={words.frame.manageUsers}>
        <Link to="/users">{words.frame.manageUsers}</Link>
      </nav>
      <h1 ref={heading} tabIndex={-1}>
        {approvals.title}
      </h1>
      <ApprovalSwitch holder={holder} />
      {query.data ? (
        <Lists rows={query.data.withdrawals} holder={holder} />
      ) : query.error ? (
        <Failed what={approvals.what} again={() => void query.refetch()} />
      ) : (
        <div className="skel" style={{ height: 240 }} />
      )}
    </main>
  )
}

function Lists({ rows, holder }: { rows: readonly WithdrawalRow[]; holder: boolean }) {
  const waiting = rows.filter(({ status }) => status === 'waiting')
  const decided = rows.filter(({ status }) => status !== 'waiting')
  return (
    <>
      <section className="list">
        <h2>{holder ? approvals.waiting : approvals.waitingForHolder}</h2>
        {waiting.length === 0 && <p className="mut">{holder ? approvals.none : approvals.noneForHolder}</p>}
        {waiting.length > 0 && <Lines rows={waiting} holder={holder} />}
      </section>
      <section className="list">
        <h2>{approvals.decidedBefore}</h2>
        {decided.length === 0 && <p className="mut">{approvals.noneDecided}</p>}
        {decided.length > 0 && <Lines rows={decided} holder={holder} />}
      </section>
    </>
  )
}

function Lines({ rows, holder }: { rows: readonly WithdrawalRow[]; holder: boolean }) {
  return (
    <ul className="card lines">
      {rows.map((one) => (
        <li key={one.id}>
          <div>
            <Link to="/withdrawals/$id" params={{ id: one.id }}>
              {one.status === 'waiting' ? (
                approvals.asksAmount(whoAsks(one), moneyText(one.amount))
              ) : (
                <>
                  {moneyText(one.amount)}, {whoAsks(one)}
                </>
              )}
            </Link>
            <span className="cap block">
              {approvals.to} {placeName(one)} · {dateLine(one)}
            </span>
          </div>
          <StatusPill status={one.status} holder={holder} />
        </li>
      ))}
    </ul>
  )
}

function dateLine({ status, deadline, decidedAt, askedAt, clockAheadMs }: WithdrawalRow): string {
  if (status !== 'waiting' || !deadline) return longMoment(new Date(decidedAt ?? askedAt))
  const left = Math.max(0, Date.parse(deadline) - timeNow(clockAheadMs).getTime())
  return `${approvals.ends} ${longMoment(new Date(deadline))}, ${approvals.endsIn(span(left))}`
}
