import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { moneyText } from '../../../domain/words/money.ts'
import { day, longMoment, zoneCity } from '../../kit/app/dates.ts'
import { Icon, type IconName } from '../../kit/icons.tsx'
import type { Withdrawal } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { firstName, placeName, whoAsks } from './facts.ts'

const { approvals } = words
const dayOf = (at: string): string => day(new Date(at))

/** From the account to the holder's own place. */
export function MoneyFlow({ one, account, holder }: { one: Withdrawal; account: string; holder: boolean }) {
  const own = one.to.kind === 'bank' ? (holder ? approvals.ownBank : approvals.holdersBank) : holder ? approvals.ownWallet : approvals.holdersWallet // prettier-ignore
  return (
    <div className="flow">
      <div>
        <p className="cap">{approvals.from}</p>
        <b>{account}</b>
        {one.balanceAfter !== null && (
          <p className="mut">{approvals.left(moneyText({ value: one.balanceAfter, currency: one.amount.currency }))}</p>
        )}
      </div>
      <Icon name="chevronRight" size="l" />
      <div>
        <p className="cap">{approvals.to}</p>
        <b>{placeName(one)}</b>, {own}
        <p className="mut mono">
          {one.place.address}
          {one.place.network !== null && ` · ${one.place.network}`}
        </p>
      </div>
    </div>
  )
}

/** What helps to decide: whose it is, how often it was used, whether this is more than ever. */
export function KnownFacts({ one, holder }: { one: Withdrawal; holder: boolean }) {
  return (
    <section className="sec">
      <h2>{approvals.know}</h2>
      <ul className="chk">
        {one.registeredAt === null ? (
          <Fact icon="warning" strong={approvals.notRegistered} text={` ${approvals.notRegisteredText}`} />
        ) : (
          <Fact
            icon="check"
            strong={holder ? approvals.registered : approvals.registeredHolder}
            text={` ${approvals.since(dayOf(one.registeredAt))} ${holder ? approvals.ownOnly : approvals.holdersOnly}`}
          />
        )}
        {one.times === 0 ? (
          <Fact icon="warning" strong={approvals.first} text={` ${approvals.firstText}`} />
        ) : (
          <Fact icon="check" strong={approvals.before} text={`, ${beforeText(one, holder)}`} />
        )}
        {one.larger && <Fact icon="warning" strong={approvals.larger} text={` ${largestText(one, one.larger)}`} />}
      </ul>
    </section>
  )
}

const largestText = (one: Withdrawal, { value, at }: NonNullable<Withdrawal['larger']>): string =>
  approvals.largest(firstName(one), moneyText({ value, currency: one.amount.currency }), dayOf(at))

function beforeText({ times, last }: Withdrawal, holder: boolean): string {
  if (!last) return `${approvals.times(times)}.`
  const by = last.by ?? (holder ? approvals.you : approvals.theHolder)
  return `${approvals.times(times)}; ${approvals.last(dayOf(last.at), moneyText(last), by)}`
}

function Fact({ icon, strong, text }: { icon: IconName; strong: string; text: string }): ReactNode {
  return (
    <li className={icon === 'check' ? 'good' : 'mind'}>
      <Icon name={icon} />
      <span>
        <b>{strong}</b>
        {text}
      </span>
    </li>
  )
}

export function WhoAsks({ one }: { one: Withdrawal }) {
  const { role, since, completed, refused } = one.asks
  return (
    <section className="sec">
      <h2>{approvals.whoAsks}</h2>
      <p>
        <b>{whoAsks(one)}</b>, {approvals.role(role, since === null ? null : dayOf(since))}
      </p>
      <p className="mut">{approvals.recently(completed, refused)}</p>
      <p>
        <Link to="/users/$id/history" params={{ id: one.who.subUser }}>
          {words.users.history}
        </Link>
      </p>
    </section>
  )
}

/** When it was asked for, until when it waits, who decides. */
export function Dates({ one, holder, left }: { one: Withdrawal; holder: boolean; left: string | null }) {
  return (
    <section className="sec">
      <dl className="kv">
        <dt>{approvals.askedAt}</dt>
        <dd>{longMoment(new Date(one.askedAt))}</dd>
        {one.deadline !== null && (
          <>
            <dt>{left === null ? approvals.ended : approvals.ends}</dt>
            <dd>
              <b>{longMoment(new Date(one.deadline))}</b>
              <span className="cap block">{approvals.zone(zoneCity())}</span>
              {left !== null && <span className="cap block">{approvals.endsIn(left)}</span>}
            </dd>
          </>
        )}
        <dt>{approvals.whoDecides}</dt>
        <dd>{holder ? approvals.onlyYou : approvals.onlyTheHolder}</dd>
      </dl>
    </section>
  )
}
