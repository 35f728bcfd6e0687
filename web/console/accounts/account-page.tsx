import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../kit/client.ts'
import { Icon } from '../../kit/icons.tsx'
import type { AccountPage as Account } from '../data/api.ts'
import { useRefreshOnChange } from '../../kit/app/live.tsx'
import { useAccount } from '../data/queries.ts'
import { useTicking } from '../../kit/app/ticking.ts'
import { Failed, NotFound } from '../frame/failed.tsx'
import { LiveMark } from '../frame/live-mark.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { InviteButton } from '../invite/invite-button.tsx'
import { InvitePanel } from '../invite/invite-panel.tsx'
import { Grid } from '../list/grid.tsx'
import { vendorName } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { day } from '../../kit/app/dates.ts'
import { SeatCards } from './seat-cards.tsx'

/** One account: seats with who holds them, and its sub-users. */
export function AccountPage() {
  const { id } = useParams({ from: '/inside/accounts/$id' })
  const found = useAccount(id)
  useRefreshOnChange(['account'])
  useTicking(20_000)
  if (found.data) return <AccountBody account={found.data} />
  if (found.error instanceof ApiProblem && found.error.status === 404) return <NotFound />
  if (found.error) return <Failed what={words.accounts.title} error={found.error} again={() => void found.refetch()} />
  return null
}

function AccountBody({ account }: { account: Account }) {
  const [inviting, setInviting] = useState(false)
  const heading = usePageTitle(account.name, account.id)
  const rows = account.subUsers.map((row) => ({ row, gone: false, changed: [], changedAt: 0 }))
  return (
    <>
      <header className="hd">
        <div className="crumb">
          <Link to="/accounts">{words.accounts.title}</Link>
          <Icon name="chevronRight" size="s" />
          <span className="mono">{account.reference}</span>
          <span className="sp" />
          <LiveMark />
        </div>
        <div className="title">
          <h1 ref={heading} tabIndex={-1}>
            {account.name}
          </h1>
          <span className="mut sm">
            {account.type}
            {account.test && ` · ${words.accounts.test}`}
          </span>
          <div className="acts">
            <InviteButton onClick={() => setInviting(true)} />
          </div>
        </div>
      </header>
      <div className="scroll" tabIndex={0} role="region" aria-label={account.name}>
        <div className="page">
          <SeatCards account={account} />
          <Facts account={account} />
          <section className="card">
            <div className="sec">
              <h2>{words.accounts.subUsers}</h2>
              {rows.length === 0 && <p className="sm mut">{words.accounts.noSubUsers}</p>}
            </div>
            {rows.length > 0 && (
              <div className="sub-table">
                <Grid
                  rows={rows}
                  at={-1}
                  sort="urgent"
                  onSort={() => undefined}
                  caption={words.accounts.subUsers}
                  plain
                />
              </div>
            )}
          </section>
        </div>
      </div>
      {inviting && <InvitePanel account={account} onClose={() => setInviting(false)} />}
    </>
  )
}

function Facts({ account }: { account: Account }) {
  const { facts } = words.accounts
  const lines: [string, string][] = [
    [facts.holder, `${account.holder} · ${account.holderEmail}`],
    [facts.policy, `${account.policy} · ${account.type}`],
    [facts.verification, account.vendors.map(vendorName).join(', ')],
    [facts.approval, account.withdrawalApproval ? words.accounts.on : words.accounts.off],
    [facts.language, words.detail.languages[account.language] ?? account.language],
    [facts.since, day(new Date(account.createdAt))],
  ]
  return (
    <dl className="card facts">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
