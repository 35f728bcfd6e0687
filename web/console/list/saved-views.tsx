import { useNavigate, useRouter } from '@tanstack/react-router'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type MouseEvent, useState } from 'react'
import { bodyOf } from '../../kit/client.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Buttons, Refused } from '../actions/buttons.tsx'
import { api } from '../data/api.ts'
import { words } from '../words/console.ts'
import { problemText } from '../words/problems.ts'
import { type ListSearch, readListSearch } from './search.ts'

const { saved } = words.list

/** One's own views. */
export const useSavedViews = () =>
  useQuery({ queryKey: ['saved-views'], queryFn: () => bodyOf(api.GET('/console/api/saved-views', {})) })

/** Whether two addresses of the list show the same. */
export const sameSearch = (a: ListSearch, b: ListSearch): boolean => entries(a) === entries(b)
const entries = (search: ListSearch): string =>
  JSON.stringify(Object.entries(search).filter(([, value]) => value).toSorted(([a], [b]) => (a < b ? -1 : 1))) // prettier-ignore

/** One's own views as tabs, each with its address, and the button that makes one of what is shown now. */
export function SavedViews({ search }: { search: ListSearch }) {
  const views = useSavedViews()
  const [naming, setNaming] = useState(false)
  const items = views.data?.items ?? []
  const known = items.some((view) => sameSearch(readListSearch(view.search), search))
  return (
    <>
      {items.map((view) => (
        <SavedTab key={view.id} id={view.id} name={view.name} to={readListSearch(view.search)} now={search} />
      ))}
      <span className="sp" />
      {!known && entries(search) !== '[]' && (
        <button type="button" className="btn q xs" onClick={() => setNaming(true)}>
          {saved.save}
        </button>
      )}
      {naming && <NameDialog search={search} onClose={() => setNaming(false)} />}
    </>
  )
}

function SavedTab({ id, name, to, now }: { id: string; name: string; to: ListSearch; now: ListSearch }) {
  const router = useRouter()
  const navigate = useNavigate()
  const client = useQueryClient()
  const on = sameSearch(to, now)
  const target = { to: '/onboardings', search: to } as const
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    void navigate(target)
  }
  const forget = async () => {
    const items = await bodyOf(api.DELETE('/console/api/saved-views/{id}', { params: { path: { id } } }))
    client.setQueryData(['saved-views'], items)
  }
  return (
    <span className="own-view">
      <a href={router.buildLocation(target).href} aria-current={on ? 'true' : undefined} onClick={go}>
        {name}
      </a>
      {on && (
        <button type="button" className="btn q ic xs" aria-label={saved.forget(name)} onClick={() => void forget()}>
          <Icon name="cross" size="s" />
        </button>
      )}
    </span>
  )
}

function NameDialog({ search, onClose }: { search: ListSearch; onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const [problem, setProblem] = useState<string | null>(null)
  const send = async () => {
    if (name.trim() === '') return setError(saved.nameNeeded)
    const kept = Object.fromEntries(Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1]))) // prettier-ignore
    try {
      const body = { name: name.trim(), search: kept }
      client.setQueryData(['saved-views'], await bodyOf(api.POST('/console/api/saved-views', { body })))
      onClose()
    } catch (refused) {
      setProblem(problemText(refused))
    }
  }
  return (
    <Dialog
      title={saved.save}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={<Buttons go={saved.go} busy={false} onClose={onClose} focusKeep={false} />}
    >
      <TextField
        label={saved.name}
        error={error}
        hint={saved.hint}
        data-autofocus
        maxLength={40}
        value={name}
        onChange={setName}
      />
      <Refused text={problem} />
    </Dialog>
  )
}
