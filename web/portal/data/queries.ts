import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { noteServerTime } from '../../kit/app/clock.ts'
import { setZone } from '../../kit/app/dates.ts'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { api } from './api.ts'

async function timed<T extends { now: string }>(answering: Promise<T>): Promise<T> {
  const answer = await answering
  noteServerTime(answer.now)
  return answer
}

export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    staleTime: 60_000,
    retry: (failed, error) => failed < 2 && error instanceof ApiProblem && error.status === 0,
    queryFn: async () => {
      const session = await bodyOf(api.GET('/portal/api/session', {}))
      setZone(session.timeZone)
      return session
    },
  })

/** Everybody on the account; at most `most` of them. */
export const useUsers = (most: number) =>
  useQuery({
    queryKey: ['users', most],
    placeholderData: keepPreviousData,
    queryFn: () => timed(bodyOf(api.GET('/portal/api/users', { params: { query: { most } } }))),
  })

export const useRoles = () =>
  useQuery({ queryKey: ['roles'], queryFn: () => timed(bodyOf(api.GET('/portal/api/roles', {}))) })
