import { type Ref } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { words } from '../words/portal.ts'

/** A sentence, and the id of the field that it is about. */
export type Line = string | { text: string; field: string }

type SummaryProps = { texts: readonly Line[]; ref?: Ref<HTMLDivElement>; title?: string }

/** What is to correct, on top; focus comes here when a step could not go on. */
export function Summary({ texts, ref, title }: SummaryProps) {
  if (texts.length === 0) return null
  return (
    <div className="note t-stopped fl" ref={ref} tabIndex={-1} role="alert">
      <Icon name="warning" />
      <div>
        <b>{title ?? words.wizard.summary(texts.length)}</b>
        <ul>
          {texts.map((line) =>
            typeof line === 'string' ? (
              <li key={line}>{line}</li>
            ) : (
              <li key={line.field}>
                <a href={`#${line.field}`} onClick={(event) => (event.preventDefault(), focusField(line.field))}>
                  {line.text}
                </a>
              </li>
            ),
          )}
        </ul>
      </div>
    </div>
  )
}

const focusField = (id: string): void => {
  const field = document.getElementById(id)
  field?.scrollIntoView({ block: 'center' })
  field?.focus()
}
