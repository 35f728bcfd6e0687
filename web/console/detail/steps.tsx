import { Icon } from '../../kit/icons.tsx'
import type { Detail } from '../data/api.ts'
import { lookOf, railOf } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { longSpan, shortMoment } from '../../kit/app/dates.ts'
import { actorName } from './actor-name.ts'

/** The four steps with their times. */
export function Steps({ detail }: { detail: Detail }) {
  const { parts } = railOf(detail)
  const captions = captionsOf(detail)
  return (
    <ol className="steps" aria-label={words.detail.steps}>
      {parts.map((part, i) => (
        <li
          key={words.railSteps[i]}
          className={part === 'c' ? `c t-${lookOf(detail).tone}` : part}
          aria-current={part === 'c' ? 'step' : undefined}
        >
          <b className={part === 'o' || part === 'n' || part === 'e' ? 'mut' : undefined}>
            {(part === 'd' || part === 'g') && <Icon name="check" size="s" />}
            {part === 'c' && <Icon name={lookOf(detail).icon} size="s" />}
            {words.railSteps[i]}
          </b>
          <span className="cap">{captions[i]}</span>
        </li>
      ))}
    </ol>
  )
}

function captionsOf(detail: Detail): string[] {
  const { createdAt, acceptedAt, activatedAt } = detail
  const invited = `${shortMoment(new Date(createdAt))} by ${actorName(detail.invitedBy)}`
  const accepted = acceptedAt
    ? `${shortMoment(new Date(acceptedAt))} · ${after(createdAt, acceptedAt)}`
    : notYet(detail)
  const active = activatedAt
    ? `${shortMoment(new Date(activatedAt))}${acceptedAt ? ` · ${after(acceptedAt, activatedAt)}` : ''}`
    : detail.endedAt
      ? words.detail.notReached
      : detail.exempt
        ? words.detail.activatesAfter
        : words.detail.usherActivates
  return [invited, accepted, verifyingCaption(detail), active]
}

const after = (from: string, to: string): string =>
  words.detail.later(longSpan(new Date(to).getTime() - new Date(from).getTime()))

const notYet = (detail: Detail): string => (detail.endedAt ? words.detail.notReached : '')

function verifyingCaption(detail: Detail): string {
  if (detail.exempt) return words.detail.notNeeded
  if (detail.attempt === 0) return detail.endedAt ? words.detail.notReached : ''
  return words.detail.attemptOf(detail.attempt, detail.attemptsAllowed)
}
