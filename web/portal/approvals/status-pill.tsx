import { Icon } from '../../kit/icons.tsx'
import type { WithdrawalRow } from '../data/api.ts'
import { labelOf, looks } from './facts.ts'

/** Where a withdrawal stands: icon and word; the colour says whose turn. */
export function StatusPill({ status, holder }: { status: WithdrawalRow['status']; holder: boolean }) {
  const { icon, tone } = looks[status]
  return (
    <span className={`st pill t-${tone}`}>
      <Icon name={icon} />
      <span className="st-l">{labelOf(status, holder)}</span>
    </span>
  )
}
