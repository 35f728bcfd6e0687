import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { ActionDialog } from '../actions/action-dialog.tsx'
import { actionIcons } from '../actions/icons.ts'
import { useAct } from '../actions/use-act.ts'
import type { ActionId, Detail } from '../data/api.ts'
import { RoleGate } from '../frame/role-gate.tsx'
import { ActionItem } from '../list/row-menu.tsx'
import { words } from '../words/console.ts'

type Allowed = Detail['actions'][number]

/** In the menu, not beside the heading. */
const IN_MENU: readonly ActionId[] = ['change_address']
const RED: readonly ActionId[] = ['revoke', 'suspend', 'deactivate']
/** While invited a new link replaces the sign-in link; at most four buttons. */
const BUTTONS_MOST = 4

/** The actions that the state allows; those that the role may not do stand disabled, with the reason. */
export function DetailActions({ detail }: { detail: Detail }) {
  const [dialog, setDialog] = useState<ActionId | null>(null)
  const { act } = useAct(detail)
  const navigate = useNavigate()
  const choose = (action: ActionId) => {
    if (action === 'remind') return void act({ action })
    if (action === 'review') return void navigate({ to: '/reviews/$id', params: { id: detail.id } })
    setDialog(action)
  }
  const inMenu = detail.actions.filter(({ action }) => IN_MENU.includes(action))
  const buttons = detail.actions.filter(({ action }) => !IN_MENU.includes(action))
  const shown = buttons.slice(0, BUTTONS_MOST)
  const rest = [...buttons.slice(BUTTONS_MOST), ...inMenu]
  return (
    <div className="acts">
      {shown.map((allowed) => (
        <ActionButton key={allowed.action} allowed={allowed} choose={choose} />
      ))}
      {rest.length > 0 && (
        <Menu>
          <Menu.Target>
            <button type="button" className="btn ic" aria-label={words.frame.more}>
              <Icon name="more" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map(({ action, roles }) => (
              <ActionItem key={action} action={action} roles={roles} choose={() => choose(action)} />
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {dialog && <ActionDialog action={dialog} row={detail} onClose={() => setDialog(null)} />}
    </div>
  )
}

function ActionButton({ allowed, choose }: { allowed: Allowed; choose: (action: ActionId) => void }) {
  const { action, roles } = allowed
  return (
    <RoleGate roles={roles}>
      {(gate) => (
        <button
          type="button"
          className={RED.includes(action) ? 'btn d' : action === 'review' ? 'btn p' : 'btn'}
          {...gate}
          onClick={() => !gate['aria-disabled'] && choose(action)}
        >
          <Icon name={actionIcons[action]} />
          {words.actions[action]}
        </button>
      )}
    </RoleGate>
  )
}
