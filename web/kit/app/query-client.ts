import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../client.ts'

/** Reads again what failed twice at most, and never what was refused. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (failed, error) =>
        failed < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
})
