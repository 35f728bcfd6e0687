import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { isForManagers } from '../../../domain/four-eyes.ts'
import { Icon } from '../../kit/icons.tsx'
import type { Queue, Waiting } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { usePageTitle } from '../frame/page-title.ts'
import { shortName, who } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { recent, span, zoneName } from '../../kit/app/dates.ts'

type Filter = keyof typeof words.review.filters

const FITS: Readonly<Record<Filter, (one: Waiting) => boolean>> = {
  all: () => true,
  mine: (one) => one.reviewer?.mine === true,
  free: (one) => one.reviewer === null && !one.decided,
}

/** Within this time the limit is near, in ms. */
const SOON_MS = 45 * 60_000

/** What waits, oldest first. */
export function QueuePane({ queue, open }: { queue: Queue | undefined; open: string | undefined }) {
  const [filter, setFilter] = useState<Filter>('all')
  const heading = usePageTitle(open ? undefined : words.review.title, 'queue')
  const items = queue?.items ?? []
  const Heading = open ? 'h2' : 'h1' // the page is about the open review, else about the queue
  const now = timeNow()
  const late = items.filter((one) => one.dueAt && new Date(one.dueAt) < now).length
  return (
    <section className="queue" aria-label={words.review.title}>
      <header>
        <Heading ref={heading} tabIndex={-1}>
          {words.review.title}
        </Heading>
        <p className="cap">{items.length === 0 ? nothing(queue, now) : words.review.oldest(items.length, late)}</p>
        <div className="row" role="group" aria-label={words.review.filterLabel}>
          {(Object.keys(FITS) as Filter[]).map((one) => (
            <button
              key={one}
              type="button"
              className={one === filter ? 'btn xs' : 'btn xs q'}
              aria-pressed={one === filter}
              onClick={() => setFilter(one)}
            >
              {words.review.filters[one]} {items.filter(FITS[one]).length}
            </button>
          ))}
        </div>
      </header>
      <ol>
        {items.filter(FITS[filter]).map((one) => (
          <Line key={one.id} one={one} now={now} />
        ))}
      </ol>
      {queue && <p className="cap limit">{words.review.limit(queue.hours, queue.office, zoneName(now))}</p>}
    </section>
  )
}

/** “Nothing to review. The last one was decided at 10:38.” */
const nothing = (queue: Queue | undefined, now: Date): string =>
  [words.review.nothing, queue?.lastAt && words.review.lastDecided(recent(new Date(queue.lastAt), now))]
    .filter(Boolean)
    .join(' ')

function Line({ one, now }: { one: Waiting; now: Date }) {
  return (
    <li>
      <Link to="/reviews/$id" params={{ id: one.id }}>
        <span className="line">
          <b className="ell">{who(one)}</b>
          <TimeLeft dueAt={one.dueAt} now={now} />
        </span>
        <span className="line">
          <small>
            {words.review.stages[one.stage]} · {holder(one)}
          </small>
          <small className="ell" title={one.role}>
            {one.role}
          </small>
        </span>
      </Link>
    </li>
  )
}

const holder = (one: Waiting): string => {
  if (!one.reviewer) return isForManagers(one.stage) ? words.review.manager : words.review.free
  return one.reviewer.mine ? words.review.you : shortName(one.reviewer.name)
}

/** How long is left: late in red, near in bold. */
export function TimeLeft({ dueAt, now }: { dueAt: string | null; now: Date }) {
  if (!dueAt) return <span className="due" />
  const left = new Date(dueAt).getTime() - now.getTime()
  if (left < 0) {
    return (
      <span className="due bad">
        <Icon name="warning" size="s" />
        {words.due.late(span(-left))}
      </span>
    )
  }
  return (
    <span className={left < SOON_MS ? 'due soon' : 'due'}>
      {left < SOON_MS && <Icon name="clock" size="s" />}
      {words.review.left(span(left))}
    </span>
  )
}
