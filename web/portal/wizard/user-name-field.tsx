import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { userNameFault } from '../../../domain/user-names.ts'
import { bodyOf } from '../../kit/client.ts'
import { Field } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { api } from '../data/api.ts'
import { words } from '../words/portal.ts'
import type { StepProps } from './step-props.ts'

const text = words.wizard.person
/** A name is checked when nothing was typed for so long, in ms. */
const CHECK_MS = 400

/** Checked while typing; it is claimed only when OK is pressed (R22). */
export function UserNameField({
  draft,
  change,
  error,
}: Pick<StepProps, 'draft' | 'change'> & { error: string | undefined }) {
  const name = draft.userName.trim()
  const check = useNameCheck(name, draft.name)
  const taken = check.data?.is === 'taken'
  return (
    <Field
      id="userName"
      label={text.userName}
      hint={text.userNameHint}
      error={taken ? text.taken(name, check.data?.free ?? []) : error}
      aside={
        <span role="status" className={check.data?.is === 'free' ? 'ok' : undefined}>
          {check.data?.is === 'free' && (
            <>
              <Icon name="check" size="s" /> {text.free(name)}
            </>
          )}
        </span>
      }
    >
      {(control) => (
        <>
          <input
            {...control}
            className="tx mono"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            value={draft.userName}
            onChange={(event) => change({ userName: event.currentTarget.value }, true)}
          />
          {taken && (
            <span className="row wrap wz-ideas">
              {check.data?.free.map((idea) => (
                <button key={idea} type="button" className="btn xs" onClick={() => change({ userName: idea })}>
                  {text.take(idea)}
                </button>
              ))}
            </span>
          )}
        </>
      )}
    </Field>
  )
}

function useNameCheck(name: string, person: string) {
  const [asked, setAsked] = useState(name)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(name), CHECK_MS)
    return () => clearTimeout(timer)
  }, [name])
  const query = { name: asked, ...(person.trim() && { person: person.trim() }) }
  const check = useQuery({
    queryKey: ['user-name', asked],
    enabled: asked === name && userNameFault(asked) === undefined,
    staleTime: 0,
    retry: false,
    queryFn: () => bodyOf(api.GET('/portal/api/user-names', { params: { query } })),
  })
  return { data: asked === name ? check.data : undefined }
}
