import { Link } from '@tanstack/react-router'
import { wordsIn } from '../../../domain/words/index.ts'
import { Icon } from '../../kit/icons.tsx'
import { statusLooks } from '../../kit/looks.ts'
import type { AccountPage } from '../data/api.ts'
import { words } from '../words/console.ts'
import { quotaName } from '../../kit/app/quota-name.ts'

type Seats = AccountPage['seats'][number]

const shared = wordsIn('en')

/** Each quota with its seats: solid = has access, dashed = not yet, or free. */
export function SeatCards({ account }: { account: AccountPage }) {
  return (
    <section className="quota" aria-label={words.accounts.seats}>
      {account.seats.map((seats) => (
        <div className="card" key={seats.group}>
          <h2>
            {quotaName(seats.group)}
            <span>
              {seats.limit === null
                ? words.accounts.noLimit(seats.taken)
                : words.accounts.takenOf(seats.taken, seats.limit)}
            </span>
          </h2>
          {seats.limit === null ? (
            <p className="cap">{words.accounts.noneNeeded}</p>
          ) : (
            <SeatList seats={seats} limit={seats.limit} />
          )}
        </div>
      ))}
    </section>
  )
}

function SeatList({ seats, limit }: { seats: Seats; limit: number }) {
  return (
    <ul>
      {seats.holders.map((holder) => (
        <li
          key={holder.id}
          className={holder.status === 'active' || holder.status === 'suspended' ? 'seat' : 'seat pending'}
        >
          <span className={`st t-${statusLooks[holder.status].tone}`}>
            <Icon name={statusLooks[holder.status].icon} />
          </span>
          <Link to="/onboardings/$id" params={{ id: holder.id }}>
            {holder.name ?? holder.email}
          </Link>
          <span className="cap">{shared.statuses[holder.status].label}</span>
        </li>
      ))}
      {Array.from({ length: Math.max(0, limit - seats.holders.length) }, (_, i) => (
        <li key={i} className="seat free">
          {words.accounts.free}
        </li>
      ))}
    </ul>
  )
}
