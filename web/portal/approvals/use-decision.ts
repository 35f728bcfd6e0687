import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { type NumberAsked, useNumber } from '../confirmation/use-number.ts'
import { api, type Withdrawal } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { firstName, whenText } from './facts.ts'

export type Decision = {
  number: NumberAsked
  busy: boolean
  /** What was just done, or that somebody was faster; read out. */
  told: string | null
  problem: string | null
  approve(): Promise<void>
  decline(reason: string): Promise<void>
}

/** The holder's decision about one withdrawal. What another device decided first is said in its words (R18). */
export function useDecision(one: Withdrawal): Decision {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const path = { params: { path: { id: one.id } } }
  const number = useNumber(one.confirmation, () => bodyOf(api.POST('/portal/api/withdrawals/{id}/number', path)))

  const refresh = () =>
    Promise.all(['withdrawal', 'withdrawals'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const send = async (sending: () => Promise<unknown>, done: string) => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await sending()
      setTold(done)
    } catch (error) {
      if (isOver(error)) setTold(elsewhere(error, one))
      else if (!number.take(error)) setProblem(failure(error))
    }
    await refresh()
    setBusy(false)
  }
  const who = firstName(one)
  return {
    number,
    busy,
    told,
    problem,
    approve: async () => {
      if (!number.isReady()) return
      const body = number.needed ? { number: number.typed } : {}
      await send(
        () => bodyOf(api.POST('/portal/api/withdrawals/{id}/approve', { ...path, body })),
        words.approvals.approvedNow(who),
      )
    },
    decline: (reason) =>
      send(
        () => bodyOf(api.POST('/portal/api/withdrawals/{id}/decline', { ...path, body: { reason } })),
        words.approvals.declinedNow(who),
      ),
  }
}

const isOver = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && (error.code === 'already-decided' || error.code === 'withdrawal-over')

/** “You declined this at 10:44 on another device.”, “This ended at 10:21. Nothing was sent.” */
function elsewhere({ facts }: ApiProblem, { clockAheadMs }: Withdrawal): string {
  const when = whenText(String(facts['at']), clockAheadMs)
  const { decision } = facts
  if (decision === 'approved' || decision === 'declined') return words.approvals.elsewhere(decision, when)
  return words.approvals.over(when)
}

const failure = (error: unknown): string =>
  error instanceof ApiProblem && error.status === 0 ? words.frame.offline : words.frame.failedWords
