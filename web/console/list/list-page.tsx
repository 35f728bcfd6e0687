import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { useViews } from '../data/queries.ts'
import { useTicking } from '../../kit/app/ticking.ts'
import { useAnnounce } from '../../kit/app/announcer.tsx'
import { Failed } from '../frame/failed.tsx'
import { LiveMark } from '../frame/live-mark.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { useStaff } from '../frame/staff.ts'
import { InviteButton } from '../invite/invite-button.tsx'
import { InvitePanel } from '../invite/invite-panel.tsx'
import { words } from '../words/console.ts'
import { EmptyList } from './empty-list.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Grid } from './grid.tsx'
import { rememberList, takeOpened } from './position.ts'
import { isFiltered, queryOf, sortOf } from './search.ts'
import { Shortcuts, useListKeys } from './shortcuts.tsx'
import { idsOf, type Listing, useReadingList } from './use-reading-list.ts'
import { BulkBar } from './bulk-bar.tsx'
import { useSelection } from './use-selection.ts'
import { ViewTabs } from './view-tabs.tsx'

/** All onboardings: find one, see what burns (R57). */
export function ListPage() {
  const search = useSearch({ from: '/inside/onboardings' })
  const navigate = useNavigate()
  const { roles } = useStaff()
  const query = queryOf(
    search,
    roles.map(({ id }) => id),
  )
  const listing = useReadingList(query, sortOf(search))
  const { list } = listing
  const [at, setAt] = useState(-1)
  const [inviting, setInviting] = useState(false)
  const [help, setHelp] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const selection = useSelection(list.rows)
  const heading = usePageTitle(words.list.title, 'list')
  useTicking(20_000)
  useEffect(() => rememberList(idsOf(list.rows), search), [list.rows])
  useReturnedFocus(listing)
  useRowCount(listing)
  const change = (next: typeof search) => {
    setAt(-1)
    void navigate({ to: '/onboardings', search: next, replace: true })
  }
  useListKeys({
    rows: list.rows,
    at,
    setAt,
    select: selection.toggle,
    search: () => field.current?.focus(),
    fresh: () => list.fresh.length > 0 && listing.reload(),
    help: () => setHelp(true),
    off: inviting || help,
  })
  return (
    <>
      <div className="top">
        <h1 ref={heading} tabIndex={-1}>
          {words.list.title}
        </h1>
        <LiveMark />
        <span className="sp" />
        <InviteButton onClick={() => setInviting(true)} />
      </div>
      <ViewTabs view={query.view} search={search} />
      <FilterBar search={search} onChange={change} field={field} />
      {list.fresh.length > 0 && <Fresh n={list.fresh.length} show={listing.reload} />}
      {selection.rows.length > 0 && <BulkBar selection={selection} />}
      <div className="sheet" aria-busy={listing.loading}>
        <Sheet listing={listing} filtered={isFiltered(query)}>
          <Grid
            rows={list.rows}
            at={at}
            selection={selection}
            sort={sortOf(search)}
            onSort={(sort) => change({ ...search, sort })}
          />
        </Sheet>
        {!listing.loading && !listing.error && list.rows.length === 0 && (
          <EmptyList query={query} search={search} onChange={change} />
        )}
      </div>
      <Foot listing={listing} showHelp={() => setHelp(true)} total={isFiltered(query) ? null : query.view} />
      {inviting && <InvitePanel onClose={() => setInviting(false)} />}
      {help && <Shortcuts onClose={() => setHelp(false)} />}
    </>
  )
}

function Sheet({ listing, filtered, children }: { listing: Listing; filtered: boolean; children: ReactNode }) {
  const [slow, setSlow] = useState(false)
  const first = listing.loading && listing.list.rows.length === 0
  useEffect(() => {
    if (!first) return setSlow(false)
    const timer = setTimeout(() => setSlow(true), 400)
    return () => clearTimeout(timer)
  }, [first])
  if (listing.error && listing.list.rows.length === 0)
    return <Failed what={words.list.title} error={listing.error} again={listing.reload} />
  if (first) return slow ? <Skeleton rows={filtered ? 6 : 12} /> : null
  return listing.list.rows.length > 0 ? children : null
}

/** Rows in their final size while the first page is slow. */
function Skeleton({ rows }: { rows: number }) {
  return (
    <div aria-hidden="true" className="waiting">
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="waiting-row">
          <span className="skel" />
          <span className="skel" />
          <span className="skel" />
        </div>
      ))}
    </div>
  )
}

function Fresh({ n, show }: { n: number; show: () => void }) {
  return (
    <div className="fresh" role="status">
      <span>
        <b>{words.list.fresh(n)}</b> {words.list.freshRest}
      </span>
      <span className="sp" />
      <button type="button" className="btn xs" onClick={show}>
        {words.list.showThem} <span className="kbd">R</span>
      </button>
    </div>
  )
}

const PAGE = 50

function Foot({ listing, showHelp, total }: { listing: Listing; showHelp: () => void; total: string | null }) {
  const { page, list, nextCursor } = listing
  const views = useViews()
  const count =
    total && total in (views.data?.counts ?? {})
      ? views.data?.counts[total as keyof typeof views.data.counts]
      : undefined
  const most = views.data?.most ?? 0
  const all =
    count === undefined ? null : count >= most ? `${most.toLocaleString('en-US')}+` : count.toLocaleString('en-US')
  const from = list.rows.length === 0 ? 0 : page * PAGE + 1
  return (
    <div className="foot">
      <span>{words.list.rows(from, page * PAGE + list.rows.length, all)}</span>
      <span className="row">
        <Pager label={words.list.previous} icon="chevronLeft" off={page === 0} go={listing.previous} />
        <Pager label={words.list.next} icon="chevronRight" off={nextCursor === null} go={listing.next} />
      </span>
      <span className="sp" />
      <span className="row hide" aria-hidden="true">
        <span className="kbd">J</span>
        <span className="kbd">K</span> {words.list.move}
      </span>
      <span className="row hide" aria-hidden="true">
        <span className="kbd">Enter</span> {words.list.open}
      </span>
      <span className="row hide" aria-hidden="true">
        <span className="kbd">X</span> {words.list.selectKey}
      </span>
      <button type="button" className="btn q xs hide" onClick={showHelp}>
        <span className="kbd">?</span> {words.list.shortcuts}
      </button>
    </div>
  )
}

function Pager({
  label,
  icon,
  off,
  go,
}: {
  label: string
  icon: 'chevronLeft' | 'chevronRight'
  off: boolean
  go: () => void
}) {
  return (
    <button type="button" className="btn xs ic" aria-label={label} aria-disabled={off} onClick={() => !off && go()}>
      <Icon name={icon} size="s" />
    </button>
  )
}

/** Focus returns to the row that was opened. */
function useReturnedFocus(listing: Listing): void {
  const done = useRef(false)
  useEffect(() => {
    if (done.current || listing.loading) return
    done.current = true
    const opened = takeOpened()
    if (opened) document.getElementById(`row-${opened}`)?.focus()
  }, [listing.loading])
}

/** The number of rows is read out when the list was loaded. */
function useRowCount({ loading, list }: Listing): void {
  const announce = useAnnounce()
  useEffect(() => {
    if (!loading) announce(words.list.rowsRead(list.rows.length))
  }, [loading])
}
