import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useChanges, useLive } from '../../kit/app/live.tsx'
import { bodyOf } from '../../kit/client.ts'
import { api, type History } from '../data/api.ts'
import { type HistorySearch, questionOf } from './filters.ts'

const PAGE = 50
/** After a change, how long more of them are waited for before the server is asked, in ms. */
const SETTLE_MS = 300

/**
 * One page of a user's history, and how many entries came since it was read. What is shown stays as it is until
 * `showNew` or another page is asked for.
 */
export function useHistory(id: string, search: HistorySearch) {
  const [at, setAt] = useState(() => Date.now())
  const [cursors, setCursors] = useState<readonly string[]>([])
  const question = questionOf(search, at)
  const read = (cursor?: string) =>
    bodyOf(api.GET('/portal/api/users/{id}/history', { params: { path: { id }, query: { ...question, limit: PAGE, ...(cursor && { cursor }) } } })) // prettier-ignore
  const cursor = cursors.at(-1)
  const queryKey = ['history', id, question, cursor ?? '']
  const page = useQuery({
    queryKey,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    queryFn: () => read(cursor),
  })
  const client = useQueryClient()
  const patch = (items: History['items']) =>
    client.setQueryData<History>(queryKey, (old) => old && { ...old, items: old.items.map((entry) => items.find(({ id: one }) => one === entry.id) ?? entry) }) // prettier-ignore
  const fresh = useFresh({ shown: page.data, onFirst: cursor === undefined, read: () => read(), patch })
  const first = () => {
    setCursors([])
    setAt(Date.now())
  }
  return {
    page,
    fresh,
    question,
    showNew: () => {
      first()
      void client.invalidateQueries({ queryKey: ['history', id] })
    },
    newer: cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined,
    older: page.data?.nextCursor ? () => setCursors([...cursors, page.data?.nextCursor ?? '']) : undefined,
    first,
  }
}

type Watched = {
  shown: History | undefined
  onFirst: boolean
  read: () => Promise<History>
  /** Gives entries that are shown their newest content, where they are. */
  patch: (items: History['items']) => void
}

/** How many entries came since the first page was read; “50+” when a whole page did. Nothing that is shown moves. */
function useFresh(watched: Watched): string | null {
  const [fresh, setFresh] = useState<string | null>(null)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { gaps } = useLive()
  const latest = useRef(watched)
  latest.current = watched
  const look = () => {
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined
      void looked(latest.current).then(setFresh, () => undefined) // the next change asks again
    }, SETTLE_MS)
  }
  useChanges(look)
  useEffect(() => (gaps > 0 ? look() : undefined), [gaps])
  useEffect(() => setFresh(null), [watched.shown?.nextCursor, watched.shown?.items[0]?.id])
  useEffect(() => () => clearTimeout(waiting.current), [])
  return fresh
}

async function looked({ shown, onFirst, read, patch }: Watched): Promise<string | null> {
  if (!shown || !onFirst) return null
  const { items } = await read()
  patch(items)
  const known = new Set(shown.items.map((entry) => entry.id))
  const added = items.filter((entry) => !known.has(entry.id)).length
  if (added === 0) return null
  return added < PAGE ? String(added) : `${PAGE}+`
}
