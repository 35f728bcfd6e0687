import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { api, type OnboardingRow } from '../data/api.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { who } from '../marks/facts.ts'
import { fullMoment } from '../../kit/app/dates.ts'
import { problemText } from '../words/problems.ts'
import { words } from '../words/console.ts'

/** What staff do to one onboarding, with what they typed. */
export type Act =
  | { action: 'remind' | 'resend' | 'mail_sign_in_link' | 'invite_again' }
  | { action: 'extend'; deadline: Date; reason: string }
  | { action: 'revoke' | 'suspend' | 'reactivate' | 'deactivate'; reason: string }
  | { action: 'change_address'; email: string }

type Target = Pick<OnboardingRow, 'id' | 'name' | 'email' | 'rights'>

/** Sends an action, says what was done, and leads to the new onboarding where one was made. */
export function useAct(row: Target) {
  const client = useQueryClient()
  const toast = useToast()
  const navigate = useNavigate()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  /** True when it was done. What was refused stands in `problem`, or in a toast where there is no dialog. */
  const act = async (wish: Act): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    setProblem(null)
    try {
      const { id } = await sendAct(row.id, wish)
      toast(doneText(wish, row))
      if (id !== row.id) void navigate({ to: '/onboardings/$id', params: { id } })
      return true
    } catch (error) {
      const text = problemText(error)
      setProblem(text)
      if (wish.action === 'remind' || isConflict(error)) toast(text)
      return false
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['detail', row.id] })
      void client.invalidateQueries({ queryKey: ['views'] })
    }
  }
  return { act, problem, busy }
}

const isConflict = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'not-in-this-state'

/** Sends one action; throws `ApiProblem` when it is refused. */
export function sendAct(id: string, wish: Act): Promise<{ id: string }> {
  const params = { path: { id } }
  switch (wish.action) {
    case 'remind':
      return bodyOf(api.POST('/console/api/onboardings/{id}/remind', { params }))
    case 'resend':
      return bodyOf(api.POST('/console/api/onboardings/{id}/resend', { params }))
    case 'mail_sign_in_link':
      return bodyOf(api.POST('/console/api/onboardings/{id}/sign-in-link', { params }))
    case 'invite_again':
      return bodyOf(api.POST('/console/api/onboardings/{id}/invite-again', { params }))
    case 'extend': {
      const body = { deadline: wish.deadline.toISOString(), ...(wish.reason && { reason: wish.reason }) }
      return bodyOf(api.POST('/console/api/onboardings/{id}/extend', { params, body }))
    }
    case 'revoke':
      return bodyOf(api.POST('/console/api/onboardings/{id}/revoke', { params, body: wish.reason ? { reason: wish.reason } : {} })) // prettier-ignore
    case 'suspend':
      return bodyOf(api.POST('/console/api/onboardings/{id}/suspend', { params, body: { reason: wish.reason } }))
    case 'reactivate':
      return bodyOf(api.POST('/console/api/onboardings/{id}/reactivate', { params, body: { reason: wish.reason } }))
    case 'deactivate':
      return bodyOf(api.POST('/console/api/onboardings/{id}/deactivate', { params, body: { reason: wish.reason } }))
    case 'change_address':
      return bodyOf(api.POST('/console/api/onboardings/{id}/change-address', { params, body: { email: wish.email } }))
  }
}

function doneText(wish: Act, row: Target): string {
  if (row.rights === 'chosen' && (wish.action === 'change_address' || wish.action === 'invite_again'))
    return words.drafted[wish.action]
  switch (wish.action) {
    case 'extend':
      return words.done.extend(fullMoment(wish.deadline))
    case 'change_address':
      return words.done.change_address(wish.email)
    case 'mail_sign_in_link':
      return words.done.mail_sign_in_link
    default:
      return words.done[wish.action](who(row))
  }
}
