import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useLive, useRefreshOnChange } from '../../kit/app/live.tsx'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { Icon } from '../../kit/icons.tsx'
import { api, type Session } from '../data/api.ts'
import { useSession } from '../data/queries.ts'
import { words } from '../words/portal.ts'
import { Failed, SessionOver } from './failed.tsx'
import { platform } from './platform.ts'
import { SessionContext } from './session.ts'

/** The frame of every page behind the entry; whoever has no session any more is sent back to the platform. */
export function Shell() {
  const session = useSession()
  const live = useLive()
  const over = session.error instanceof ApiProblem && session.error.status === 401
  const inside = session.data !== undefined && !over
  useEffect(() => {
    if (inside) live.start()
    else live.stop()
  }, [inside])
  if (over) return <SessionOver />
  if (session.data) {
    return (
      <SessionContext.Provider value={session.data}>
        <Framed session={session.data} />
      </SessionContext.Provider>
    )
  }
  return session.error ? <Failed what={words.frame.manageUsers} again={() => void session.refetch()} /> : null
}

function Framed({ session }: { session: Session }) {
  const { state } = useLive()
  useRefreshOnChange(['session'])
  return (
    <>
      <a className="skip" href="#content">
        {words.frame.skip}
      </a>
      <header className="ph">
        <div>
          <span className="bn">{platform.name}</span>
          <Pages session={session} />
          <span className="sp" />
          {(state === 'lost' || state === 'long_lost') && <span className="cap live-lost">{words.frame.notLive}</span>}
          <Who session={session} />
          <BackButton session={session} />
        </div>
      </header>
      <Outlet />
    </>
  )
}

function Pages({ session }: { session: Session }) {
  const { pathname } = useLocation()
  const users = /^\/(portal\/)?(users|drafts|approvals|withdrawals)\b/.test(pathname)
    ? ({ 'aria-current': 'page' } as const)
    : {}
  const label = session.rights === 'fixed' ? words.frame.manageUsers : words.frame.usersAndRights
  return (
    <nav aria-label={words.frame.nav}>
      <Link to="/users" {...users}>
        {label}
      </Link>
      {session.rights === 'chosen' && (
        <Link to="/settings" activeProps={{ 'aria-current': 'page' }}>
          {words.access.settings.title}
        </Link>
      )}
    </nav>
  )
}

function Who({ session: { account, actor } }: { session: Session }) {
  const initials = actor.name.split(/\s+/).map((part) => part.charAt(0)).slice(0, 2).join('') // prettier-ignore
  return (
    <>
      <span className="sm mut account">
        {account.name} · <span className="mono">{account.reference}</span>
      </span>
      <span className="av" aria-hidden="true">
        {initials.toUpperCase()}
      </span>
      <span className="sr">{words.frame.you(actor.name, words.frame[actor.kind])}</span>
    </>
  )
}

/** Ends the session and goes back to where the person came from. */
function BackButton({ session }: { session: Session }) {
  const leave = async () => {
    await bodyOf(api.POST('/portal/api/leave', {})).catch(() => undefined) // the way back is open in any case
    location.assign(session.back)
  }
  return (
    <button type="button" className="btn q back" onClick={() => void leave()}>
      <Icon name="leave" />
      <span>{words.frame.back(session.platform)}</span>
    </button>
  )
}
