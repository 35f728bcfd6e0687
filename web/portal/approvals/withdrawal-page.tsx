import { Link, useParams } from '@tanstack/react-router'
import { moneyText } from '../../../domain/words/money.ts'
import { useRefreshOnChange } from '../../kit/app/live.tsx'
import { useTicking } from '../../kit/app/ticking.ts'
import { ApiProblem } from '../../kit/client.ts'
import type { Withdrawal } from '../data/api.ts'
import { Failed, NotFound } from '../frame/failed.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { isHolder, usePortal } from '../frame/session.ts'
import { words } from '../words/portal.ts'
import { DecisionPane } from './decision-pane.tsx'
import { whoAsks } from './facts.ts'
import { KnownFacts, MoneyFlow, WhoAsks } from './item-parts.tsx'
import { useWithdrawal } from './queries.ts'
import { StatusPill } from './status-pill.tsx'

const { approvals } = words

/** One withdrawal that a user asks for; the holder decides, Administrators look on (screens, 4.5). */
export function WithdrawalPage() {
  const { id } = useParams({ from: '/inside/withdrawals/$id' })
  const query = useWithdrawal(id)
  useRefreshOnChange(['withdrawal', 'withdrawals'])
  useTicking(30_000)
  if (query.error instanceof ApiProblem && query.error.status === 404) return <NotFound />
  if (query.data) return <Item key={id} one={query.data} />
  return (
    <main className="pg" id="content">
      {query.error ? (
        <Failed what={approvals.whatOne} again={() => void query.refetch()} />
      ) : (
        <div className="skel" style={{ height: 360 }} />
      )}
    </main>
  )
}

function Item({ one }: { one: Withdrawal }) {
  const session = usePortal()
  const holder = isHolder(session)
  const title = (one.status === 'waiting' ? approvals.asks : approvals.asked)(whoAsks(one))
  const heading = usePageTitle(title, `withdrawal ${one.id}`)
  const amount = moneyText(one.amount)
  return (
    <main className="pg" id="content">
      <nav className="cap crumbs" aria-label={approvals.title}>
        <Link to="/approvals">{approvals.title}</Link>
      </nav>
      <div className="row wrap item-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <span className="sp" />
        <StatusPill status={one.status} holder={holder} />
      </div>
      <div className="item">
        <div className="card">
          <section className="sec">
            <p className="amt">{amount}</p>
            <BesideLine one={one} holder={holder} />
            <MoneyFlow one={one} account={session.account.name} holder={holder} />
          </section>
          <KnownFacts one={one} holder={holder} />
          <WhoAsks one={one} />
        </div>
        <DecisionPane one={one} holder={holder} amount={amount} />
      </div>
    </main>
  )
}

/** The value beside is for the eye; what is approved is the amount in what is sent. */
function BesideLine({ one: { valueBeside, status, amount }, holder }: { one: Withdrawal; holder: boolean }) {
  if (!valueBeside) return null
  const beside = moneyText(valueBeside)
  const decides = holder && status === 'waiting'
  const text = decides ? approvals.about(beside, amount.currency) : approvals.aboutOnly(beside)
  return <p className="mut">{text}</p>
}
