import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { longMoment } from '../../kit/app/dates.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { api } from '../data/api.ts'
import { usePortal } from '../frame/session.ts'
import { who } from '../users/facts.ts'
import { wantFocus } from '../users/focus.ts'
import { words } from '../words/portal.ts'
import { problemText } from '../words/problems.ts'

/** What somebody wants to be done to one user, with what they typed. */
export type ActionWish =
  | { action: 'remind' | 'resend' | 'mail_sign_in_link' | 'invite_again' }
  | { action: 'extend'; deadline: Date }
  | { action: 'revoke' | 'suspend' | 'reactivate' | 'deactivate'; reason: string }
  | { action: 'change_address'; email: string }

type Target = { id: string; name: string | null; email: string }

/**
 * Sends an action and says what was done; what was refused stands in `problem`, or in a toast where there is no dialog.
 * Where rights are chosen, inviting anew begins a draft, which opens (R29).
 */
export function useAct(user: Target) {
  const client = useQueryClient()
  const toast = useToast()
  const navigate = useNavigate()
  const { rights } = usePortal()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const act = async (wish: ActionWish): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    setProblem(null)
    try {
      const { id } = await send(user.id, wish)
      const draft = rights === 'chosen' && id !== user.id
      toast({ text: draft ? draftText(wish) : doneText(wish, user), ms: 10_000 })
      if (draft) await navigate({ to: '/drafts/$draft/$step', params: { draft: id, step: 'person' } })
      else if (id !== user.id) wantFocus(id)
      return true
    } catch (error) {
      setProblem(problemText(error))
      if (wish.action === 'invite_again') toast(problemText(error))
      if (error instanceof ApiProblem && error.status === 401) void client.invalidateQueries({ queryKey: ['session'] })
      return false
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['users'] })
      void client.invalidateQueries({ queryKey: ['access-rights'] })
    }
  }
  return { act, problem, busy }
}

function send(id: string, wish: ActionWish): Promise<{ id: string }> {
  const params = { path: { id } }
  switch (wish.action) {
    case 'remind':
      return bodyOf(api.POST('/portal/api/users/{id}/remind', { params }))
    case 'resend':
      return bodyOf(api.POST('/portal/api/users/{id}/resend', { params }))
    case 'mail_sign_in_link':
      return bodyOf(api.POST('/portal/api/users/{id}/sign-in-link', { params }))
    case 'invite_again':
      return bodyOf(api.POST('/portal/api/users/{id}/invite-again', { params }))
    case 'extend':
      return bodyOf(api.POST('/portal/api/users/{id}/extend', { params, body: { deadline: wish.deadline.toISOString() } })) // prettier-ignore
    case 'change_address':
      return bodyOf(api.POST('/portal/api/users/{id}/change-address', { params, body: { email: wish.email } }))
    case 'revoke':
      return bodyOf(api.POST('/portal/api/users/{id}/revoke', { params, body: optional(wish) }))
    case 'deactivate':
      return bodyOf(api.POST('/portal/api/users/{id}/deactivate', { params, body: optional(wish) }))
    case 'suspend':
      return bodyOf(api.POST('/portal/api/users/{id}/suspend', { params, body: { reason: wish.reason } }))
    case 'reactivate':
      return bodyOf(api.POST('/portal/api/users/{id}/reactivate', { params, body: { reason: wish.reason } }))
  }
}

const draftText = ({ action }: ActionWish): string =>
  action === 'change_address' ? words.acting.draft.change_address : words.acting.draft.invite_again

const optional = ({ reason }: { reason: string }): { reason?: string } => (reason === '' ? {} : { reason })

function doneText(wish: ActionWish, user: Target): string {
  if (wish.action === 'extend') return words.acting.done.extend(who(user), longMoment(wish.deadline))
  if (wish.action === 'change_address') return words.acting.done.change_address(wish.email)
  return words.acting.done[wish.action](who(user))
}
