import { Icon } from '../../kit/icons.tsx'
import type { User } from '../data/api.ts'
import { usePortal } from '../frame/session.ts'
import { words } from '../words/portal.ts'
import { lookOf, nextLine, statusDetail, statusLabel, who } from './facts.ts'
import { rowId } from './focus.ts'
import { RowMenu } from './row-menu.tsx'

export function UserRow({ user }: { user: User }) {
  const look = lookOf(user)
  return (
    <tr id={rowId(user.id)} tabIndex={-1}>
      <td>
        <b>{who(user)}</b>
        {user.own && ` (${words.users.you})`}
        <small>{user.name === null ? words.users.noName : user.email}</small>
      </td>
      <td>
        {user.role.name}
        <small>{user.role.line}</small>
      </td>
      <td>
        <span className={`st t-${look.tone}`}>
          <Icon name={look.icon} />
          <span className="st-l">{statusLabel(user)}</span>
        </span>
        <small>{statusDetail(user)}</small>
      </td>
      <td>
        <NextCell user={user} />
      </td>
      <td className="last">
        <RowMenu user={user} />
      </td>
    </tr>
  )
}

function NextCell({ user }: { user: User }) {
  const { platform } = usePortal()
  const { tone, text, detail, soon } = nextLine(user, platform)
  return (
    <>
      {tone ? <span className={`turn t-${tone}`}>{text}</span> : <span className="mut">{text}</span>}
      {detail !== '' && (
        <small className={soon ? 'soon' : undefined}>
          {soon && <Icon name="clock" size="s" />}
          {detail}
        </small>
      )}
    </>
  )
}
