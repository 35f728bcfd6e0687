import { useState } from 'react'
import { wordsIn } from '../../../domain/words/index.ts'
import type { Compared, Review } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { documentName } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { recent, span } from '../../kit/app/dates.ts'
import { SaidTable } from './said-table.tsx'
import { Typing } from './typing.tsx'

const shared = wordsIn('en')

/** What the person said, what was asked before, and who looked: beside the pictures. */
export function Compare({ review }: { review: Review }) {
  const [compared, setCompared] = useState<Compared | null>(null)
  const mine = review.due && review.reviewer?.mine === true
  return (
    <div className="cmp">
      {mine && review.documents.length > 0 && <Typing review={review} onCompared={setCompared} />}
      <SaidTable review={review} compared={compared} />
      {review.earlier.length > 0 && <Earlier review={review} />}
      {review.lookedAtBy.length > 0 && <LookedAt review={review} />}
      {review.documents.length > 0 && <p className="cap">{words.review.encrypted(review.keptUntil.days)}</p>}
    </div>
  )
}

function Earlier({ review }: { review: Review }) {
  return (
    <div className="note earlier">
      <div>
        <b>{words.review.earlier}</b>
        {review.earlier.map((one) => (
          <p key={one.attempt}>
            {words.review.earlierLine(
              one.attempt,
              one.asked.length === 0
                ? words.review.noReason
                : one.asked
                    .map(
                      ({ document, reason }) =>
                        `${document === 'name' ? words.review.theName : documentName(document)}: ${shared.reasons[reason].label.toLowerCase()}`,
                    ) // prettier-ignore
                    .join('; '),
            )}
          </p>
        ))}
      </div>
    </div>
  )
}

function LookedAt({ review }: { review: Review }) {
  const now = timeNow()
  return (
    <table>
      <thead>
        <tr>
          <th>{words.review.lookedAt}</th>
          <th>{words.review.when}</th>
          <th>{words.review.what}</th>
          <th>{words.review.howLong}</th>
        </tr>
      </thead>
      <tbody>
        {review.lookedAtBy.map((one) => (
          <tr key={`${one.name} ${one.at}`}>
            <td>
              {one.name}
              {one.mine && ` (${words.you})`}
            </td>
            <td>{recent(new Date(one.at), now)}</td>
            <td>
              {one.what
                .map((kind) => (kind === 'date_of_birth' ? words.review.dateOfBirth.toLowerCase() : documentName(kind)))
                .join('; ')}
            </td>
            <td>{howLong(one, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const NOW_MS = 120_000

/** “now”, or from the first look to the last: “7 min”. */
function howLong({ mine, since, at }: Review['lookedAtBy'][number], now: Date): string {
  const last = new Date(at).getTime()
  if (mine && now.getTime() - last < NOW_MS) return words.review.now
  return span(Math.max(60_000, last - new Date(since).getTime()))
}
