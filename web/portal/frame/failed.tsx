import { Link } from '@tanstack/react-router'
import { words } from '../words/portal.ts'
import { usePageTitle } from './page-title.ts'
import { platform } from './platform.ts'

/** A part that did not load: what, that nothing is open because of it, and what to do. */
export function Failed({ what, again }: { what: string; again: () => void }) {
  return (
    <div className="card problem" role="alert">
      <p>
        <b>{words.frame.failed(what)}</b> {words.frame.rulesStay}
      </p>
      <div className="row">
        <button type="button" className="btn" onClick={again}>
          {words.frame.tryAgain}
        </button>
      </div>
    </div>
  )
}

/** Nobody is in the portal any more: where to come in again. */
export function SessionOver() {
  const heading = usePageTitle(words.frame.over, 'over')
  const elsewhere = new URL(platform.entry, location.href).pathname !== '/portal'
  return (
    <div className="ph-line">
      <main className="alone card" id="content">
        <p className="bn">{platform.name}</p>
        <h1 ref={heading} tabIndex={-1}>
          {words.frame.over}
        </h1>
        <p>{words.frame.overHint(platform.name)}</p>
        {elsewhere && (
          <a className="btn b" href={platform.entry}>
            {words.frame.toPlatform(platform.name)}
          </a>
        )}
      </main>
    </div>
  )
}

export function NotFound() {
  const heading = usePageTitle(words.frame.notFound, 'nowhere')
  return (
    <main className="alone card" id="content">
      <h1 ref={heading} tabIndex={-1}>
        {words.frame.notFound}
      </h1>
      <p>{words.frame.notFoundHint}</p>
      <Link className="btn" to="/users">
        {words.frame.toUsers}
      </Link>
    </main>
  )
}
