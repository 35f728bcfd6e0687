import { shortMoment } from '../../kit/app/dates.ts'
import { useAct } from '../acting/use-act.ts'
import type { WaitingItem } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { who } from './facts.ts'

/** What waits for whoever manages users: who asked for a new invitation, what ran out (R34). */
export function Waiting({ items }: { items: readonly WaitingItem[] }) {
  if (items.length === 0) return null
  return (
    <section className="asks" aria-label={words.users.waiting}>
      {items.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </section>
  )
}

function Item({ item }: { item: WaitingItem }) {
  const { act, busy } = useAct(item)
  const { strong, rest } = words.users.waits[item.kind](who(item), endedHow(item), item.seen)
  return (
    <div className="card ask">
      <p>
        <b>{strong}</b>
        <br />
        <span className="sm mut">{rest}</span>
      </p>
      {item.kind !== 'check_expired' && (
        <button
          type="button"
          className="btn"
          aria-disabled={busy || undefined}
          aria-label={`${words.acting.menu.invite_again}: ${who(item)}`}
          onClick={() => void act({ action: 'invite_again' })}
        >
          {words.acting.menu.invite_again}
        </button>
      )}
    </div>
  )
}

function endedHow({ ended, at }: WaitingItem): string {
  const { endedHow: how } = words.users
  const date = shortMoment(new Date(at))
  return ended === 'expired' || ended === 'revoked' || ended === 'declined' ? how[ended](date) : how.otherwise(date)
}
