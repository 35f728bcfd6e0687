import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Right } from '../../../domain/rights.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { api, type AccessLine } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { nameOf } from './use-access.ts'

const text = words.access.changing
const confirm = words.wizard.confirm

/** Saves changed rights; asks for a number where one is needed, and says what was refused. */
export function useChangeRights(line: AccessLine, rights: readonly Right[]) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const [confirms, setConfirms] = useState(false)
  const [number, setNumber] = useState('')
  const save = async () => {
    const same = rights.length === line.rights.length && rights.every((right) => line.rights.includes(right))
    if (busy || same) return
    if (rights.length === 0) return setFault(text.empty)
    setBusy(true)
    setFault(undefined)
    const params = { path: { id: line.id } }
    const body = { rights: [...rights], ...(number && { number }) }
    try {
      await bodyOf(api.POST('/portal/api/access-rights/{id}/rights', { params, body }))
      toast(words.access.done.rights(nameOf(line)))
      await client.invalidateQueries({ queryKey: ['access-rights'] })
      await navigate({ to: '/users' })
    } catch (error) {
      const asked = error instanceof ApiProblem && error.code === 'number-needed'
      if (asked) setConfirms(true)
      setFault(asked && !confirms ? undefined : faultOf(error)) // the block for the number comes first, and has focus
    }
    setBusy(false)
  }
  return { save, busy, fault, confirms, number, setNumber }
}

function faultOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return words.frame.failedWords
  switch (error.code) {
    case 'number-needed':
      return confirm.requestFirst
    case 'number-wrong':
      return confirm.wrong(Number(error.facts['triesLeft']))
    case 'number-over':
      return error.facts['because'] === 'tries' ? confirm.tries : confirm.over
    case 'check-needed':
      return text.check
    default:
      return error.message || words.frame.failedWords
  }
}
