import { Link } from '@tanstack/react-router'
import { wordsIn } from '../../../domain/words/index.ts'
import { Icon } from '../../kit/icons.tsx'
import { verificationLooks } from '../../kit/looks.ts'
import type { Detail } from '../data/api.ts'
import { useStaff } from '../frame/staff.ts'
import { vendorName } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { day, longSpan } from '../../kit/app/dates.ts'

const shared = wordsIn('en')

/** Each attempt: vendor, state, how long it took. */
export function VerificationList({ detail }: { detail: Detail }) {
  const { role } = useStaff()
  return (
    <section className="sec">
      <h2>
        {words.detail.verification} <span className="sp" />
        {detail.hasDocuments && role !== 'viewer' && (
          <Link to="/reviews/$id" params={{ id: detail.id }}>
            {words.detail.openDocuments}
          </Link>
        )}
      </h2>
      {detail.exempt && <p className="sm mut">{words.detail.neverVerified}</p>}
      {detail.verifiedUntil && <p className="sm">{validity(detail.verifiedUntil, detail.renewalAt)}</p>}
      {!detail.exempt && detail.attempts.length === 0 && <p className="sm mut">{words.detail.noAttempt}</p>}
      {detail.attempts.map((attempt) => {
        const look = verificationLooks[attempt.state]
        const label = shared.verification[attempt.state].label
        return (
          <div className="att" key={attempt.number}>
            <b>{words.detail.attempt(attempt.number)}</b>
            <span className={`st t-${look.tone}`}>
              <Icon name={look.icon} />
              <span>{label.charAt(0).toUpperCase() + label.slice(1)}</span>
            </span>
            <span className="mut">
              {vendorName(attempt.vendor)}
              {detail.fourEyes && `, ${words.detail.fourEyes}`}
            </span>
            <span className="mut">{took(attempt)}</span>
          </div>
        )
      })}
    </section>
  )
}

/** “Valid until 14 Mar 2031, renewal asked from 13 Feb 2031”. */
const validity = (until: string, renewalAt: string | null): string =>
  words.detail.validUntil(day(new Date(until)), renewalAt && day(new Date(renewalAt)))

function took({ submittedAt, decidedAt }: Detail['attempts'][number]): string {
  if (!submittedAt || !decidedAt) return ''
  return longSpan(new Date(decidedAt).getTime() - new Date(submittedAt).getTime())
}
