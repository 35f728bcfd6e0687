import { useEffect } from 'react'
import { useLive } from '../../kit/app/live.tsx'
import { clockToTheSecond } from '../../kit/app/dates.ts'
import { words } from '../words/console.ts'
import { useAnnounce } from '../../kit/app/announcer.tsx'

/** Whether the page is up to date, and since when. */
export function LiveMark() {
  const { state, last } = useLive()
  const announce = useAnnounce()
  const time = last ? clockToTheSecond(last) : ''
  const lost = state === 'lost' || state === 'long_lost'
  useEffect(() => {
    if (lost) announce(words.frame.lost(time))
  }, [lost])
  if (!last && !lost) return <span className="live lost">{words.frame.connecting}</span>
  if (!lost) return <span className="live">{words.frame.live(time)}</span>
  return (
    <span className="live lost">
      {words.frame.lost(time)}
      {state === 'long_lost' && (
        <button type="button" onClick={() => location.reload()}>
          {words.frame.reload}
        </button>
      )}
    </span>
  )
}
