import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { AccountLine } from '../data/api.ts'
import { useAccounts } from '../data/queries.ts'
import { Failed } from '../frame/failed.tsx'
import { LiveMark } from '../frame/live-mark.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { quotaName } from '../../kit/app/quota-name.ts'
import { words } from '../words/console.ts'

const { columns } = words.accounts

/** All accounts: who holds them, how full their seats are. */
export function AccountsPage() {
  const { search = '' } = useSearch({ from: '/inside/accounts' })
  const navigate = useNavigate()
  const [text, setText] = useState(search)
  const found = useAccounts(search)
  const heading = usePageTitle(words.accounts.title, 'accounts')
  useEffect(() => {
    if (text.trim() === search) return
    const timer = setTimeout(
      () => void navigate({ to: '/accounts', search: { search: text.trim() || undefined }, replace: true }),
      300,
    )
    return () => clearTimeout(timer)
  }, [text])
  const rows = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <div className="top">
        <h1 ref={heading} tabIndex={-1}>
          {words.accounts.title}
        </h1>
        <LiveMark />
      </div>
      <div className="bar">
        <label className="in">
          <Icon name="search" />
          <input
            type="search"
            aria-label={words.accounts.search}
            placeholder={words.accounts.searchPlaceholder}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
      </div>
      <div className="sheet">
        {found.error && <Failed what={words.accounts.title} error={found.error} again={() => void found.refetch()} />}
        {rows.length > 0 && <AccountTable rows={rows} />}
        {found.data && rows.length === 0 && (
          <div className="empty">
            <h2>{search ? words.accounts.empty : words.accounts.emptyNew}</h2>
          </div>
        )}
        {found.hasNextPage && (
          <div className="empty">
            <button type="button" className="btn" onClick={() => void found.fetchNextPage()}>
              {words.accounts.more}
            </button>
          </div>
        )}
      </div>
    </>
  )
}

function AccountTable({ rows }: { rows: readonly AccountLine[] }) {
  const navigate = useNavigate()
  return (
    <table className="grid acc-grid">
      <caption className="sr">{words.accounts.title}</caption>
      <thead>
        <tr>
          <th className="c-p">{columns.account}</th>
          <th>{columns.holder}</th>
          <th>{columns.policy}</th>
          <th className="c-seats">{columns.seats}</th>
          <th className="num">{columns.open}</th>
          <th className="num">{columns.active}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((account) => (
          <tr
            key={account.id}
            onClick={(event) => {
              if (event.target instanceof Element && event.target.closest('a')) return
              void navigate({ to: '/accounts/$id', params: { id: account.id } })
            }}
          >
            <td className="c-p">
              <Link className="quiet one" to="/accounts/$id" params={{ id: account.id }}>
                <b>{account.name}</b>
              </Link>
              <small>
                {account.reference} · {account.type}
              </small>
            </td>
            <td className="c-h">{account.holder}</td>
            <td className="c-pol">{account.policy}</td>
            <td className="c-seats">{account.seats.map(seatText).join(' · ')}</td>
            <td className="num">{account.open}</td>
            <td className="num">{account.active}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const seatText = ({ group, taken, limit }: AccountLine['seats'][number]): string =>
  words.accounts.seat(quotaName(group), taken, limit)
