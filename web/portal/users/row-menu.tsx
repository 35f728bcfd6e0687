import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useLayoutEffect, useRef, useState } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { actionIcons, offered } from '../acting/offered.ts'
import { type ActionWish, useAct } from '../acting/use-act.ts'
import { type AskedAction, UserDialog } from '../acting/user-dialog.tsx'
import type { User } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { who } from './facts.ts'

/** The overflow menu of a user: “Action history” first, then what the state allows (R14, R32). */
export function RowMenu({ user }: { user: User }) {
  const [opened, setOpened] = useState(false)
  const [dialog, setDialog] = useState<AskedAction | null>(null)
  const { act } = useAct(user)
  const navigate = useNavigate()
  const { plain, taking } = offered(user)
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => () => keepFocus(button.current), [])
  const close = () => {
    setDialog(null)
    setTimeout(() => button.current?.focus(), 0) // the menu's item, where it came from, is gone
  }
  const choose = (action: ActionWish['action']) =>
    action === 'invite_again' ? void act({ action }) : setDialog(action)
  return (
    <>
      <Menu opened={opened} onChange={setOpened} withInitialFocusPlaceholder={false} withinPortal={false}>
        <Menu.Target>
          <button
            type="button"
            className="btn q ic"
            ref={button}
            aria-label={words.users.actionsFor(who(user))}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' || opened) return
              event.preventDefault()
              setOpened(true)
            }}
          >
            <Icon name="more" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            data-autofocus
            leftSection={<Icon name="history" />}
            onClick={() => void navigate({ to: '/users/$id/history', params: { id: user.id } })}
          >
            {words.users.history}
          </Menu.Item>
          {plain.length > 0 && <Menu.Divider />}
          <Items actions={plain} choose={choose} />
          {taking.length > 0 && <Menu.Divider />}
          <Items actions={taking} danger choose={choose} />
        </Menu.Dropdown>
      </Menu>
      {dialog && <UserDialog action={dialog} user={user} onClose={close} />}
    </>
  )
}

/** A row that goes takes its button along; focus moves to the page's heading, not to nowhere. */
function keepFocus(button: HTMLButtonElement | null): void {
  if (button !== null && button === document.activeElement) document.querySelector('h1')?.focus()
}

type Actions = readonly ActionWish['action'][]
type ItemsProps = { actions: Actions; danger?: boolean; choose: (action: Actions[number]) => void }

const Items = ({ actions, danger, choose }: ItemsProps) =>
  actions.map((action) => (
    <Menu.Item
      key={action}
      leftSection={<Icon name={actionIcons[action]} />}
      data-danger={danger}
      onClick={() => choose(action)}
    >
      {words.acting.menu[action]}
    </Menu.Item>
  ))
