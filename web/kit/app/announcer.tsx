import { createContext, type ReactNode, useContext, useRef, useState } from 'react'

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined)

/** At most one sentence is read in this time, in ms. */
const QUIET_MS = 5_000

/** Tells screen readers, politely, at most one sentence in five seconds; the last one wins. */
export function Announcer({ children }: { children: ReactNode }) {
  const [sentence, setSentence] = useState('')
  const last = useRef(0)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const announce = (text: string) => {
    clearTimeout(waiting.current)
    const wait = Math.max(50, last.current + QUIET_MS - Date.now())
    waiting.current = setTimeout(() => {
      last.current = Date.now()
      setSentence(text)
    }, wait)
  }
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <div className="sr" role="status" aria-live="polite">
        {sentence}
      </div>
    </AnnounceContext.Provider>
  )
}

export const useAnnounce = (): ((sentence: string) => void) => useContext(AnnounceContext)
