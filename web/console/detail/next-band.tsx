import type { Detail } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { lookOf, turnTone } from '../marks/facts.ts'
import { TurnMark } from '../marks/marks.tsx'
import { words } from '../words/console.ts'
import { recentInLine, shortMoment } from '../../kit/app/dates.ts'
import { bounced } from './bounce.ts'
import { limitOf, nextStep, reasonLine } from './next-step.ts'

/** Next step, whose turn, until when. */
export function NextBand({ detail }: { detail: Detail }) {
  const now = timeNow(detail.clockAheadMs)
  const limit = limitOf(detail, now)
  const own = detail.turn === 'nobody' ? lookOf(detail).tone : turnTone(detail)
  const tone = bounced(detail) ? 'staff' : own
  const since = detail.turnSince ? new Date(detail.turnSince) : null
  return (
    <section className={`card next t-${tone}`} aria-label={words.detail.nextStep}>
      <div>
        <p className="cap">{words.detail.nextStep}</p>
        <p className="big">{nextStep(detail)}</p>
        <p className="sm mut">{reasonLine(detail)}</p>
      </div>
      <div>
        <p className="cap">{words.detail.whoseTurn}</p>
        <p className="big">
          <TurnMark row={bounced(detail) ? { ...detail, turn: 'staff', reviewer: null } : detail} />
        </p>
        {since && (
          <p className="sm mut" title={shortMoment(since)}>
            {words.detail.since(recentInLine(since, now))}
          </p>
        )}
      </div>
      <div>
        <p className="cap">{limit.title}</p>
        <p className={limit.mark === 'late' ? 'big bad' : 'big'}>{limit.big}</p>
        <p className="sm mut">{limit.small}</p>
      </div>
    </section>
  )
}
