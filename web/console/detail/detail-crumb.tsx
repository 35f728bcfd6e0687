import { Link, useNavigate } from '@tanstack/react-router'
import { Icon } from '../../kit/icons.tsx'
import type { Detail } from '../data/api.ts'
import { LiveMark } from '../frame/live-mark.tsx'
import { useToast } from '../../kit/app/toast.tsx'
import { listCameFrom } from '../list/position.ts'
import { words } from '../words/console.ts'

/** Where this page stands, its id to copy, and the way up and down through the list one came from. */
export function DetailCrumb({ detail }: { detail: Detail }) {
  const { ids, search } = listCameFrom()
  const toast = useToast()
  const at = ids.indexOf(detail.id)
  const copy = () => void navigator.clipboard.writeText(detail.id).then(() => toast(words.frame.copied))
  return (
    <div className="crumb">
      <Link to="/onboardings" search={search}>
        {words.list.title}
      </Link>
      <Icon name="chevronRight" size="s" />
      <Link to="/accounts/$id" params={{ id: detail.account.id }}>
        {detail.account.name}
      </Link>
      <Icon name="chevronRight" size="s" />
      <span className="mono" title={detail.id}>
        {`${detail.id.slice(0, 7)}…${detail.id.slice(-7)}`}
      </span>
      <button type="button" className="btn q tiny" aria-label={words.frame.copyId} onClick={copy}>
        <Icon name="copy" size="s" />
      </button>
      <span className="sp" />
      <LiveMark />
      {at >= 0 && (
        <>
          <span>{words.detail.position(at + 1, ids.length)}</span>
          <Step label={words.detail.previous} icon="chevronUp" to={ids[at - 1]} />
          <Step label={words.detail.next} icon="chevronDown" to={ids[at + 1]} />
        </>
      )}
    </div>
  )
}

function Step({ label, icon, to }: { label: string; icon: 'chevronUp' | 'chevronDown'; to: string | undefined }) {
  const navigate = useNavigate()
  return (
    <button
      type="button"
      className="btn xs ic"
      data-keeps-focus
      aria-label={label}
      aria-disabled={!to || undefined}
      onClick={() => to && void navigate({ to: '/onboardings/$id', params: { id: to } })}
    >
      <Icon name={icon} size="s" />
    </button>
  )
}
