import { wordsIn } from '../../../domain/words/index.ts'
import { Icon } from '../../kit/icons.tsx'
import type { Review } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { firstName } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { recent } from '../../kit/app/dates.ts'
import type { Choice } from './pending-decision.ts'

const shared = wordsIn('en')

/** What the reviewer ticks before approving: four checks, and one for a proof of address; what a vendor saw stands with the vendor. */
export const checkListOf = ({ vendor, documents, withAddress }: Review): readonly string[] =>
  vendor && documents.length === 0
    ? [words.review.vendorCheck(vendor)]
    : [...words.review.checkList, ...(withAddress ? [words.review.addressCheck] : [])]

/** Four eyes: the other’s decision stays unseen until one has given one’s own (R45). */
export function FourEyes({ review }: { review: Review }) {
  if (review.stage === 'only' || review.stage === 'last') return null
  const now = timeNow()
  const shown = review.decisions.filter((one) => one.stage !== 'only')
  return (
    <section>
      <h2>
        <Icon name="lock" />
        {words.review.fourEyes}
      </h2>
      <p className="sm mut">{fourEyesText(review, now)}</p>
      <ul className="sm">
        {shown.map((one) => (
          <li key={one.stage}>
            {words.review.decidedSo(one.by, decisionName(one.decision), recent(new Date(one.at), now))}
          </li>
        ))}
      </ul>
    </section>
  )
}

const decisionName = (decision: string): string =>
  Object.entries(words.review.decisionNames).find(([id]) => id === decision)?.[1] ?? decision

function fourEyesText({ stage, first, decided }: Review, now: Date): string {
  if (stage === 'first') return words.review.fourEyesFirst
  if (stage === 'manager') return decided ? words.review.fourEyesManagerMine : words.review.fourEyesManager
  if (decided || !first) return words.review.fourEyesMine
  return words.review.fourEyesSecond(first.by, recent(new Date(first.at), now))
}

/** Why one can’t decide, or what the last try means. */
export function Standing({ review, mine, manager }: { review: Review; mine: boolean; manager: boolean }) {
  const name = firstName(review)
  if (review.afterLast) {
    const text = manager ? words.review.managerYou : words.review.managerOnly
    return <p className="note t-staff fl">{text(name, review.attempt)}</p>
  }
  if (review.held) return <p className="note t-staff fl">{words.review.heldMine(decisionName(review.held.decision))}</p>
  return mine || review.decided ? null : <p className="sm mut fl">{words.review.notYours}</p>
}

type ChecksProps = {
  list: readonly string[]
  checks: readonly boolean[]
  off: boolean
  onChange: (checks: boolean[]) => void
}

export function Checks({ list, checks, off, onChange }: ChecksProps) {
  return (
    <ul className="chk">
      {list.map((text, i) => (
        <li key={text}>
          <label>
            <input
              type="checkbox"
              className="cb"
              checked={checks[i] ?? false}
              disabled={off}
              onChange={(event) => onChange(checks.map((one, at) => (at === i ? event.currentTarget.checked : one)))}
            />
            <span>{text}</span>
          </label>
        </li>
      ))}
    </ul>
  )
}

type OptionProps = { choice: Choice; review: Review; chosen: boolean; off: boolean; letter: string; choose: () => void }

export function Option({ choice, review, chosen, off, letter, choose }: OptionProps) {
  const name = firstName(review)
  const left = review.attemptsAllowed - review.attempt
  const [label, hint] = {
    approve: [words.review.approve, approveHint(review)],
    ask_again: [words.review.again, words.review.againHint(name, left)],
    one_more: [words.review.oneMore, words.review.oneMoreHint(name)],
    reject: [words.review.reject, review.renewal ? words.review.rejectRenewalHint : words.review.rejectHint],
  }[choice]
  return (
    <label className={off ? 'opt off' : chosen ? 'opt on' : 'opt'}>
      <input type="radio" className="rd" name="decision" checked={chosen} disabled={off} onChange={choose} />
      <span>
        <b>{label}</b>
        <small>{hint}</small>
      </span>
      <span className="kbd">{letter}</span>
    </label>
  )
}

function approveHint(review: Review): string {
  const { approveHint: plain, approveHints } = words.review
  const name = firstName(review)
  if (review.stage === 'first' || review.stage === 'second') return approveHints[review.stage](name)
  return review.renewal ? approveHints.renewal(name) : plain(name)
}

/** “Lena’s invitation was revoked. No decision needed.” */
export function Over({ review }: { review: Review }) {
  const label = shared.statuses[review.status].label
  const state = review.verificationState ? shared.verification[review.verificationState].label : label
  const ended = words.review.ended.find(([status]) => status === review.status)?.[1]
  const text = ended ? ended(firstName(review)) : review.status === 'verifying' ? `${label}, ${state}` : label
  return (
    <aside className="dec" aria-label={words.review.decision}>
      <div className="in-dec">
        <section>
          <p className="note">
            <Icon name="check" />
            {words.review.over(text)}
          </p>
        </section>
      </div>
    </aside>
  )
}
