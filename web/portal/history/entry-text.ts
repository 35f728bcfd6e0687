import { endingOf } from '../../../domain/destinations.ts'
import { wordsIn } from '../../../domain/words/index.ts'
import type { IconName } from '../../kit/icons.tsx'
import type { Tone } from '../../kit/looks.ts'
import type { History } from '../data/api.ts'
import { words } from '../words/portal.ts'

export type Entry = History['items'][number]
type Amount = NonNullable<Entry['details']['amount']>

const { history } = words

/** What was done: “Order placed”. */
export const whatOf = ({ type, details }: Entry): string =>
  type === 'order.placed' && details.leverage !== undefined ? history.withLeverage : history.what(type)

/** The particulars in one line: “Buy 0.400 BTC at EUR 61,200”. */
export function detailsOf({ type, details, place, user }: Entry): string {
  const { side, amount, instrument, price, leverage, method, setting } = details
  const parts = [
    side && history.sides[side],
    amount && money(amount),
    instrument !== undefined && instrument !== amount?.currency && instrument,
    price && `${history.at} ${money(price)}`,
    leverage !== undefined && `${amount || instrument ? ', ' : ''}${history.timesLeverage(leverage)}`,
    method && history.methods[method],
    setting?.replaceAll(/[._-]+/g, ' '),
    place && `${directionOf(type)}${placeOf(place)}`,
    user && `${user.name} ${history.as} ${roleName(user.role)}`,
  ].filter((part): part is string => typeof part === 'string')
  const text = parts.join(' ').replaceAll(' , ', ', ')
  const ours = setting !== undefined || (place !== null && place.label === null) // a name or label stays as it was written
  return ours ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

const directionOf = (type: string): string =>
  type.startsWith('withdrawal.') ? `${history.to} ` : type.startsWith('deposit.') ? `${history.from} ` : ''

function placeOf({ kind, address, label, registered }: NonNullable<Entry['place']>): string {
  const name = label ?? history.ending(history.places[kind], endingOf(address))
  return registered ? name : `${name}, ${history.notOwn}`
}

function roleName(role: string): string {
  const { roles, chosen } = wordsIn('en')
  return Object.entries({ ...roles, ...chosen }).find(([id]) => id === role)?.[1].name ?? role
}

const NATIONAL: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** “EUR 9,000” for the money of countries, “0.850 BTC” for everything else; digits as they were reported. */
export function money({ value, currency }: Amount): string {
  const [whole = '', part] = value.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`)
  return NATIONAL.has(currency) ? `${currency} ${grouped}` : `${grouped} ${currency}`
}

const APPROVAL_LOOKS: Record<NonNullable<Entry['approval']>, { tone: Tone; icon: IconName }> = {
  waiting: { tone: 'holder', icon: 'awaiting' },
  approved: { tone: 'done', icon: 'check' },
  declined: { tone: 'stopped', icon: 'circleCross' },
  expired: { tone: 'ended', icon: 'hourglass' },
  ended: { tone: 'ended', icon: 'circleSlash' },
}

/** How it came out: word, colour and shape. */
export function resultOf(
  { result, reason, approval }: Entry,
  reader: 'holder' | 'administrator',
): { text: string; tone: Tone; icon: IconName } {
  if (approval) return { text: history.approvals[approval][reader], ...APPROVAL_LOOKS[approval] }
  if (result === 'refused') return { text: history.refused(reason), tone: 'stopped', icon: 'circleCross' }
  return { text: history.done, tone: 'done', icon: 'check' }
}
