import { Link } from '@tanstack/react-router'
import type { View } from '../data/api.ts'
import { useViews } from '../data/queries.ts'
import { words } from '../words/console.ts'

/** The saved views with their counts; each is an address. */
export function ViewTabs({ view }: { view: View }) {
  const views = useViews()
  const most = views.data?.most ?? 0
  const text = (count: number): string => (count >= most ? `${most.toLocaleString('en-US')}+` : count.toLocaleString('en-US'))
  return (
    <nav className="views" aria-label={words.list.viewsLabel}>
      {(Object.keys(words.list.views) as View[]).map((one) => (
        <Link
          key={one}
          to="/onboardings"
          search={one === 'all' ? {} : { view: one }}
          activeProps={{ 'aria-current': undefined }}
          aria-current={one === view ? 'true' : undefined}
        >
          {words.list.views[one]}
          {views.data && <em>{text(views.data.counts[one])}</em>}
        </Link>
      ))}
    </nav>
  )
}
