import { Menu } from '@mantine/core'
import { type RefObject, useEffect, useState } from 'react'
import { wordsIn } from '../../../domain/words/index.ts'
import { STATUSES, TURNS } from '../../../domain/status.ts'
import { Icon } from '../../kit/icons.tsx'
import { useAccount } from '../data/queries.ts'
import { words } from '../words/console.ts'
import { ROLE_NAMES } from './roles.ts'
import { type ListSearch, sortOf } from './search.ts'

type Change = (search: ListSearch) => void
type Name = 'status' | 'turn' | 'role'

const shared = wordsIn('en')

/** What each filter offers: values with their words. */
const OPTIONS: Readonly<Record<Name, readonly (readonly [string, string])[]>> = {
  status: STATUSES.map((one) => [one, shared.statuses[one].label]),
  turn: TURNS.map((turn) => [turn, words.turns[turn]]),
  role: [...ROLE_NAMES],
}

/** The words of one filter as it stands: “Status: Invited, Accepted”. */
export const filterText = (name: Name, value: string): string => {
  const chosen = value.split(',')
  return OPTIONS[name].filter(([id]) => chosen.includes(id)).map(([, label]) => label).join(', ') // prettier-ignore
}

export const FILTERS: readonly Name[] = ['status', 'turn', 'role']

export function FilterBar({
  search,
  onChange,
  field,
}: {
  search: ListSearch
  onChange: Change
  field: RefObject<HTMLInputElement | null>
}) {
  const sort = sortOf(search)
  return (
    <div className="bar">
      <SearchField search={search} onChange={onChange} field={field} />
      {search.account && <AccountChip id={search.account} remove={() => onChange({ ...search, account: undefined })} />}
      {FILTERS.map((name) => (
        <Filter
          key={name}
          name={name}
          value={search[name]}
          onChange={(value) => onChange({ ...search, [name]: value })}
        />
      ))}
      <span className="sp" />
      <button
        type="button"
        className="btn q"
        onClick={() => onChange({ ...search, sort: sort === 'urgent' ? 'newest' : undefined })}
      >
        <Icon name="sort" />
        {sort === 'urgent' ? words.list.urgent : words.list.newest}
      </button>
    </div>
  )
}

/** Searches 300 ms after the last letter. */
function SearchField({
  search,
  onChange,
  field,
}: {
  search: ListSearch
  onChange: Change
  field: RefObject<HTMLInputElement | null>
}) {
  const [text, setText] = useState(search.search ?? '')
  useEffect(() => {
    if (document.activeElement !== field.current) setText(search.search ?? '')
  }, [search.search])
  useEffect(() => {
    if (text.trim() === (search.search ?? '')) return
    const timer = setTimeout(() => onChange({ ...search, search: text.trim() || undefined }), 300)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <label className="in">
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        placeholder={words.list.searchPlaceholder}
        aria-label={words.list.search}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && (text === '' ? event.currentTarget.blur() : setText(''))}
      />
      <span className="kbd" aria-hidden="true">
        /
      </span>
    </label>
  )
}

function AccountChip({ id, remove }: { id: string; remove: () => void }) {
  const account = useAccount(id)
  return <Chip label={words.list.filters.account} value={account.data?.name ?? id} remove={remove} />
}

function Chip({ label, value, remove }: { label: string; value: string; remove: () => void }) {
  return (
    <span className="fon">
      <button type="button" tabIndex={-1}>
        {label}: <b>{value}</b>
      </button>
      <button type="button" aria-label={words.list.remove(`${label}: ${value}`)} onClick={remove}>
        <Icon name="cross" size="s" />
      </button>
    </span>
  )
}

/** A filter of several values; chosen ones stand on the chip, which opens the same menu. */
function Filter({
  name,
  value,
  onChange,
}: {
  name: Name
  value: string | undefined
  onChange: (value: string | undefined) => void
}) {
  const label = words.list.filters[name]
  const chosen = new Set(value ? value.split(',') : [])
  const toggle = (id: string) => {
    const next = OPTIONS[name].map(([one]) => one).filter((one) => (one === id ? !chosen.has(one) : chosen.has(one)))
    onChange(next.length > 0 ? next.join(',') : undefined)
  }
  const items = OPTIONS[name].map(([id, text]) => (
    <Menu.CheckboxItem key={id} checked={chosen.has(id)} checkIcon={<Icon name="check" />} onChange={() => toggle(id)}>
      {text}
    </Menu.CheckboxItem>
  ))
  return (
    <Menu position="bottom-start">
      {chosen.size === 0 ? (
        <Menu.Target>
          <button type="button" className="f">
            <Icon name="plus" size="s" />
            {label}
          </button>
        </Menu.Target>
      ) : (
        <span className="fon">
          <Menu.Target>
            <button type="button">
              {label}: <b>{filterText(name, value ?? '')}</b>
            </button>
          </Menu.Target>
          <button
            type="button"
            aria-label={words.list.remove(`${label}: ${filterText(name, value ?? '')}`)}
            onClick={() => onChange(undefined)}
          >
            <Icon name="cross" size="s" />
          </button>
        </span>
      )}
      <Menu.Dropdown>{items}</Menu.Dropdown>
    </Menu>
  )
}
