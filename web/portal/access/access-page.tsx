import { useState } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { ApprovalsButton, WaitingWithdrawals } from '../approvals/on-users-page.tsx'
import type { AccessRights } from '../data/api.ts'
import { Failed } from '../frame/failed.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { usePortal } from '../frame/session.ts'
import { Waiting } from '../users/waiting.tsx'
import { words } from '../words/portal.ts'
import { AccessRow } from './access-row.tsx'
import { useAccessRights, useBegin } from './use-access.ts'

const text = words.access

/** “Users & access rights” (screens, 4.3): drafts, invitations and users, each second user under the first. */
export function AccessPage() {
  const heading = usePageTitle(text.title, 'access')
  const access = useAccessRights()
  const begin = useBegin()
  const seats = access.data?.seats
  return (
    <main className="pg" id="content">
      <div className="pg-h ac-head">
        <h1 ref={heading} tabIndex={-1}>
          {text.title}
        </h1>
        <span className="sp" />
        <ApprovalsButton />
        <button type="button" className="btn b" onClick={() => void begin()}>
          <Icon name="plus" size="s" />
          {text.add}
        </button>
      </div>
      <p className="mut ac-intro">
        {text.intro} {seats && seats.limit !== null && text.seats(seats.taken, seats.limit)}
      </p>
      {access.error && !access.data && <Failed what={text.what} again={() => void access.refetch()} />}
      {access.data && <Users access={access.data} />}
    </main>
  )
}

function Users({ access }: { access: AccessRights }) {
  const [ended, setEnded] = useState(false)
  const lines = ended ? [...access.items, ...access.ended] : access.items
  return (
    <>
      <WaitingWithdrawals />
      <Waiting items={access.waiting} />
      <div className="card">
        <table className="ac">
          <caption className="sr">{text.title}</caption>
          <thead>
            <tr>
              <th scope="col">{text.person}</th>
              <th scope="col">{text.userName}</th>
              <th scope="col">{text.rights}</th>
              <th scope="col">{text.status}</th>
              <th scope="col">
                <span className="sr">{text.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <HolderRow />
            {lines.map((line) => (
              <AccessRow key={line.id} line={line} hasSecondUsers={access.hasSecondUsers} />
            ))}
          </tbody>
        </table>
        {access.items.length === 0 && <p className="mut ac-none">{text.none}</p>}
      </div>
      {access.ended.length > 0 && (
        <button type="button" className="btn q ac-ended" aria-expanded={ended} onClick={() => setEnded(!ended)}>
          {ended ? text.hideEnded : text.showEnded(access.ended.length)}
        </button>
      )}
    </>
  )
}

/** The holder is the first line, and nobody changes it here (R12). */
function HolderRow() {
  const { account, actor } = usePortal()
  const { name, email } = account.holder
  return (
    <tr>
      <th scope="row">
        <b>{actor.kind === 'holder' ? text.you(name) : name}</b>
        <small>{email}</small>
      </th>
      <td className="mut none">{text.noUserName}</td>
      <td>{text.all}</td>
      <td>{text.holder}</td>
      <td />
    </tr>
  )
}
