import { Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useToast } from '../../kit/app/toast.tsx'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { Icon } from '../../kit/icons.tsx'
import { type AskedAction, UserDialog } from '../acting/user-dialog.tsx'
import { api, type AccessLine } from '../data/api.ts'
import { DiscardDialog } from '../wizard/discard-dialog.tsx'
import { words } from '../words/portal.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { firstNameOf, nameOf, useBegin } from './use-access.ts'

const text = words.access

type MenuProps = { line: AccessLine; hasSecondUsers: boolean }

/** ⋮: what the table of R32 allows now, deleting last (R21, R31). */
export function AccessMenu({ line, hasSecondUsers }: MenuProps) {
  const [asking, setAsking] = useState<'delete' | 'discard' | AskedAction | null>(null)
  const act = useActs(line)
  const may = new Set<string>(line.allowed)
  const draft = may.has('complete_draft')
  if (line.allowed.length === 0) return null
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <button type="button" className="btn q ic" aria-label={text.menu(nameOf(line))}>
            <Icon name="more" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {draft ? <GoOn line={line} /> : <History line={line} />}
          {may.has('remind') && <Menu.Item onClick={() => void act('remind')}>{text.remind}</Menu.Item>}
          {may.has('resend') && <Menu.Item onClick={() => void act('resend')}>{text.resend}</Menu.Item>}
          {may.has('mail_sign_in_link') && (
            <Menu.Item onClick={() => void act('signInLink')}>{text.signInLink}</Menu.Item>
          )}
          {may.has('extend') && <Menu.Item onClick={() => setAsking('extend')}>{words.acting.menu.extend}</Menu.Item>}
          {may.has('resend') && (
            <Menu.Item onClick={() => setAsking('change_address')}>{words.acting.menu.change_address}</Menu.Item>
          )}
          {may.has('change_rights') && <ChangeRights line={line} />}
          {hasSecondUsers && <SecondItem line={line} />}
          {may.has('invite_again') && <Menu.Item onClick={() => void act('again')}>{text.again}</Menu.Item>}
          {may.has('reactivate') && !line.pausedWithFirst && (
            <Menu.Item onClick={() => setAsking('reactivate')}>{words.acting.menu.reactivate}</Menu.Item>
          )}
          {may.has('suspend') && !line.pausedWithFirst && (
            <Menu.Item data-danger onClick={() => setAsking('suspend')}>
              {words.acting.menu.suspend}
            </Menu.Item>
          )}
          {draft && (
            <Menu.Item data-danger onClick={() => setAsking('discard')}>
              {text.discard}
            </Menu.Item>
          )}
          {line.self && (
            <Menu.Item data-danger onClick={() => setAsking('deactivate')}>
              {words.acting.menu.deactivate}
            </Menu.Item>
          )}
          {!draft && !line.self && (may.has('deactivate') || may.has('revoke')) && (
            <Menu.Item data-danger onClick={() => setAsking('delete')}>
              {text.delete}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {asking && <Asked asking={asking} line={line} onClose={() => setAsking(null)} />}
    </>
  )
}

type AskedProps = { asking: 'delete' | 'discard' | AskedAction; line: AccessLine; onClose: () => void }

function Asked({ asking, line, onClose }: AskedProps) {
  if (asking === 'delete') return <DeleteDialog line={line} onClose={onClose} />
  if (asking === 'discard') return <DiscardDialog draft={line} onClose={onClose} />
  return <UserDialog action={asking} user={line.user} onClose={onClose} />
}

const GoOn = ({ line }: { line: AccessLine }) => (
  <Menu.Item
    renderRoot={(props) => <Link {...props} to="/drafts/$draft/$step" params={{ draft: line.id, step: 'person' }} />}
  >
    {text.goOn}
  </Menu.Item>
)

const History = ({ line }: { line: AccessLine }) => (
  <Menu.Item renderRoot={(props) => <Link {...props} to="/users/$id/history" params={{ id: line.id }} />}>
    {words.users.history}
  </Menu.Item>
)

const ChangeRights = ({ line }: { line: AccessLine }) => (
  <Menu.Item renderRoot={(props) => <Link {...props} to="/users/$id/rights" params={{ id: line.id }} />}>
    {text.change}
  </Menu.Item>
)

/** Once, while the first is active (R21). */
function SecondItem({ line }: { line: AccessLine }) {
  const begin = useBegin()
  const navigate = useNavigate()
  const { second } = line
  if (line.whose !== 'person' || line.status !== 'active') return null
  const who = firstNameOf(line)
  if (!second) return <Menu.Item onClick={() => void begin(line.id)}>{text.second(who)}</Menu.Item>
  if (second.status !== 'awaiting_confirmation')
    return <Menu.Item disabled>{text.hasSecond(who, second.userName ?? '')}</Menu.Item>
  const params = { draft: second.id, step: 'person' }
  return (
    <Menu.Item onClick={() => void navigate({ to: '/drafts/$draft/$step', params })}>{text.secondDraft(who)}</Menu.Item>
  )
}

/** What needs no question: says what was done, or why not. */
function useActs(line: AccessLine) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const params = { path: { id: line.id } }
  const acts = {
    remind: () => bodyOf(api.POST('/portal/api/users/{id}/remind', { params })).then(() => text.done.remind),
    resend: () => bodyOf(api.POST('/portal/api/users/{id}/resend', { params })).then(() => text.done.resend),
    signInLink: () =>
      bodyOf(api.POST('/portal/api/users/{id}/sign-in-link', { params })).then(() => text.done.signInLink),
    again: async () => {
      const draft = await bodyOf(api.POST('/portal/api/drafts/{id}/again', { params }))
      await navigate({ to: '/drafts/$draft/$step', params: { draft: draft.id, step: 'person' } })
      return null
    },
  }
  return async (name: keyof typeof acts): Promise<void> => {
    const said = await acts[name]().catch((error: unknown) =>
      error instanceof ApiProblem && error.message ? error.message : words.frame.failedWords,
    )
    toast(said)
    await client.invalidateQueries({ queryKey: ['access-rights'] })
  }
}
