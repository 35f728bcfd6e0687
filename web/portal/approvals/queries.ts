import { useQuery } from '@tanstack/react-query'
import { noteServerTime } from '../../kit/app/clock.ts'
import { bodyOf } from '../../kit/client.ts'
import { api } from '../data/api.ts'

const timed = async <T extends { now: string }>(answering: Promise<T>): Promise<T> => {
  const answer = await answering
  noteServerTime(answer.now)
  return answer
}

/** What waits, and what was decided last. */
export const useWithdrawals = () =>
  useQuery({
    queryKey: ['withdrawals'],
    queryFn: () => timed(bodyOf(api.GET('/portal/api/withdrawals', { params: { query: {} } }))),
  })

export const useWithdrawal = (id: string) =>
  useQuery({
    queryKey: ['withdrawal', id],
    queryFn: () => timed(bodyOf(api.GET('/portal/api/withdrawals/{id}', { params: { path: { id } } }))),
  })

/** Whether approvals are on, and what switching them off needs. */
export const useApprovals = () =>
  useQuery({ queryKey: ['approvals'], queryFn: () => timed(bodyOf(api.GET('/portal/api/approvals', {}))) })
