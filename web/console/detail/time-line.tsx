import { wordsIn } from '../../../domain/words/index.ts'
import { Icon, type IconName } from '../../kit/icons.tsx'
import type { Tone } from '../../kit/looks.ts'
import type { Detail, TimeLineEntry } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { documentName, vendorName } from '../marks/facts.ts'
import { fullMoment, recentInLine } from '../../kit/app/dates.ts'
import { lineOf, timeLineWords } from '../words/time-line.ts'
import { actorName } from './actor-name.ts'

const shared = wordsIn('en')

/** Icon and colour of what happened; everything else is a grey dot of Usher's. */
const LOOKS: Readonly<Record<string, readonly [IconName, Tone]>> = {
  'sub_user.invited': ['envelope', 'holder'],
  'sub_user.seen': ['eye', 'ended'],
  'sub_user.accepted': ['personCheck', 'done'],
  'sub_user.signed_up': ['check', 'done'],
  'sub_user.named': ['check', 'done'],
  'sub_user.login_set': ['check', 'done'],
  'sub_user.verifying': ['idCard', 'invitee'],
  'sub_user.reminded': ['clock', 'auto'],
  'sub_user.resent': ['envelope', 'invitee'],
  'sub_user.extended': ['clock', 'invitee'],
  'sub_user.sign_in_link_mailed': ['link', 'invitee'],
  'sub_user.declined': ['circleCross', 'ended'],
  'sub_user.expired': ['hourglass', 'ended'],
  'sub_user.revoked': ['circleSlash', 'ended'],
  'sub_user.rejected': ['octagonCross', 'stopped'],
  'sub_user.reported': ['warning', 'staff'],
  'sub_user.access_reported': ['warning', 'staff'],
  'sub_user.activated': ['discCheck', 'done'],
  'sub_user.suspended': ['squarePause', 'stopped'],
  'sub_user.reactivated': ['discCheck', 'done'],
  'sub_user.deactivated': ['squareMinus', 'ended'],
  'verification.photo_added': ['camera', 'invitee'],
  'verification.submitted': ['idCard', 'staff'],
  'verification.taken': ['eye', 'staff'],
  'verification.taken_over': ['exchange', 'staff'],
  'verification.handed_back': ['exchange', 'staff'],
  'verification.approved': ['shieldCheck', 'done'],
  'verification.needs_resubmission': ['returning', 'invitee'],
  'verification.last_try_used': ['returning', 'staff'],
  'verification.one_more_try': ['returning', 'invitee'],
  'verification.first_decided': ['eye', 'staff'],
  'verification.second_decided': ['eye', 'staff'],
  'verification.disagreed': ['people', 'staff'],
  'verification.rejected': ['octagonCross', 'stopped'],
  'verification.renewal_asked': ['hourglass', 'invitee'],
  'verification.reused': ['shieldCheck', 'done'],
}

/** What happened, newest first: who, when and why. */
export function TimeLine({ detail }: { detail: Detail }) {
  const now = timeNow(detail.clockAheadMs)
  return (
    <section className="sec" aria-label={timeLineWords.title}>
      <h2>
        {timeLineWords.title} <span className="sp" />
        <span className="cap">
          {detail.seenAt === null && detail.openings > 0 && `${timeLineWords.openings(detail.openings)} `}
          {timeLineWords.caption}
        </span>
      </h2>
      <ol className="tl">
        {detail.timeLine.map((entry) => (
          <Entry key={entry.id} entry={entry} now={now} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ entry, now }: { entry: TimeLineEntry; now: Date }) {
  const [icon, tone] = LOOKS[entry.type] ?? (['clock', 'auto'] as const)
  const at = new Date(entry.at)
  const quote = quoteOf(entry)
  const extra = extraOf(entry)
  return (
    <li className={`t-${tone}`}>
      <time dateTime={entry.at} title={fullMoment(at)}>
        {recentInLine(at, now)}
      </time>
      <span className="ic">
        <Icon name={icon} />
      </span>
      <div>
        <b>{lineOf(entry.type)}</b>
        {extra && `, ${extra}`}{' '}
        <span className="who">
          {timeLineWords.by} {actorName(entry.actor)}
          {entry.device && `, ${timeLineWords.devices[entry.device]}`}
          {entry.type === 'sub_user.invited' && entry.text && `, ${timeLineWords.withMessage}`}
        </span>
        {quote && <q>{quote}</q>}
      </div>
    </li>
  )
}

/** Attempt, document, reminder: what is named beside the sentence. */
function extraOf(entry: TimeLineEntry): string {
  const parts = [
    entry.times > 1 && timeLineWords.times(entry.times),
    entry.reminder && timeLineWords.reminders[entry.reminder],
    entry.document && documentName(entry.document),
    entry.decision && decisionName(entry.decision),
    entry.attempt && entry.type.startsWith('verification.') && timeLineWords.attempt(entry.attempt),
    entry.vendor && entry.type === 'sub_user.verifying' && vendorName(entry.vendor),
  ]
  return parts.filter(Boolean).join(', ')
}

const decisionName = (decision: string): string =>
  Object.entries(timeLineWords.decisions).find(([id]) => id === decision)?.[1] ?? decision

/** Under the sentence: what was asked, written, accepted or set. */
function quoteOf(entry: TimeLineEntry): string {
  const parts = [
    ...entry.asked.map((item) => `${item.document === 'name' ? 'Name' : documentName(item.document)}: ${shared.reasons[item.reason].label.toLowerCase()}.`), // prettier-ignore
    ...entry.texts.map(({ text, version }) => `${text.charAt(0).toUpperCase()}${text.slice(1)} ${version}.`),
    entry.deadline &&
      entry.type !== 'sub_user.expired' &&
      `${timeLineWords.newDeadline(fullMoment(new Date(entry.deadline)))}.`,
    entry.type === 'sub_user.expired' && entry.unseen && timeLineWords.neverSeen,
    entry.earlierOpenings > 0 && timeLineWords.earlierOpenings(entry.earlierOpenings),
    entry.text && `“${entry.text}”`,
  ]
  return parts.filter(Boolean).join(' ')
}
