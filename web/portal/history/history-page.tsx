import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ACTION_KINDS } from '../../../domain/reported-actions.ts'
import { day } from '../../kit/app/dates.ts'
import { ApiProblem } from '../../kit/client.ts'
import { Icon } from '../../kit/icons.tsx'
import type { History } from '../data/api.ts'
import { Failed, NotFound } from '../frame/failed.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { usePortal } from '../frame/session.ts'
import { words } from '../words/portal.ts'
import { type HistorySearch, SPAN_IDS, spanHolds, USUAL_SPAN } from './filters.ts'
import { HistoryTable } from './history-table.tsx'
import { useHistory } from './use-history.ts'

const { history } = words

/** What one user did on the account (screens, 4.4). */
export function HistoryPage() {
  const { id } = useParams({ from: '/inside/users/$id/history' })
  const search = useSearch({ from: '/inside/users/$id/history' })
  const shown = useHistory(id, search)
  const { data, error, refetch } = shown.page
  const heading = usePageTitle(data && `${history.title}: ${data.user.name}`, `history ${id}`)
  if (error instanceof ApiProblem && error.status === 404) return <NotFound />
  if (error && !data) return <Failed what={history.this} again={() => void refetch()} />
  if (!data) return null
  return (
    <main className="pg" id="content">
      <Crumbs name={data.user.name} />
      <div className="row wrap">
        <h1 ref={heading} tabIndex={-1}>
          {history.title}
        </h1>
        <span className="sp" />
        <a className="btn" href={fileOf(id, shown.question)} download>
          <Icon name="export" />
          {history.export}
        </a>
      </div>
      <About user={data.user} />
      <Filters id={id} search={search} changed={shown.first} />
      <section className="card history-card" aria-busy={shown.page.isFetching}>
        {shown.fresh && (
          <div className="fresh" role="status">
            <b className="nw">{history.fresh(shown.fresh)}</b> <span>{history.freshHint}</span>
            <span className="sp" />
            <button type="button" className="btn xs" onClick={shown.showNew}>
              {history.show}
            </button>
          </div>
        )}
        <Entries history={data} id={id} search={search} />
      </section>
      <div className="row wrap history-foot">
        <span className="cap">{history.foot}</span>
        <span className="sp" />
        <PageButton icon="chevronLeft" label={history.newer} go={shown.newer} />
        <PageButton icon="chevronRight" label={history.older} go={shown.older} />
      </div>
    </main>
  )
}

const fileOf = (id: string, { kind = [], from }: { kind?: readonly string[]; from?: string }): string => {
  const asked = new URLSearchParams([...kind.map((one) => ['kind', one]), ...(from === undefined ? [] : [['from', from]])]) // prettier-ignore
  return `/portal/api/users/${id}/history.csv?${asked.toString()}`
}

function Crumbs({ name }: { name: string }) {
  const { rights } = usePortal()
  return (
    <nav className="cap crumb" aria-label={history.crumbs}>
      <Link to="/users">{rights === 'fixed' ? words.frame.manageUsers : words.frame.usersAndRights}</Link> / {name}
    </nav>
  )
}

function About({ user: { name, role, activeSince } }: { user: History['user'] }) {
  const { timeZone } = usePortal()
  const city = (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
  return (
    <p className="mut history-about">
      <b>{name}</b>
      {history.about(role, activeSince === null ? null : day(new Date(activeSince)))} {history.did(name, city)}
    </p>
  )
}

type FiltersProps = { id: string; search: HistorySearch; changed: () => void }

/** Both filters stand in the address; what is usual is left out of it. */
function Filters({ id, search, changed }: FiltersProps) {
  const navigate = useNavigate()
  const go = ({ kind, time }: { [K in keyof HistorySearch]: HistorySearch[K] | undefined }) => {
    changed()
    const next = { ...(kind && { kind }), ...(time && time !== USUAL_SPAN && { time }) }
    void navigate({ to: '/users/$id/history', params: { id }, search: next, replace: true })
  }
  return (
    <div className="history-filters">
      <div className="chips" role="group" aria-label={history.kind}>
        {[undefined, ...ACTION_KINDS].map((kind) => (
          <button
            key={kind ?? 'all'}
            type="button"
            className="chip"
            data-keeps-focus
            aria-pressed={search.kind === kind}
            onClick={() => go({ ...search, kind })}
          >
            {kind ? history.kinds[kind] : history.all}
          </button>
        ))}
      </div>
      <span className="sp" />
      <label className="sm mut">
        {history.time}
        <select
          className="tx"
          value={search.time ?? USUAL_SPAN}
          onChange={({ target }) => go({ ...search, time: SPAN_IDS.find((span) => span === target.value) })}
        >
          {SPAN_IDS.map((span) => (
            <option key={span} value={span}>
              {history.times[span]}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

function Entries({ history: { items, user }, id, search }: { history: History; id: string; search: HistorySearch }) {
  const { actor } = usePortal()
  if (items.length > 0) return <HistoryTable entries={items} reader={actor.kind} />
  const everything = search.kind === undefined && spanHolds(search, user.activeSince)
  return (
    <div className="history-empty">
      <p>{everything ? history.empty(user.name) : history.emptyOfKind}</p>
      {!everything && (
        <Link className="btn xs" to="/users/$id/history" params={{ id }} search={{ time: 'all' }}>
          {history.seeAll}
        </Link>
      )}
    </div>
  )
}

type PageButtonProps = { icon: 'chevronLeft' | 'chevronRight'; label: string; go: (() => void) | undefined }

function PageButton({ icon, label, go }: PageButtonProps) {
  const arrow = <Icon name={icon} size="s" />
  return (
    <button type="button" className="btn xs" aria-disabled={!go} onClick={() => go?.()}>
      {icon === 'chevronLeft' && arrow}
      {label}
      {icon === 'chevronRight' && arrow}
    </button>
  )
}
