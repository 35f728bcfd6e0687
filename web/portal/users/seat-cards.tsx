import { quotaName } from '../../kit/app/quota-name.ts'
import { Icon } from '../../kit/icons.tsx'
import type { SeatHolder, Seats } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { lookOf, shortName, statusLabel, who } from './facts.ts'

/** More free seats than these are counted, not drawn. */
const FREE_SHOWN = 6

/** Seats with who holds them: solid = active, dashed = not yet, “Free” (R8). */
export function SeatCards({ seats }: { seats: readonly Seats[] }) {
  return (
    <section className="card seats" aria-label={words.users.seats}>
      {seats.map((one) => (
        <QuotaSeats key={one.quota} seats={one} />
      ))}
    </section>
  )
}

function QuotaSeats({ seats: { quota, limit, taken, heldBy } }: { seats: Seats }) {
  const free = limit === null ? 0 : Math.max(0, limit - taken)
  const unnamed = taken - heldBy.length
  return (
    <div>
      <h2>
        {quotaName(quota)}
        <span>{limit === null ? words.users.noLimit(taken) : words.users.seatsTaken(taken, limit)}</span>
      </h2>
      <ul className="ss">
        {heldBy.map((holder) => (
          <Seat key={holder.id} holder={holder} short={limit === null} />
        ))}
        {unnamed > 0 && <li className="seat more-seats">{words.users.moreHolders(unnamed)}</li>}
        {Array.from({ length: Math.min(free, FREE_SHOWN) }, (_, n) => (
          <li key={n} className="seat f">
            <Icon name="plus" />
            {words.users.free}
          </li>
        ))}
        {free > FREE_SHOWN && <li className="seat more-seats">{words.users.moreFree(free - FREE_SHOWN)}</li>}
        {limit === null && taken === 0 && <li className="seat f">{words.users.none}</li>}
      </ul>
    </div>
  )
}

function Seat({ holder, short }: { holder: SeatHolder; short: boolean }) {
  const { icon, tone } = lookOf(holder)
  const settled = holder.status === 'active' || holder.status === 'suspended'
  return (
    <li className={`seat t-${tone}${settled ? '' : ' p'}`} title={who(holder)}>
      <Icon name={icon} />
      <span className="ell">{short ? shortName(holder) : who(holder)}</span>
      <span className="sr">
        , {statusLabel(holder)}
        {settled ? '' : `, ${words.users.notYet}`}
      </span>
    </li>
  )
}
