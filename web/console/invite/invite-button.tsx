import { Icon } from '../../kit/icons.tsx'
import { RoleGate } from '../frame/role-gate.tsx'
import { words } from '../words/console.ts'

/** Opens the panel to invite somebody, for managers. */
export const InviteButton = ({ onClick }: { onClick: () => void }) => (
  <RoleGate roles={['manager']}>
    {(gate) => (
      <button type="button" className="btn p" {...gate} onClick={() => !gate['aria-disabled'] && onClick()}>
        <Icon name="plus" />
        {words.list.invite}
      </button>
    )}
  </RoleGate>
)
