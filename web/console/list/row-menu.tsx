import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isAllowed } from '../../../domain/actions.ts'
import { STAFF_ACTIONS, type StaffRole } from '../../../domain/actions.ts'
import { Icon } from '../../kit/icons.tsx'
import { ActionDialog } from '../actions/action-dialog.tsx'
import { actionIcons } from '../actions/icons.ts'
import { useAct } from '../actions/use-act.ts'
import type { ActionId, OnboardingRow } from '../data/api.ts'
import { useStaff } from '../frame/staff.ts'
import { who } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { rememberOpened } from './position.ts'

/** What a row's menu offers; the page of the onboarding has the rest. */
const IN_ROWS = ['remind', 'resend', 'mail_sign_in_link', 'extend', 'revoke', 'suspend', 'reactivate', 'deactivate', 'invite_again'] as const // prettier-ignore

export function RowMenu({ row }: { row: OnboardingRow }) {
  const [dialog, setDialog] = useState<ActionId | null>(null)
  const { act } = useAct(row)
  const navigate = useNavigate()
  const open = () => {
    rememberOpened(row.id)
    void navigate({ to: '/onboardings/$id', params: { id: row.id } })
  }
  return (
    <>
      <Menu>
        <Menu.Target>
          <button type="button" className="btn q ic" aria-label={words.list.actionsFor(who(row))}>
            <Icon name="more" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="list" />} onClick={open}>
            {words.list.openPage}
          </Menu.Item>
          {IN_ROWS.filter((action) => isAllowed(action, row.status, row.turn, 'staff')).map((action) => (
            <ActionItem
              key={action}
              action={action}
              roles={STAFF_ACTIONS[action]}
              choose={() => (action === 'remind' ? void act({ action }) : setDialog(action))}
            />
          ))}
        </Menu.Dropdown>
      </Menu>
      {dialog && <ActionDialog action={dialog} row={row} onClose={() => setDialog(null)} />}
    </>
  )
}

/** One action in a menu; disabled with the reason where the role may not. */
export function ActionItem({
  action,
  roles,
  choose,
}: {
  action: ActionId
  roles: readonly StaffRole[]
  choose: () => void
}) {
  const { role } = useStaff()
  const may = roles.includes(role)
  const danger = action === 'revoke' || action === 'suspend' || action === 'deactivate'
  return (
    <Menu.Item
      leftSection={<Icon name={actionIcons[action]} />}
      aria-disabled={!may || undefined}
      data-danger={(danger && may) || undefined}
      closeMenuOnClick={may}
      onClick={() => may && choose()}
    >
      {words.actions[action]}
      {!may && <small>{words.frame.roleMayNot(role, roles)}</small>}
    </Menu.Item>
  )
}
