import { useState } from 'react'
import { wordsIn } from '../../../domain/words/index.ts'
import { Icon } from '../../kit/icons.tsx'
import { ReasonField } from '../actions/reason-dialogs.tsx'
import type { Asked, Review } from '../data/api.ts'
import { useStaff } from '../frame/staff.ts'
import { useKeys } from '../frame/use-keys.ts'
import { useSingleKeys } from '../list/shortcuts.tsx'
import { firstName } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { AskAgain } from './ask-again.tsx'
import { type Choice, useDecide } from './pending-decision.ts'

const shared = wordsIn('en')
const { checkList } = words.review

type Form = { choice: Choice | null; checks: readonly boolean[]; asked: readonly Asked[]; reason: string }
const EMPTY: Form = { choice: null, checks: checkList.map(() => false), asked: [], reason: '' }

/** Checks, and the decision. Approving needs all checks; nothing can be decided unseen (R45). */
export function DecisionPane({ review, canSee }: { review: Review; canSee: boolean }) {
  const { role } = useStaff()
  const [form, setForm] = useState<Form>(EMPTY)
  const [fault, setFault] = useState<string>()
  const decide = useDecide()
  const [single] = useSingleKeys()
  const set = (change: Partial<Form>) => {
    setForm((now) => ({ ...now, ...change }))
    setFault(undefined)
  }
  /** Approving waits for all checks, by key as by click. */
  const choose = (choice: Choice) => (choice !== 'approve' || form.checks.every(Boolean)) && set({ choice })
  const mine = review.due && review.reviewer?.mine === true
  const choices = choicesOf(review)
  const mayDecide = mine && canSee && (!review.afterLast || role === 'manager')
  const give = () => {
    const { choice, asked, reason } = form
    if (!mayDecide || !choice || (choice === 'approve' && !form.checks.every(Boolean))) return
    const wrong = faultOf(form)
    setFault(wrong)
    if (!wrong) decide({ id: review.id, choice, asked, reason: reason.trim() })
  }
  const letters: Readonly<Record<Choice, string>> = { approve: 'A', ask_again: 'S', one_more: 'S', reject: 'D' }
  useKeys([
    ...(single && mayDecide ? choices.map((choice) => [letters[choice], () => choose(choice)] as const) : []),
    ['mod+Enter', give, { whileTyping: true }],
  ])
  if (!review.due) return <Over review={review} />
  const ready = mayDecide && form.choice !== null && (form.choice !== 'approve' || form.checks.every(Boolean))
  return (
    <aside className="dec" aria-label={words.review.decision}>
      <div className="in-dec">
        <section>
          <h2>{words.review.checks}</h2>
          <Checks checks={form.checks} off={!mayDecide} onChange={(checks) => set({ checks })} />
        </section>
        <section>
          <h2>{words.review.decide}</h2>
          <Standing review={review} mine={mine} manager={role === 'manager'} />
          {choices.map((choice) => (
            <div key={choice}>
              <Option
                choice={choice}
                review={review}
                chosen={form.choice === choice}
                off={!mayDecide || (choice === 'approve' && !form.checks.every(Boolean))}
                letter={letters[choice]}
                choose={() => set({ choice })}
              />
              {choice === 'ask_again' && form.choice === 'ask_again' && (
                <AskAgain review={review} asked={form.asked} error={fault} onChange={(asked) => set({ asked })} />
              )}
              {choice === 'reject' && form.choice === 'reject' && (
                <div className="under">
                  <ReasonField
                    label={words.review.rejectReason}
                    error={fault}
                    value={form.reason}
                    onChange={(reason) => set({ reason })}
                  />
                </div>
              )}
            </div>
          ))}
        </section>
      </div>
      <div className="give">
        <button type="button" className="btn p lg wide" aria-disabled={!ready || undefined} onClick={give}>
          {words.review.give} <span className="kbd">Ctrl Enter</span>
        </button>
        <p className="cap">{hintOf(mine, canSee, form)}</p>
      </div>
    </aside>
  )
}

const choicesOf = (review: Review): Choice[] =>
  review.afterLast ? ['approve', 'one_more', 'reject'] : ['approve', 'ask_again', 'reject']

function faultOf({ choice, asked, reason }: Form): string | undefined {
  if (choice === 'ask_again' && asked.length === 0) return words.review.askedMissing
  return choice === 'reject' && reason.trim() === '' ? words.review.reasonMissing : undefined
}

/** What is still missing before the decision can be given. */
function hintOf(mine: boolean, canSee: boolean, { choice, checks }: Form): string {
  if (mine && !canSee) return words.review.lookFirst
  const open = !checks.every(Boolean)
  return mine && open && (choice === null || choice === 'approve') ? words.review.tickAll : words.review.undoHint
}

/** Why one can’t decide, or what the last try means. */
function Standing({ review, mine, manager }: { review: Review; mine: boolean; manager: boolean }) {
  const name = firstName(review)
  if (review.afterLast) {
    const text = manager ? words.review.managerYou : words.review.managerOnly
    return <p className="note t-staff fl">{text(name, review.attempt)}</p>
  }
  return mine ? null : <p className="sm mut fl">{words.review.notYours}</p>
}

function Checks({
  checks,
  off,
  onChange,
}: {
  checks: readonly boolean[]
  off: boolean
  onChange: (checks: boolean[]) => void
}) {
  return (
    <ul className="chk">
      {checkList.map((text, i) => (
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

function Option({ choice, review, chosen, off, letter, choose }: OptionProps) {
  const name = firstName(review)
  const left = review.attemptsAllowed - review.attempt
  const [label, hint] = {
    approve: [words.review.approve, words.review.approveHint(name)],
    ask_again: [words.review.again, words.review.againHint(name, left)],
    one_more: [words.review.oneMore, words.review.oneMoreHint(name)],
    reject: [words.review.reject, words.review.rejectHint],
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

function Over({ review }: { review: Review }) {
  const label = shared.statuses[review.status].label
  const state = review.verificationState ? shared.verification[review.verificationState].label : label
  return (
    <aside className="dec" aria-label={words.review.decision}>
      <div className="in-dec">
        <section>
          <p className="note">
            <Icon name="check" />
            {words.review.over(review.status === 'verifying' ? `${label}, ${state}` : label)}
          </p>
        </section>
      </div>
    </aside>
  )
}
