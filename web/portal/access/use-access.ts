import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRefreshOnChange } from '../../kit/app/live.tsx'
import { useToast } from '../../kit/app/toast.tsx'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { api, type AccessLine } from '../data/api.ts'
import { words } from '../words/portal.ts'

/** Drafts, invitations and users, kept up to date (R29). */
export function useAccessRights() {
  useRefreshOnChange(['access-rights'])
  return useQuery({
    queryKey: ['access-rights'],
    queryFn: () => bodyOf(api.GET('/portal/api/access-rights', {})),
  })
}

/** Begins a draft and opens its first step. */
export function useBegin() {
  const navigate = useNavigate()
  const toast = useToast()
  return async (firstUser?: string): Promise<void> => {
    try {
      const body = firstUser ? { firstUser } : {}
      const draft = await bodyOf(api.POST('/portal/api/drafts', { body }))
      await navigate({ to: '/drafts/$draft/$step', params: { draft: draft.id, step: 'person' } })
    } catch (error) {
      toast(error instanceof ApiProblem && error.message ? error.message : words.frame.failedWords)
    }
  }
}

/** The name, else the address, else words in their place. */
export const nameOf = ({ name, email }: Pick<AccessLine, 'name' | 'email'>): string =>
  name || email || words.access.unnamed
export const firstNameOf = (line: AccessLine): string => nameOf(line).split(/\s+/)[0] ?? ''
