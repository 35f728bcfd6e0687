import { Icon } from '../../kit/icons.tsx'
import type { OnboardingRow } from '../data/api.ts'
import { words } from '../words/console.ts'
import { type Due, lookOf, railOf, statusDetail, statusLabel, turnName, turnTone, verificationDetail } from './facts.ts'

/** Icon, label and detail of a state. */
export function StatusMark({ row }: { row: OnboardingRow }) {
  const look = lookOf(row)
  const detail = statusDetail(row)
  return (
    <span className={`st t-${look.tone}`}>
      <Icon name={look.icon} />
      <span className="st-l">{statusLabel(row)}</span>
      {detail && <span className="st-d">{detail}</span>}
    </span>
  )
}

/** The same as a pill, beside a heading. */
export function StatusPill({ row }: { row: OnboardingRow }) {
  const look = lookOf(row)
  const detail = row.status === 'verifying' ? verificationDetail(row) : null
  return (
    <span className={`st pill t-${look.tone}`}>
      <Icon name={look.icon} />
      <span className="st-l">{statusLabel(row)}</span>
      {detail && <span className="st-d">{detail}</span>}
    </span>
  )
}

/** How far it is, for the eye; screen readers hear the step. */
export function Rail({ row }: { row: OnboardingRow }) {
  const { parts, step } = railOf(row)
  return (
    <span className="rl">
      <span className="sr">{words.rail(step, words.railSteps[step - 1] ?? '')}</span>
      <span className="rail" aria-hidden="true">
        {parts.map((part, i) => (
          <i key={i} className={part === 'c' ? `c t-${lookOf(row).tone}` : part} />
        ))}
      </span>
    </span>
  )
}

export function TurnMark({ row }: { row: OnboardingRow }) {
  return (
    <span className={`turn t-${turnTone(row)}`}>
      <span>{turnName(row)}</span>
    </span>
  )
}

/** A deadline or limit: late in red with a triangle, near in bold with a clock. */
export function DueMark({ due }: { due: Due }) {
  return (
    <span className={`due${due.mark === 'late' ? ' bad' : due.mark === 'soon' ? ' soon' : ''}`}>
      {due.mark === 'late' && <Icon name="warning" size="s" />}
      {due.mark === 'soon' && <Icon name="clock" size="s" />}
      {due.text}
    </span>
  )
}
