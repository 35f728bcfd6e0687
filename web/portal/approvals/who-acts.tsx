import { useState } from 'react'
import { UserDialog } from '../acting/user-dialog.tsx'
import type { Withdrawal } from '../data/api.ts'
import { useUsers } from '../data/queries.ts'
import { words } from '../words/portal.ts'
import { whoAsks } from './facts.ts'

const { approvals } = words
/** Enough to hold everybody who may withdraw; they have seats. */
const MOST = 200

/** Under the decision: help, and pausing the one who asks, which ends what waits (screens, 4.5). */
export function WhoActs({ one }: { one: Withdrawal }) {
  const [asking, setAsking] = useState(false)
  const user = useUsers(MOST).data?.users.find(({ id }) => id === one.who.subUser)
  return (
    <p className="cap who-acts">
      <a href="/help">{approvals.help}</a>
      {user?.actions.includes('suspend') && (
        <>
          {' · '}
          <button type="button" className="textlink" onClick={() => setAsking(true)}>
            {approvals.suspend(whoAsks(one))}
          </button>
        </>
      )}
      {asking && user && <UserDialog action="suspend" user={user} onClose={() => setAsking(false)} />}
    </p>
  )
}
