import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { INVITE_OPEN } from '../../../domain/deadlines.ts'
import { linkIn } from '../../../domain/sign-up.ts'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { addressFault } from '../actions/mail-dialogs.tsx'
import { api } from '../data/api.ts'
import { problemText } from '../words/problems.ts'
import { words } from '../words/console.ts'

/** What is typed into the panel. */
export type Invitation = {
  accountId: string | null
  email: string
  role: string | null
  message: string
  language: 'en' | 'de'
  openForMs: number
}

export type Faults = Partial<Record<'account' | 'email' | 'role' | 'message', string>>

export const emptyInvitation: Invitation = {
  accountId: null,
  email: '',
  role: null,
  message: '',
  language: 'en',
  openForMs: INVITE_OPEN.defaultMs,
}

export const isTouched = (form: Invitation, account: string | null): boolean =>
  form.email !== '' || form.message !== '' || form.role !== null || form.accountId !== account

/** What is to correct before it can be sent; the same words as at the fields. */
export function faultsOf(form: Invitation): Faults {
  const link = linkIn(form.message)
  const email = addressFault(form.email)
  return {
    ...(form.accountId === null && { account: words.invite.accountMissing }),
    ...(email && { email }),
    ...(form.role === null && { role: words.invite.roleMissing }),
    ...(link && { message: `A message can’t contain a link or an e-mail address. Remove “${link}”.` }),
  }
}

/** Sends the invitation; what was refused stands in `refused`. */
export function useInvite() {
  const client = useQueryClient()
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const invite = async (form: Invitation): Promise<{ id: string; deadline: string } | null> => {
    if (busy || form.accountId === null || form.role === null) return null
    setBusy(true)
    setRefused(null)
    const { accountId, role, email, message, ...rest } = form
    const body = {
      ...rest,
      account: accountId,
      role,
      email: email.trim(),
      ...(message.trim() && { message: message.trim() }),
    }
    try {
      return await bodyOf(api.POST('/console/api/invitations', { body }))
    } catch (error) {
      setRefused(refusalText(error))
      if (error instanceof ApiProblem && error.code === 'seat-taken')
        void client.invalidateQueries({ queryKey: ['account'] })
      return null
    } finally {
      setBusy(false)
    }
  }
  return { invite, refused, busy }
}

const refusalText = (error: unknown): string =>
  error instanceof ApiProblem && error.code === 'seat-taken'
    ? `${problemText(error)} ${words.invite.justTaken}`
    : problemText(error)
