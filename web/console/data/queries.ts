import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { setZone } from '../../kit/app/dates.ts'
import { type AccountList, api } from './api.ts'
import { noteServerTime } from '../../kit/app/clock.ts'

async function timed<T extends { now: string }>(answering: Promise<T>): Promise<T> {
  const answer = await answering
  noteServerTime(answer.now)
  return answer
}

export const useMe = () =>
  useQuery({
    queryKey: ['me'],
    staleTime: 60_000,
    retry: (failed, error) => failed < 2 && error instanceof ApiProblem && error.status === 0,
    queryFn: async () => {
      const me = await bodyOf(api.GET('/console/api/me', {}))
      setZone(me.timeZone)
      return me
    },
  })

export const useViews = () =>
  useQuery({ queryKey: ['views'], queryFn: () => bodyOf(api.GET('/console/api/onboarding-views', {})) })

export const useDetail = (id: string) =>
  useQuery({
    queryKey: ['detail', id],
    queryFn: () => timed(bodyOf(api.GET('/console/api/onboardings/{id}', { params: { path: { id } } }))),
  })

export const useQueue = () =>
  useQuery({ queryKey: ['queue'], queryFn: () => timed(bodyOf(api.GET('/console/api/reviews', {}))) })

export const useReview = (id: string) =>
  useQuery({
    queryKey: ['review', id],
    queryFn: () => timed(bodyOf(api.GET('/console/api/reviews/{id}', { params: { path: { id } } }))),
  })

export const useAccounts = (search: string) =>
  useInfiniteQuery({
    queryKey: ['accounts', search],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: AccountList) => page.nextCursor ?? undefined,
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/console/api/accounts', { params: { query: { search: search || undefined, cursor: pageParam } } }),
      ),
  })

export const useAccount = (id: string | null) =>
  useQuery({
    queryKey: ['account', id],
    enabled: id !== null,
    queryFn: () => timed(bodyOf(api.GET('/console/api/accounts/{id}', { params: { path: { id: id ?? '' } } }))),
  })
