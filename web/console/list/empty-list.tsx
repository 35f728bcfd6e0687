import { Link } from '@tanstack/react-router'
import { useToast } from '../../kit/app/toast.tsx'
import { words } from '../words/console.ts'
import { FILTERS, filterText, useFilterOptions } from './filters.ts'
import { isFiltered, type ListQuery, type ListSearch } from './search.ts'

const EXAMPLE = `curl ${typeof location === 'undefined' ? '' : location.origin}/v1/sub-users \\
  -H 'Authorization: Bearer usk_live_…' -H 'Content-Type: application/json' \\
  -d '{"account": "acc_…", "email": "name@example.com", "role": "viewer"}'`

type EmptyProps = { search: ListSearch; onChange: (search: ListSearch) => void }

/** Nothing to show: because of filters, because the tab is empty, or because the installation is new. */
export function EmptyList({ query, search, onChange }: EmptyProps & { query: ListQuery }) {
  if (isFiltered(query)) return <EmptyFiltered search={search} onChange={onChange} />
  return query.view === 'all' ? (
    <EmptyInstallation />
  ) : (
    <div className="empty">
      <h2>{words.list.emptyView}</h2>
    </div>
  )
}

function EmptyFiltered({ search, onChange }: EmptyProps) {
  const options = useFilterOptions()
  const set = FILTERS.filter((name) => search[name])
  const { view } = search
  return (
    <div className="empty">
      <h2>{words.list.emptyFiltered}</h2>
      <div className="row wrap">
        {set.map((name) => (
          <button key={name} type="button" className="btn" onClick={() => onChange({ ...search, [name]: undefined })}>
            {words.list.emptyRemove(`${words.list.filters[name]}: ${filterText(options, name, search[name] ?? '')}`)}
          </button>
        ))}
        <Link className="btn" to="/onboardings" search={view ? { view } : {}}>
          {words.list.clearAll}
        </Link>
      </div>
    </div>
  )
}

function EmptyInstallation() {
  const toast = useToast()
  return (
    <div className="empty">
      <h2>{words.list.emptyNew}</h2>
      <p>{words.list.emptyNewHint}</p>
      <pre>{EXAMPLE}</pre>
      <div className="row">
        <button
          type="button"
          className="btn"
          onClick={() => void navigator.clipboard.writeText(EXAMPLE).then(() => toast(words.frame.copied))}
        >
          {words.list.copyExample}
        </button>
      </div>
    </div>
  )
}
