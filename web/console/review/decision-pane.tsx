import { useState } from 'react'
import { ReasonField } from '../../kit/text-field.tsx'
import type { Asked, Review } from '../data/api.ts'
import { useStaff } from '../frame/staff.ts'
import { useKeys } from '../frame/use-keys.ts'
import { useSingleKeys } from '../list/shortcuts.tsx'
import { words } from '../words/console.ts'
import { AskAgain } from './ask-again.tsx'
import { checkListOf, Checks, FourEyes, Option, Over, Standing } from './decision-parts.tsx'
import { type End, DocumentEnd, endFault, endOf } from './document-end.tsx'
import { type Choice, useDecide } from './pending-decision.ts'

type Form = {
  choice: Choice | null
  checks: readonly boolean[]
  asked: readonly Asked[]
  reason: string
  /** What was said of the document's last day; undefined: as typed from its lines, if it was. */
  end: End | undefined
}

const LETTERS: Readonly<Record<Choice, string>> = { approve: 'A', ask_again: 'S', one_more: 'S', reject: 'D' }

/** Checks, and the decision. Approving needs all checks; nothing can be decided unseen (R45). */
export function DecisionPane({ review, canSee }: { review: Review; canSee: boolean }) {
  const { role } = useStaff()
  const list = checkListOf(review)
  const [form, setForm] = useState<Form>(() => ({
    choice: null,
    checks: list.map(() => false),
    asked: [],
    reason: '',
    end: undefined,
  }))
  const [fault, setFault] = useState<string>()
  const decide = useDecide()
  const [single] = useSingleKeys()
  const set = (change: Partial<Form>) => {
    setForm((now) => ({ ...now, ...change }))
    setFault(undefined)
  }
  const ticked = form.checks.every(Boolean)
  /** Approving waits for all checks, by key as by click. */
  const choose = (choice: Choice) => (choice !== 'approve' || ticked) && set({ choice })
  const mine = review.due && review.reviewer?.mine === true
  const choices = choicesOf(review)
  const manager = role === 'manager'
  const mayDecide = mine && canSee && !review.decided && ((!review.afterLast && review.stage !== 'manager') || manager)
  const ready = mayDecide && form.choice !== null && (form.choice !== 'approve' || ticked)
  const give = () => {
    const { choice, asked, reason } = form
    if (!ready || !choice) return
    const end = endOf(review, form.end)
    const wrong = faultOf(form) ?? (choice === 'approve' ? endFault(end, review) : undefined)
    setFault(wrong)
    if (!wrong) void decide({ review, choice, asked, reason: reason.trim(), end })
  }
  useKeys([
    ...(single && mayDecide ? choices.map((choice) => [LETTERS[choice], () => choose(choice)] as const) : []),
    ['mod+Enter', give, { whileTyping: true }],
  ])
  if (!review.due && !review.held) return <Over review={review} />
  return (
    <aside className="dec" aria-label={words.review.decision}>
      <div className="in-dec">
        <section>
          <h2>{words.review.checks}</h2>
          <Checks list={list} checks={form.checks} off={!mayDecide} onChange={(checks) => set({ checks })} />
        </section>
        <FourEyes review={review} />
        <section>
          <h2>{words.review.decide}</h2>
          <Standing review={review} mine={mine} manager={manager} />
          {choices.map((choice) => (
            <div key={choice}>
              <Option
                choice={choice}
                review={review}
                chosen={form.choice === choice}
                off={!mayDecide || (choice === 'approve' && !ticked)}
                letter={LETTERS[choice]}
                choose={() => set({ choice })}
              />
              {form.choice === choice && <Under review={review} form={form} fault={fault} set={set} />}
            </div>
          ))}
        </section>
      </div>
      <div className="give">
        <button type="button" className="btn p lg wide" aria-disabled={!ready || undefined} onClick={give}>
          {giveText(review)} <span className="kbd">Ctrl Enter</span>
        </button>
        <p className="cap">{hintOf(review, { mine, canSee, ticked, choice: form.choice })}</p>
      </div>
    </aside>
  )
}

type UnderProps = { review: Review; form: Form; fault: string | undefined; set: (change: Partial<Form>) => void }

/** What a choice asks for besides. */
function Under({ review, form, fault, set }: UnderProps) {
  if (form.choice === 'ask_again')
    return <AskAgain review={review} asked={form.asked} error={fault} onChange={(asked) => set({ asked })} />
  if (form.choice === 'approve') {
    const end = endOf(review, form.end)
    return end && <DocumentEnd end={end} error={fault} onChange={(next) => set({ end: next })} />
  }
  if (form.choice !== 'reject') return null
  return (
    <div className="under">
      <ReasonField
        label={words.review.rejectReason}
        error={fault}
        value={form.reason}
        onChange={(reason) => set({ reason })}
      />
    </div>
  )
}

const giveText = ({ stage }: Review): string =>
  stage === 'first' ? words.review.giveFirst : stage === 'second' ? words.review.giveSecond : words.review.give

const choicesOf = (review: Review): Choice[] =>
  review.afterLast ? ['approve', 'one_more', 'reject'] : ['approve', 'ask_again', 'reject']

function faultOf({ choice, asked, reason }: Form): string | undefined {
  if (choice === 'ask_again' && asked.length === 0) return words.review.askedMissing
  return choice === 'reject' && reason.trim() === '' ? words.review.reasonMissing : undefined
}

type Ready = { mine: boolean; canSee: boolean; ticked: boolean; choice: Choice | null }

/** What is still missing before the decision can be given, or what follows it. */
function hintOf(review: Review, { mine, canSee, ticked, choice }: Ready): string {
  if (mine && !canSee) return words.review.lookFirst
  if (mine && !ticked && (choice === null || choice === 'approve'))
    return words.review.tickAll(checkListOf(review).length, review.afterLast)
  return review.stage === 'second' ? words.review.differHint : words.review.undoHint
}
