import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useRefreshOnChange } from '../../kit/app/live.tsx'
import { useTicking } from '../../kit/app/ticking.ts'
import { Icon } from '../../kit/icons.tsx'
import { ApprovalsButton, WaitingWithdrawals } from '../approvals/on-users-page.tsx'
import type { UserList } from '../data/api.ts'
import { useUsers } from '../data/queries.ts'
import { Failed } from '../frame/failed.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { isHolder, usePortal } from '../frame/session.ts'
import { words } from '../words/portal.ts'
import { Ended } from './ended.tsx'
import { focusWanted } from './focus.ts'
import { SeatCards } from './seat-cards.tsx'
import { Skeleton } from './skeleton.tsx'
import { UserTable } from './user-table.tsx'
import { Waiting } from './waiting.tsx'

const PAGE = 200

/** “Manage users” (screens, 4.1): seats, what waits, who is on the account and what happens next (R8, R14). */
export function UsersPage() {
  const session = usePortal()
  const [most, setMost] = useState(PAGE)
  const heading = usePageTitle(words.frame.manageUsers, 'users')
  const users = useUsers(most)
  useRefreshOnChange(['users'])
  useTicking(30_000)
  useEffect(focusWanted, [users.data])
  return (
    <main className="pg" id="content">
      <div className="pg-h">
        <h1 ref={heading} tabIndex={-1}>
          {words.frame.manageUsers}
        </h1>
        <span className="sp" />
        <ApprovalsButton />
        <Link className="btn b" to="/users/add">
          <Icon name="plus" />
          {words.users.add}
        </Link>
      </div>
      <p className="mut intro">{isHolder(session) ? words.users.intro : words.users.introAdministrator}</p>
      {users.data && <Loaded list={users.data} showMore={() => setMost(most + PAGE)} />}
      {!users.data && users.error && <Failed what={words.users.theUsers} again={() => void users.refetch()} />}
      {users.isPending && <Skeleton />}
    </main>
  )
}

function Loaded({ list, showMore }: { list: UserList; showMore: () => void }) {
  return (
    <>
      <SeatCards seats={list.seats} />
      <WaitingWithdrawals />
      <Waiting items={list.waiting} />
      <UserTable users={list.users} />
      {list.more && (
        <button type="button" className="btn more" onClick={showMore}>
          {words.users.showMore}
        </button>
      )}
      <Ended users={list.ended} />
    </>
  )
}
