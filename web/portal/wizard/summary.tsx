import { type Ref } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { words } from '../words/portal.ts'

type SummaryProps = { texts: readonly string[]; ref?: Ref<HTMLDivElement>; title?: string }

/** What is to correct, on top; focus comes here when a step could not go on. */
export function Summary({ texts, ref, title }: SummaryProps) {
  if (texts.length === 0) return null
  return (
    <div className="note t-stopped fl" ref={ref} tabIndex={-1} role="alert">
      <Icon name="warning" />
      <div>
        <b>{title ?? words.wizard.summary(texts.length)}</b>
        <ul>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
