import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { ApiProblem } from '../../kit/client.ts'
import type { Queue } from '../data/api.ts'
import { useRefreshOnChange } from '../../kit/app/live.tsx'
import { useQueue, useReview } from '../data/queries.ts'
import { useTicking } from '../../kit/app/ticking.ts'
import { Failed, NotFound } from '../frame/failed.tsx'
import { useKeys } from '../frame/use-keys.ts'
import { useSingleKeys } from '../list/shortcuts.tsx'
import { words } from '../words/console.ts'
import { nextOf } from './pending-decision.ts'
import { QueuePane } from './queue-pane.tsx'
import { ReviewWork } from './review-work.tsx'

/** The queue on the left; the review that was opened beside it (R45, R59). */
export function ReviewsPage() {
  const { id } = useParams({ strict: false })
  const queue = useQueue()
  useTicking(20_000)
  if (queue.error && !queue.data)
    return <Failed what={words.review.title} error={queue.error} again={() => void queue.refetch()} />
  return (
    <div className={id ? 'rv one' : 'rv'}>
      <QueuePane queue={queue.data} open={id} />
      {id ? <Opened id={id} /> : <NothingOpen waiting={queue.data?.items.length ?? 0} />}
    </div>
  )
}

function Opened({ id }: { id: string }) {
  const found = useReview(id)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [single] = useSingleKeys()
  const openNext = () => {
    const next = nextOf(client.getQueryData<Queue>(['queue']), id)
    if (next) void navigate({ to: '/reviews/$id', params: { id: next.id } })
  }
  useKeys(single ? [['N', openNext]] : [])
  useRefreshOnChange(['review'], id)
  if (found.data) return <ReviewWork key={id} review={found.data} />
  if (found.error instanceof ApiProblem && found.error.status === 404) return <NotFound />
  if (found.error) return <Failed what={words.review.inReview} error={found.error} again={() => void found.refetch()} />
  return <div className="work" />
}

function NothingOpen({ waiting }: { waiting: number }) {
  return (
    <div className="empty">
      <h2>{waiting === 0 ? words.review.nothing : words.review.pick}</h2>
      <p>{waiting === 0 ? words.review.nothingHint : words.review.pickHint}</p>
    </div>
  )
}
