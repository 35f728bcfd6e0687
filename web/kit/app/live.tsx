import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'

/** One committed change: its type and whose it is, never more. */
export type Change = { type: string; id: string }
type Listener = (change: Change) => void

export type LiveState = {
  state: 'connecting' | 'live' | 'lost' | 'long_lost'
  last: Date | null
  /** How often the line was broken and came back; what changed meanwhile has to be read. */
  gaps: number
}
type Live = LiveState & { start(): void; stop(): void; subscribe(listener: Listener): () => void }

const LiveContext = createContext<Live | null>(null)

/** How long a line may be silent before the page says so, in ms. */
const LOST_MS = 5_000
const LONG_LOST_MS = 60_000
/** The server shows a sign of life every 5 s; with this much without one the line counts as broken. */
const SILENT_MS = 11_000
/** When a refused line is tried again, in ms. */
const AGAIN_MS = 3_000

const NO_LINE: LiveState = { state: 'connecting', last: null, gaps: 0 }

type LiveProps = {
  /** Where the server tells changes, as server-sent events. */
  address: string
  /** The query to read again when the line is refused: perhaps nobody is signed in any more. */
  signedInKey: string
  children: ReactNode
}

/** Keeps one line open to the server and hands what changed to whoever listens (R57). */
export function LiveProvider({ address, signedInKey, children }: LiveProps) {
  const client = useQueryClient()
  const listeners = useRef(new Set<Listener>())
  const source = useRef<EventSource | null>(null)
  const broken = useRef<number | null>(null)
  const again = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [shown, setShown] = useState<LiveState>(NO_LINE)

  const heard = () => {
    const gap = broken.current !== null
    if (gap) void client.invalidateQueries()
    broken.current = null
    setShown((now) => ({ state: 'live', last: new Date(), gaps: now.gaps + Number(gap) }))
  }
  const start = () => {
    if (source.current) return
    const stream = new EventSource(address)
    source.current = stream
    stream.addEventListener('pulse', heard)
    stream.addEventListener('change', (event: MessageEvent<string>) => {
      heard()
      void client.invalidateQueries({ type: 'inactive', refetchType: 'none' }) // what is shown later is read anew
      const change = changeIn(event.data)
      if (change) for (const listener of listeners.current) listener(change)
    })
    stream.addEventListener('error', () => {
      broken.current ??= Date.now()
      if (stream.readyState !== EventSource.CLOSED) return // the browser tries again by itself
      source.current = null
      again.current = setTimeout(start, AGAIN_MS)
      void client.invalidateQueries({ queryKey: [signedInKey] })
    })
  }
  const stop = () => {
    clearTimeout(again.current)
    source.current?.close()
    source.current = null
    broken.current = null
    setShown(NO_LINE)
  }
  useEffect(() => {
    const watch = setInterval(() => setShown((now) => (now.last ? stateAfter(now, broken) : now)), 1_000)
    return () => clearInterval(watch)
  }, [])
  useEffect(() => () => source.current?.close(), [])

  const subscribe = (listener: Listener) => {
    listeners.current.add(listener)
    return () => void listeners.current.delete(listener)
  }
  return <LiveContext.Provider value={{ ...shown, start, stop, subscribe }}>{children}</LiveContext.Provider>
}

function stateAfter(now: LiveState, broken: { current: number | null }): LiveState {
  const silent = now.last ? Date.now() - now.last.getTime() : 0
  if (silent > SILENT_MS) broken.current ??= Date.now() - LOST_MS
  const lostFor = broken.current === null ? 0 : Date.now() - broken.current
  const state = lostFor >= LONG_LOST_MS ? 'long_lost' : lostFor >= LOST_MS ? 'lost' : now.state
  return state === now.state ? now : { ...now, state }
}

function changeIn(text: string): Change | undefined {
  const data: unknown = JSON.parse(text)
  if (typeof data !== 'object' || data === null || !('type' in data) || !('id' in data)) return undefined
  return typeof data.type === 'string' && typeof data.id === 'string' ? { type: data.type, id: data.id } : undefined
}

export function useLive(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error('outside of LiveProvider')
  return live
}

/** Calls back for each change; what staff only looked at is none. */
export function useChanges(listener: Listener): void {
  const { subscribe } = useLive()
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => subscribe((change) => change.type !== 'staff.viewed' && latest.current(change)), [])
}

/** Reads these queries again when something changed, at most every 300 ms. `about`: only for changes of this onboarding. */
export function useRefreshOnChange(keys: readonly string[], about?: string): void {
  const client = useQueryClient()
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useChanges((change) => {
    if (about !== undefined && change.id !== about) return
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined
      for (const key of keys) void client.invalidateQueries({ queryKey: [key] })
    }, 300)
  })
  useEffect(() => () => clearTimeout(waiting.current), [])
}
