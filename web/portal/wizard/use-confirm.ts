import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { longMoment } from '../../kit/app/dates.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { noteAdded } from '../access/just-added.ts'
import { api } from '../data/api.ts'
import { words } from '../words/portal.ts'
import type { StepProps } from './step-props.ts'

const text = words.wizard.confirm

type Field = 'fee' | 'number' | 'userName' | 'other'
export type ConfirmFaults = Partial<Record<Field, string>>

/** Presses OK, and says in words what was refused (R29). */
export function useConfirm({ draft, saving }: Pick<StepProps, 'draft' | 'saving'>) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<ConfirmFaults>({})
  const clear = (field: Field) =>
    setFaults((now) => Object.fromEntries(Object.entries(now).filter(([one]) => one !== field)))
  const confirm = async ({ accepted, number }: { accepted: boolean; number: string }): Promise<boolean> => {
    if (busy) return false
    const missing = missingOf(accepted, number)
    setFaults(missing)
    if (Object.keys(missing).length > 0) return false
    setBusy(true)
    try {
      const saved = await saving.flush()
      const { mark } = (saving.state !== 'saved' && saved) || draft // what was on the screen, own last words included
      const params = { path: { id: draft.id } }
      const body = { mark, acceptedFee: draft.fee, ...(draft.confirmation.needed && { number }) }
      const done = await bodyOf(api.POST('/portal/api/drafts/{id}/confirm', { params, body }))
      const until = done.until ? longMoment(new Date(done.until)) : ''
      noteAdded(done.id)
      client.removeQueries({ queryKey: ['user-name'] }) // this one is taken now
      toast(done.status === 'invited' ? text.invited(draft.email, until) : text.active(draft.userName))
      await client.invalidateQueries({ queryKey: ['access-rights'] })
      await navigate({ to: '/users' })
      return true
    } catch (error) {
      setFaults(faultsOf(error))
      await client.invalidateQueries({ queryKey: ['draft', draft.id] })
      return false
    } finally {
      setBusy(false)
    }
  }
  const missingOf = (accepted: boolean, number: string): ConfirmFaults => ({
    ...(draft.fee && !accepted && { fee: text.acceptMissing }),
    ...(draft.confirmation.needed && number.length !== 6 && { number: text.numberMissing }),
  })
  return { confirm, busy, faults, clear }
}

function faultsOf(error: unknown): ConfirmFaults {
  if (!(error instanceof ApiProblem)) return { other: words.frame.failedWords }
  const { code, facts, message } = error
  switch (code) {
    case 'fee-not-accepted':
      return { fee: text.acceptMissing }
    case 'number-needed':
      return { number: text.requestFirst }
    case 'number-wrong':
      return { number: text.wrong(Number(facts['triesLeft'])) }
    case 'number-over':
      return { number: facts['because'] === 'tries' ? text.tries : text.over }
    case 'user-name-taken':
      return { userName: text.taken(String(facts['userName']), listOf(facts['free'])) }
    case 'draft-changed':
      return { other: text.changed }
    case 'seat-taken':
      return { other: text.seats(Number(facts['limit'])) }
    default:
      return { other: message || words.frame.failedWords }
  }
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
