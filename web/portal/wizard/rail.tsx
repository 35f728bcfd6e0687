import { Link } from '@tanstack/react-router'
import { Icon } from '../../kit/icons.tsx'
import type { Draft } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { isGroup, numberOf, pathOf, rightsIn, type StepId, STEPS } from './steps.ts'

type RailProps = {
  draft: Draft
  current: StepId
  /** Whether it stands there at all; on a phone, and beside wide steps, only when asked for. */
  listed: boolean
  open: boolean
  onPick: () => void
}

/** All steps with how far each is; every one can be gone to at any time, and nothing is lost by it. */
export function Rail({ draft, current, listed, open, onPick }: RailProps) {
  if (!listed) return null
  return (
    <nav aria-label={words.wizard.stepsLabel} className={open ? 'steps open' : 'steps'}>
      <ol>
        {STEPS.map((step) => (
          <Item key={step} draft={draft} step={step} current={current} onPick={onPick} />
        ))}
      </ol>
    </nav>
  )
}

function Item({ draft, step, current, onPick }: { draft: Draft; step: StepId; current: StepId; onPick: () => void }) {
  const done = numberOf(step) < numberOf(current)
  const detail = detailOf(draft, step, done)
  return (
    <li className={done ? 'd' : undefined}>
      <Link
        to="/drafts/$draft/$step"
        params={{ draft: draft.id, step: pathOf(step) }}
        onClick={onPick}
        {...(step === current && { 'aria-current': 'step' as const })}
      >
        <span className="n" aria-hidden="true">
          {done ? <Icon name="check" size="s" /> : numberOf(step)}
        </span>
        <span>
          {words.wizard.steps[step]}
          {done && <span className="sr">, {words.wizard.done}</span>}
        </span>
        {detail && <em>{detail}</em>}
      </Link>
    </li>
  )
}

function detailOf(draft: Draft, step: StepId, done: boolean): string | undefined {
  if (!isGroup(step)) return undefined
  const given = rightsIn(draft.rights, step).length
  return given > 0 || done ? words.wizard.of(given, rightsIn(draft.shown, step).length) : undefined
}
