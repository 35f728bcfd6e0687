import { Link } from '@tanstack/react-router'
import { Failed } from '../frame/failed.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { words } from '../words/portal.ts'
import { StatusLine } from './access-row.tsx'
import { nameOf, useAccessRights } from './use-access.ts'

const text = words.access.settings

/** The account settings, with the panel “Users”: a new user shows here at once, too (R29). */
export function SettingsPage() {
  const heading = usePageTitle(text.title, 'settings')
  const access = useAccessRights()
  return (
    <main className="pg" id="content">
      <h1 ref={heading} tabIndex={-1}>
        {text.title}
      </h1>
      {access.error && !access.data && <Failed what={words.access.what} again={() => void access.refetch()} />}
      <section className="card panel-users" aria-labelledby="panel-users">
        <div className="row panel-users-head">
          <h2 id="panel-users">{text.users}</h2>
          <span className="sp" />
          <Link className="sm" to="/users">
            {text.all}
          </Link>
        </div>
        {access.data?.items.length === 0 && <p className="mut ac-none">{text.none}</p>}
        <ul>
          {access.data?.items.map((line) => (
            <li key={line.id}>
              <span>
                <b className="mono">{line.userName || words.access.noUserName}</b>
                <small>{nameOf(line)}</small>
              </span>
              <span>
                <StatusLine line={line} />
              </span>
              <Manage id={line.id} name={nameOf(line)} draft={line.status === 'awaiting_confirmation'} />
            </li>
          ))}
        </ul>
      </section>
    </main>
  )
}

function Manage({ id, name, draft }: { id: string; name: string; draft: boolean }) {
  const shown = { className: 'btn xs', 'aria-label': text.manageOne(name), children: text.manage }
  return draft ? (
    <Link to="/drafts/$draft/$step" params={{ draft: id, step: 'person' }} {...shown} />
  ) : (
    <Link to="/users/$id/rights" params={{ id }} {...shown} />
  )
}
