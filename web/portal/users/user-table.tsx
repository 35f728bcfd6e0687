import type { User } from '../data/api.ts'
import { isHolder, usePortal } from '../frame/session.ts'
import { words } from '../words/portal.ts'
import { UserRow } from './user-row.tsx'

/** Everybody on the account: person, what they may, status, what happens next. The holder is the first line. */
export function UserTable({ users }: { users: readonly User[] }) {
  return (
    <section className="card users">
      <table>
        <UserColumns />
        <tbody>
          <HolderRow />
          {users.map((user) => (
            <UserRow key={user.id} user={user} />
          ))}
        </tbody>
      </table>
      {users.length === 0 && (
        <div className="empty">
          <h2>{words.users.empty}</h2>
          <p>{words.users.emptyHint}</p>
        </div>
      )}
    </section>
  )
}

export function UserColumns() {
  const { person, may, status, next, actions } = words.users.columns
  return (
    <thead>
      <tr>
        <th scope="col">{person}</th>
        <th scope="col">{may}</th>
        <th scope="col">{status}</th>
        <th scope="col">{next}</th>
        <th scope="col" className="last">
          <span className="sr">{actions}</span>
        </th>
      </tr>
    </thead>
  )
}

/** The holder can’t be changed by anybody here, and has no menu (R12). */
function HolderRow() {
  const session = usePortal()
  const { holder } = session.account
  return (
    <tr>
      <td>
        <b>{holder.name}</b>
        <small>{holder.email}</small>
      </td>
      <td>
        {words.users.holder}
        <small>{words.users.everything}</small>
      </td>
      <td>
        <b>{isHolder(session) ? words.users.youTheHolder : words.users.theHolder}</b>
      </td>
      <td className="mut">
        {isHolder(session) ? words.users.unchangeable : words.users.holderUnchangeable}
        <small>{words.users.twoFactor(holder.twoFactor)}</small>
      </td>
      <td className="last" />
    </tr>
  )
}
