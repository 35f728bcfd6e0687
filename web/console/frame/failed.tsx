import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../kit/client.ts'
import { words } from '../words/console.ts'
import { usePageTitle } from './page-title.ts'

/** A part that did not load: what, the problem’s code, and what to do. */
export function Failed({ what, error, again }: { what: string; error: Error; again: () => void }) {
  const [copied, setCopied] = useState(false)
  const code = error instanceof ApiProblem ? error.code : 'internal'
  const copy = async () => {
    await navigator.clipboard.writeText(`${code} ${error.message} ${location.href} ${new Date().toISOString()}`)
    setCopied(true)
  }
  return (
    <div className="problem" role="alert">
      <p>
        <b>{words.frame.failed(what)}</b> <span className="mono">{code}</span>
      </p>
      {error.message !== '' && <p className="mut sm">{error.message}</p>}
      <div className="row">
        <button type="button" className="btn" onClick={again}>
          {words.frame.tryAgain}
        </button>
        <button type="button" className="btn q" onClick={() => void copy()}>
          {copied ? words.frame.copied : words.frame.copyDetails}
        </button>
      </div>
    </div>
  )
}

export function NotFound() {
  const heading = usePageTitle(words.frame.notFound, 'nowhere')
  return (
    <main className="empty">
      <h1 ref={heading} tabIndex={-1}>
        {words.frame.notFound}
      </h1>
      <p>{words.frame.notFoundHint}</p>
      <div className="row">
        <Link className="btn" to="/onboardings">
          {words.frame.toOnboardings}
        </Link>
      </div>
    </main>
  )
}
