import { STATUSES } from '../../../domain/status.ts'
import { wordsIn } from '../../../domain/words/index.ts'
import { shortDay } from '../../kit/app/dates.ts'
import { quotaName } from '../../kit/app/quota-name.ts'
import { seatOf } from '../users/facts.ts'
import { words } from '../words/portal.ts'

/** Who holds a seat, as a refusal or a list names them. */
export type Holder = { name: string; status: string; deadline: string | null }

/** “Both Trader seats are taken: Lena Okarsdal (verifying), … Revoke or deactivate one first.” (R10). */
export const fullText = (role: string, limit: number, holders: readonly Holder[]): string =>
  words.add.full(limit, seatOf(role) ?? quotaName(role), holders.map(inWords).join(', '))

function inWords({ name, status, deadline }: Holder): string {
  const known = STATUSES.find((one) => one === status)
  const label = known ? wordsIn('en').statuses[known].label.toLowerCase() : status
  const settled = status === 'active' || status === 'suspended'
  return `${name} (${settled || !deadline ? label : words.add.openUntil(label, shortDay(new Date(deadline)))})`
}
