import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { INVITE_OPEN } from '../../../domain/deadlines.ts'
import type { Relationship } from '../../../domain/relationships.ts'
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
  /** Only where rights are chosen. */
  name: string
  relationship: Relationship | null
  message: string
  language: 'en' | 'de'
  openForMs: number
}

export type Faults = Partial<Record<'account' | 'email' | 'role' | 'name' | 'relationship' | 'message', string>>

export const emptyInvitation: Invitation = {
  accountId: null,
  email: '',
  role: null,
  name: '',
  relationship: null,
  message: '',
  language: 'en',
  openForMs: INVITE_OPEN.defaultMs,
}

export const isTouched = (form: Invitation, account: string | null): boolean =>
  form.email !== '' || form.message !== '' || form.role !== null || form.name !== '' || form.accountId !== account

/** What is to correct before it can be sent; the same words as at the fields. */
export function faultsOf(form: Invitation, chosen: boolean): Faults {
  const link = linkIn(form.message)
  const email = addressFault(form.email)
  return {
    ...(form.accountId === null && { account: words.invite.accountMissing }),
    ...(email && { email }),
    ...(!chosen && form.role === null && { role: words.invite.roleMissing }),
    ...(chosen && form.name.trim() === '' && { name: words.invite.nameMissing }),
    ...(chosen && form.relationship === null && { relationship: words.invite.relationshipMissing }),
    ...(link && { message: `A message can’t contain a link or an e-mail address. Remove “${link}”.` }),
  }
}

/** Sends the invitation; what was refused stands in `refused`. */
export function useInvite() {
  const client = useQueryClient()
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const invite = async (form: Invitation): Promise<{ id: string; deadline: string } | null> => {
    if (busy || form.accountId === null) return null
    setBusy(true)
    setRefused(null)
    const { accountId, role, name, relationship, email, message, ...rest } = form
    const body = {
      ...rest,
      account: accountId,
      ...(role !== null && { role }),
      ...(role === null && relationship !== null && { name: name.trim(), relationship }),
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
