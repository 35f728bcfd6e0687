import { useNavigate, useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import type { View } from '../data/api.ts'
import { useViews } from '../data/queries.ts'
import { words } from '../words/console.ts'
import { sameSearch, SavedViews, useSavedViews } from './saved-views.tsx'
import { type ListSearch, readListSearch } from './search.ts'

/** The saved views with their counts; each is an address. */
export function ViewTabs({ view, search }: { view: View; search: ListSearch }) {
  const views = useViews()
  const own = useSavedViews().data?.items.some((one) => sameSearch(readListSearch(one.search), search)) ?? false
  const most = views.data?.most ?? 0
  const text = (count: number): string =>
    count >= most ? `${most.toLocaleString('en-US')}+` : count.toLocaleString('en-US')
  return (
    <nav className="views" aria-label={words.list.viewsLabel}>
      {(Object.keys(words.list.views) as View[]).map((one) => (
        <Tab key={one} one={one} on={one === view && !own} count={views.data && text(views.data.counts[one])} />
      ))}
      <SavedViews search={search} />
    </nav>
  )
}

/** A link that says itself whether it is the current one: other filters in the address don't change which tab is open. */
function Tab({ one, on, count }: { one: View; on: boolean; count: string | undefined }) {
  const router = useRouter()
  const navigate = useNavigate()
  const target = { to: '/onboardings', search: one === 'all' ? {} : { view: one } } as const
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    void navigate(target)
  }
  return (
    <a href={router.buildLocation(target).href} aria-current={on ? 'true' : undefined} onClick={go}>
      {words.list.views[one]}
      {count !== undefined && <em>{count}</em>}
    </a>
  )
}
