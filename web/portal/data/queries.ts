import { useQuery } from '@tanstack/react-query'
import { setZone } from '../../kit/app/dates.ts'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { api } from './api.ts'

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
