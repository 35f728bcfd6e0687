import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useRefreshOnChange } from '../../kit/app/live.tsx'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { api, type Draft, type DraftFields } from '../data/api.ts'
import { Autosave, type SaveState } from './autosave.ts'

export type Saving = {
  draft: Draft | undefined
  /** The draft could not be read, or is not there any more. */
  error: Error | null
  state: SaveState
  /** What a save was refused with, until something else is typed. */
  refused: ApiProblem | null
  change(fields: DraftFields, wait?: boolean): void
  /** Saves what waits; the draft as the server has it then, or undefined when it could not be saved. */
  flush(): Promise<Draft | undefined>
}

/** One draft, saved on each change and read again when another device changes it (R23). */
export function useDraft(id: string): Saving {
  const client = useQueryClient()
  const params = { path: { id } }
  const query = useQuery({
    queryKey: ['draft', id],
    queryFn: () => bodyOf(api.GET('/portal/api/drafts/{id}', { params })),
    retry: (failed, error) => failed < 2 && error instanceof ApiProblem && error.status === 0,
  })
  useRefreshOnChange(['draft'], id)
  const [now, setNow] = useState<{ typed: DraftFields; state: SaveState; refused: ApiProblem | null }>({
    typed: {},
    state: 'saved',
    refused: null,
  })
  const [autosave] = useState(
    () =>
      new Autosave({
        send: (body) => bodyOf(api.PATCH('/portal/api/drafts/{id}', { params, body })),
        tell: setNow,
        done: (draft) => {
          void client.cancelQueries({ queryKey: ['draft', id] })
          client.setQueryData(['draft', id], draft)
        },
        refused: () => void client.invalidateQueries({ queryKey: ['draft', id] }),
      }),
  )
  useEffect(() => () => void autosave.flush(), [autosave])
  return {
    draft: query.data && { ...query.data, ...shownOf(now.typed) },
    error: query.error,
    state: now.state,
    refused: now.refused,
    change: (fields, wait = false) => autosave.change(fields, wait),
    flush: async () => (await autosave.flush()) ?? query.data,
  }
}

/** What was typed and shows before it is saved; a password never does. */
function shownOf(fields: DraftFields): Partial<Draft> {
  const shown = Object.entries(fields).filter(([field, value]) => field !== 'password' && value !== undefined)
  return Object.fromEntries(shown)
}
