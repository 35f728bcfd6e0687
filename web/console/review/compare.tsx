import { useEffect, useState } from 'react'
import { wordsIn } from '../../../domain/words/index.ts'
import { bodyOf } from '../../kit/client.ts'
import { api, type Review } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { documentName, firstName } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { day, recent } from '../../kit/app/dates.ts'
import { problemText } from '../words/problems.ts'

const shared = wordsIn('en')

/** What the person said, what was asked before, and who looked: beside the pictures. */
export function Compare({ review }: { review: Review }) {
  return (
    <div className="cmp">
      <Said review={review} />
      {review.earlier.length > 0 && <Earlier review={review} />}
      {review.lookedAtBy.length > 0 && <LookedAt review={review} />}
      <p className="cap">{words.review.encrypted}</p>
    </div>
  )
}

const SHOWN_MS = 60_000

/** Name and date of birth to compare with the document; the date is shown on request, which is recorded. */
function Said({ review }: { review: Review }) {
  const [born, setBorn] = useState<string | null>(null)
  const toast = useToast()
  useEffect(() => {
    if (born === null) return
    const timer = setTimeout(() => setBorn(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [born])
  const show = async () => {
    const params = { path: { id: review.id } }
    try {
      const answer = await bodyOf(api.POST('/console/api/onboardings/{id}/date-of-birth', { params }))
      setBorn(answer.dateOfBirth ? day(new Date(`${answer.dateOfBirth}T12:00:00Z`)) : words.detail.notGiven)
    } catch (error) {
      toast(problemText(error))
    }
  }
  return (
    <table>
      <caption className="sr">{words.review.compareTitle}</caption>
      <thead>
        <tr>
          <th>{words.review.field}</th>
          <th>
            {words.review.said} {firstName(review)}
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>{words.review.name}</td>
          <td>{review.name ?? words.noName}</td>
        </tr>
        <tr>
          <td>{words.review.dateOfBirth}</td>
          <td>
            {born ?? (
              <span className="row">
                <span aria-hidden="true">{words.detail.masked}</span>
                <button type="button" className="btn xs" onClick={() => void show()}>
                  {words.detail.show}
                </button>
              </span>
            )}
          </td>
        </tr>
      </tbody>
    </table>
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
              one.asked
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
          </tr>
        ))}
      </tbody>
    </table>
  )
}
