import { wordsIn } from '../../../domain/words/index.ts'
import { longMoment, recent, shortDay, day, span } from '../../kit/app/dates.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { type Look, statusLooks, type Tone } from '../../kit/looks.ts'
import type { SeatHolder, User } from '../data/api.ts'
import { words } from '../words/portal.ts'

const shared = wordsIn('en')

type Named = { name: string | null; email: string }

/** The name once given, else the address. */
export const who = ({ name, email }: Named): string => name ?? email
/** How a sentence begins that is about the person. */
const subject = ({ name }: Named): string => name?.split(' ')[0] ?? words.users.invitedPerson
/** “Emeka B.”, else the address. */
export function shortName({ name, email }: Named): string {
  const [first, ...rest] = name?.split(' ') ?? []
  return first === undefined ? email : `${first}${rest.length > 0 ? ` ${rest.at(-1)?.charAt(0)}.` : ''}`
}

/** Looks of the identity check, as far as holder and Administrators see it. */
const CHECK_LOOKS: Partial<Record<User['next'], Look>> = {
  documents: { icon: 'idCard', tone: 'invitee' },
  new_photo: { icon: 'returning', tone: 'invitee' },
  automatic_check: { icon: 'halfDisc', tone: 'auto' },
  platform_checks: { icon: 'eye', tone: 'staff' },
  activates: { icon: 'shieldCheck', tone: 'done' },
}

/** Icon and colour of a state. */
export function lookOf({ status, next }: Pick<SeatHolder, 'status' | 'next'>): Look {
  if (status === 'verifying') return CHECK_LOOKS[next] ?? statusLooks.verifying
  return next === 'platform_looks' ? { ...statusLooks[status], tone: 'staff' } : statusLooks[status]
}

export const statusLabel = ({ status }: Pick<User, 'status'>): string => shared.statuses[status].label

/** What stands under the state. */
export function statusDetail(user: User): string {
  const since = new Date(user.since)
  switch (user.status) {
    case 'active':
      return words.users.since(day(since))
    case 'verifying':
      return words.users.identityCheck
    case 'accepted':
      return words.users.left[user.next] ?? words.users.since(day(since))
    case 'suspended':
      return `${byWhom(user)}, ${shortDay(since)}${user.reason ? `: “${user.reason}”` : ''}`
    case 'invited':
    case 'awaiting_confirmation':
      return `${byWhom(user)}, ${recent(since, timeNow(user.clockAheadMs))}`
    default:
      return longMoment(since)
  }
}

const byWhom = ({ by }: User): string => (by?.kind === 'you' ? words.users.byYou : words.users.by(by?.name ?? ''))

export type NextLine = { tone: Tone | null; text: string; detail: string; soon: boolean }

const SOON_MS = 24 * 3_600_000
const TONES: Partial<Record<User['turn'], Tone>> = {
  invitee: 'invitee',
  holder: 'holder',
  staff: 'staff',
  vendor: 'auto',
}

/** What happens next, whose turn it is, and until when (screens, 2.1). */
export function nextLine(user: User, platform: string): NextLine {
  const text = words.users.next[user.next](subject(user), platform, user.by?.name ?? '')
  if (user.status === 'suspended') {
    if (user.next === 'renews') return { tone: 'invitee', text, detail: words.users.noAccess, soon: false }
    const tone = user.next === 'you_reactivate' || user.by?.kind !== 'platform' ? 'holder' : 'staff'
    return { tone, text, detail: words.users.noAccess, soon: false }
  }
  return { tone: TONES[user.turn] ?? null, text, ...until(user) }
}

function until({ turn, status, deadline, lastSeen, clockAheadMs }: User): { detail: string; soon: boolean } {
  if (status === 'active') return { detail: lastSeenText(lastSeen), soon: false }
  if (turn === 'staff' || turn === 'vendor') return { detail: words.users.standsStill, soon: false }
  if ((turn !== 'invitee' && turn !== 'holder') || !deadline) return { detail: '', soon: false }
  const left = new Date(deadline).getTime() - timeNow(clockAheadMs).getTime()
  return { detail: words.users.openUntil(longMoment(new Date(deadline)), span(left)), soon: left < SOON_MS }
}

/** “Last seen today, 09:12”, in the real clock: the platform’s reports know no test clock. */
function lastSeenText(at: string | null): string {
  if (at === null) return words.users.accessStays
  const when = recent(new Date(at), timeNow())
  return words.users.lastSeen(/^\d\d:\d\d$/.test(when) ? words.users.today(when) : when)
}

/** The kind of seat that a role takes, for sentences: “Trader”; null where there is no limit to speak of. */
export const seatOf = (role: string): string | null =>
  role === 'administrator' ? 'Administrator' : role.startsWith('trader') ? 'Trader' : null
