import type { ReactNode } from 'react'
import { ErrorLine } from '../../kit/field.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { words } from '../words/console.ts'

/** The frame of the pages before one is signed in. */
export function Gate({ title, children }: { title: string; children: ReactNode }) {
  const heading = usePageTitle(title, title)
  return (
    <div className="gate">
      <main>
        <div className="org">
          <span className="mk" aria-hidden="true">
            U
          </span>
          <span>
            {words.frame.product}
            <small>{words.gate.staffOnly}</small>
          </span>
        </div>
        <div className="card">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {children}
        </div>
      </main>
    </div>
  )
}

/** What went wrong with the whole form; read out when it appears. */
export function GateError({ text }: { text: string | null }) {
  return <div role="alert">{text && <ErrorLine className="err fl">{text}</ErrorLine>}</div>
}
