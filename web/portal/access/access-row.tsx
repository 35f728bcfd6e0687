import { useEffect, useRef } from 'react'
import { shortMoment } from '../../kit/app/dates.ts'
import { Icon } from '../../kit/icons.tsx'
import { type Look, statusLooks } from '../../kit/looks.ts'
import type { AccessLine } from '../data/api.ts'
import { usePortal } from '../frame/session.ts'
import { nextLine, statusDetail } from '../users/facts.ts'
import { words } from '../words/portal.ts'
import { AccessMenu } from './access-menu.tsx'
import { wasJustAdded } from './just-added.ts'
import { nameOf } from './use-access.ts'

const text = words.access

/** One draft, invitation or user; the row that was just added gets the focus. */
export function AccessRow({ line, hasSecondUsers }: { line: AccessLine; hasSecondUsers: boolean }) {
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (wasJustAdded(line.id)) row.current?.focus()
  }, [line.id])
  const under = line.first ? text.secondOf(line.first.name) : line.whose === 'holder' ? text.own : line.email
  return (
    <tr ref={row} tabIndex={-1} className={line.first ? 'second' : undefined}>
      <th scope="row">
        <b>{nameOf(line)}</b>
        <small>{under}</small>
      </th>
      <td className="mono">{line.userName || text.noUserName}</td>
      <td>{text.count(line.rights.length)}</td>
      <td>
        <StatusLine line={line} />
      </td>
      <td>
        <AccessMenu line={line} hasSecondUsers={hasSecondUsers} />
      </td>
    </tr>
  )
}

/** Icon, word, and what comes next. */
export function StatusLine({ line }: { line: AccessLine }) {
  const { platform } = usePortal()
  const { icon, tone } = lookOf(line)
  const next = nextOf(line, platform)
  return (
    <>
      <span className={`st t-${tone}`}>
        <Icon name={icon} />
        <span className="st-l">{text.states[line.status]}</span>
      </span>
      {next && <small className="ac-next">{next}</small>}
    </>
  )
}

/** A check looks like the one whose turn it is. */
function lookOf({ status, turn }: AccessLine): Look {
  if (status !== 'verifying') return statusLooks[status]
  if (turn === 'staff') return { icon: 'eye', tone: 'staff' }
  return turn === 'vendor' ? { icon: 'halfDisc', tone: 'auto' } : statusLooks.verifying
}

function nextOf(line: AccessLine, platform: string): string {
  const { user } = line
  if (line.pausedWithFirst) return text.paused(line.first?.name ?? '')
  if (line.status === 'awaiting_confirmation') {
    const until = text.draftUntil(line.deadline ? shortMoment(new Date(line.deadline)) : '')
    const begun = line.begunBy === 'caller' || line.begunBy === 'staff'
    return begun ? `${text.begunByPlatform(platform)}. ${until}` : until
  }
  const next = nextLine(user, platform)
  if (line.status === 'active') return next.detail
  if (line.status === 'suspended') return sentences(statusDetail(user), next.text)
  const open = line.status === 'invited' || line.status === 'accepted' || line.status === 'verifying'
  return open ? sentences(next.text, next.detail) : statusDetail(user)
}

const sentences = (...all: readonly string[]): string => all.filter(Boolean).join('. ')
