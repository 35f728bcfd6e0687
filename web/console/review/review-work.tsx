import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { wordsIn } from '../../../domain/words/index.ts'
import { Icon } from '../../kit/icons.tsx'
import type { Review } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { usePageTitle } from '../frame/page-title.ts'
import { useStaff } from '../frame/staff.ts'
import { who } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { span } from '../../kit/app/dates.ts'
import { Compare } from './compare.tsx'
import { DecisionPane } from './decision-pane.tsx'
import { DocumentViewer } from './document-viewer.tsx'
import { TakeButtons } from './take-buttons.tsx'

const shared = wordsIn('en')

/** One review: documents in the middle, decision at the right. */
export function ReviewWork({ review }: { review: Review }) {
  const { role } = useStaff()
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const heading = usePageTitle(`${words.review.inReview}: ${who(review)}`, review.id)
  const all = review.documents.every((document) => seen.has(document.id))
  const canSee = all && (review.documents.length > 0 || review.vendor !== null)
  return (
    <div className="work">
      <header className="wh">
        <h1 ref={heading} tabIndex={-1}>
          {who(review)}
        </h1>
        <span className="mut sm">
          {review.role} ·{' '}
          <Link to="/onboardings/$id" params={{ id: review.id }}>
            {review.account.name}
          </Link>{' '}
          · {words.review.attemptOf(review.attempt, review.attemptsAllowed)}
          {review.renewal && ` · ${words.review.renewal}`}
        </span>
        <span className="sp" />
        <StatePill review={review} />
        <TakeButtons review={review} />
      </header>
      <section className="view" aria-label={words.review.documents}>
        {role === 'viewer' ? (
          <p className="empty">{words.review.roleNoDocuments(role)}</p>
        ) : (
          <DocumentViewer review={review} onSeen={(id) => setSeen((now) => new Set([...now, id]))}>
            <Compare review={review} />
          </DocumentViewer>
        )}
      </section>
      <DecisionPane review={review} canSee={canSee} />
      <div className="small-screen">
        <p className="note">
          <Icon name="warning" />
          {words.review.largerScreen}
        </p>
      </div>
    </div>
  )
}

/** “second decision, 38 min left”. */
function detailOf({ stage }: Review, left: number): string {
  const time = left < 0 ? words.due.late(span(-left)) : words.review.left(span(left))
  return stage === 'only' ? time : `${words.review.stages[stage].toLowerCase()}, ${time}`
}

function StatePill({ review }: { review: Review }) {
  if (!review.due) {
    const label = review.verificationState ? shared.verification[review.verificationState].label : ''
    return <span className="st pill t-ended">{`${shared.statuses[review.status].label} · ${label}`}</span>
  }
  const left = review.dueAt ? new Date(review.dueAt).getTime() - timeNow().getTime() : null
  return (
    <span className="st pill t-staff">
      <Icon name="eye" />
      <span className="st-l">{words.review.inReview}</span>
      {left !== null && <span className="st-d">{detailOf(review, left)}</span>}
    </span>
  )
}
