import { useState } from 'react'
import { zoneCity } from '../../kit/app/dates.ts'
import type { User } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { UserRow } from './user-row.tsx'
import { UserColumns } from './user-table.tsx'

/** What every page of users ends with: why a role stays as it is, and what has ended, folded. */
export function Ended({ users }: { users: readonly User[] }) {
  const [shown, setShown] = useState(false)
  return (
    <>
      <p className="cap foot">
        {words.users.footnote} {words.users.times(zoneCity())}{' '}
        {users.length > 0 && (
          <button type="button" className="textlink" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? words.users.hideEnded : words.users.showEnded(users.length)}
          </button>
        )}
      </p>
      {shown && (
        <section className="card users" aria-label={words.users.ended}>
          <table>
            <UserColumns />
            <tbody>
              {users.map((user) => (
                <UserRow key={user.id} user={user} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}
