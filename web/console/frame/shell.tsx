import { Drawer } from '@mantine/core'
import { Navigate, Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ApiProblem } from '../../kit/client.ts'
import { Icon } from '../../kit/icons.tsx'
import { useLive, useRefreshOnChange } from '../../kit/app/live.tsx'
import { useMe } from '../data/queries.ts'
import { words } from '../words/console.ts'
import { Failed } from './failed.tsx'
import { Nav } from './nav.tsx'
import { MeContext } from './staff.ts'

/** The frame of every page for signed-in staff; sends everybody else to sign in. */
export function Shell() {
  const me = useMe()
  const live = useLive()
  const signedIn = me.data !== undefined && !(me.error instanceof ApiProblem && me.error.status === 401)
  useEffect(() => {
    if (signedIn) live.start()
  }, [signedIn])
  if (me.error instanceof ApiProblem && me.error.code === 'second-factor-needed')
    return <Navigate to="/second-factor" replace />
  if (me.error instanceof ApiProblem && me.error.status === 401) return <ToSignIn idle={me.data !== undefined} />
  if (me.data) {
    return (
      <MeContext.Provider value={me.data}>
        <Framed />
      </MeContext.Provider>
    )
  }
  return me.error ? <Failed what={words.frame.nav} error={me.error} again={() => void me.refetch()} /> : null
}

/** Leads to signing in and keeps the way back, as it was when the session was found to be over. */
function ToSignIn({ idle }: { idle: boolean }) {
  const router = useRouter()
  const [back] = useState(() => router.state.location.href)
  return <Navigate to="/sign-in" search={{ back, ...(idle && { why: 'idle' }) }} replace />
}

function Framed() {
  const [menu, setMenu] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useRefreshOnChange(['views', 'queue', 'account', 'accounts'])
  useEffect(() => setMenu(false), [path])
  return (
    <div className="app">
      <a className="skip" href="#content">
        {words.frame.skip}
      </a>
      <header className="bar-top">
        <button type="button" className="btn q" aria-expanded={menu} onClick={() => setMenu(true)}>
          <Icon name="list" />
          {words.frame.menu}
        </button>
        {words.frame.product}
      </header>
      <Nav />
      <Drawer.Root opened={menu} onClose={() => setMenu(false)} size={260}>
        <Drawer.Overlay />
        <Drawer.Content aria-label={words.frame.menu}>
          <Nav inDrawer onClose={() => setMenu(false)} />
        </Drawer.Content>
      </Drawer.Root>
      <main className="main" id="content">
        <Outlet />
      </main>
    </div>
  )
}
