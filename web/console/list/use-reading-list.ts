import { useEffect, useRef, useState } from 'react'
import { bodyOf } from '../../kit/client.ts'
import { api, type OnboardingRow, type Rows } from '../data/api.ts'
import { noteServerTime, timeNow } from '../../kit/app/clock.ts'
import { useChanges, useLive } from '../../kit/app/live.tsx'
import { emptyList, loaded, type ReadingList, updated } from './reading-list.ts'
import type { ListQuery } from './search.ts'

/** Changes are gathered this long before the rows are read, in ms. */
const GATHER_MS = 250
/** How long a changed cell is marked, in ms. */
export const MARK_MS = 4_000

type Page = { cursor: string | undefined; before: readonly (string | undefined)[] }
export type Listing = {
  list: ReadingList
  error: Error | null
  loading: boolean
  page: number
  nextCursor: string | null
  next(): void
  previous(): void
  reload(): void
}

/** The rows of one page of the list, kept up to date in place; nothing moves until the reader asks (R57). */
export function useReadingList(query: ListQuery, sort: 'urgent' | 'newest'): Listing {
  const key = JSON.stringify([query, sort])
  const [at, setAt] = useState<Page & { key: string }>({ key, cursor: undefined, before: [] })
  const page = at.key === key ? at : { key, cursor: undefined, before: [] }
  const [list, setList] = useState<ReadingList>(emptyList)
  const [answer, setAnswer] = useState<{ error: Error | null; nextCursor: string | null; loading: boolean }>(START)
  const [wish, setWish] = useState(0)
  const loadedAt = useRef(Infinity)

  useEffect(() => {
    const stop = new AbortController()
    setAnswer((now) => ({ ...now, loading: true }))
    readPage(query, sort, page.cursor, stop.signal)
      .then((body) => {
        loadedAt.current = timeNow().getTime()
        setList(loaded(body.items, body.nextCursor === null && page.cursor === undefined))
        setAnswer({ error: null, nextCursor: body.nextCursor, loading: false })
      })
      .catch((error: Error) => {
        if (!stop.signal.aborted) setAnswer({ error, nextCursor: null, loading: false })
      })
    return () => stop.abort()
  }, [key, page.cursor, wish])

  useRowUpdates({ query, sort, list, setList, loadedAt })
  const go = (next: Page) => setAt({ key, ...next })
  return {
    list,
    ...answer,
    page: page.before.length,
    next: () => answer.nextCursor && go({ cursor: answer.nextCursor, before: [...page.before, page.cursor] }),
    previous: () => page.before.length > 0 && go({ cursor: page.before.at(-1), before: page.before.slice(0, -1) }),
    reload: () => setWish((n) => n + 1),
  }
}

const START = { error: null, nextCursor: null, loading: true }

async function readPage(query: ListQuery, sort: 'urgent' | 'newest', cursor: string | undefined, signal?: AbortSignal) {
  const body = await bodyOf(
    api.GET('/console/api/onboardings', { params: { query: { ...query, sort, cursor } }, signal }),
  )
  noteServerTime(body.now)
  return body
}

type Updates = {
  query: ListQuery
  sort: 'urgent' | 'newest'
  list: ReadingList
  setList: (change: (list: ReadingList) => ReadingList) => void
  /** When the rows were loaded, in ms. */
  loadedAt: { current: number }
}

/** Reads the rows that changes are about, and puts them in. */
function useRowUpdates({ query, sort, list, setList, loadedAt }: Updates): void {
  const changed = useRef(new Map<string, boolean>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { gaps } = useLive()
  const read = async () => {
    const ids = [...changed.current.keys()].slice(0, 100)
    const invited = new Set(ids.filter((id) => changed.current.get(id)))
    timer.current = undefined
    for (const id of ids) changed.current.delete(id)
    if (changed.current.size > 0) soon()
    if (ids.length === 0) return
    const body = await bodyOf(
      api.GET('/console/api/onboarding-rows', { params: { query: { ...query, id: ids } } }),
    ).catch(() => null)
    if (body) setList((now) => updated(now, body.items, (id) => invited.has(id), Date.now()))
  }
  const soon = () => {
    timer.current ??= setTimeout(() => void read(), GATHER_MS)
  }
  useChanges(({ type, id }) => {
    if (!id.startsWith('sub_')) return
    changed.current.set(id, (changed.current.get(id) ?? false) || type === 'sub_user.invited')
    soon()
  })
  useEffect(() => {
    if (gaps === 0) return
    for (const { row } of list.rows) changed.current.set(row.id, false) // what changed while nobody told us
    soon()
    void cameMeanwhile(query, sort, loadedAt.current).then((rows) =>
      setList((now) => updated(now, rows, () => true, Date.now())),
    )
  }, [gaps])
  useEffect(() => () => clearTimeout(timer.current), [])
}

/** Rows of the first page that were made after the list was loaded. */
async function cameMeanwhile(query: ListQuery, sort: 'urgent' | 'newest', since: number): Promise<Rows> {
  const page = await readPage(query, sort, undefined).catch(() => null)
  const later = page?.items.filter((row) => new Date(row.createdAt).getTime() > since) ?? []
  return later.map((row) => ({ ...row, fits: true }))
}

export const idsOf = (rows: readonly { row: OnboardingRow }[]): string[] => rows.map(({ row }) => row.id)
