import { Menu } from '@mantine/core'
import { type RefObject, useEffect, useState } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { useAccount } from '../data/queries.ts'
import { words } from '../words/console.ts'
import { FILTERS, type FilterName, filterText, useFilterOptions } from './filters.ts'
import { type ListSearch, sortOf } from './search.ts'

type Change = (search: ListSearch) => void
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
  name: FilterName
  value: string | undefined
  onChange: (value: string | undefined) => void
}) {
  const label = words.list.filters[name]
  const options = useFilterOptions()
  const text = filterText(options, name, value ?? '')
  const chosen = new Set(value ? value.split(',') : [])
  const toggle = (id: string) => {
    const next = options[name].map(([one]) => one).filter((one) => (one === id ? !chosen.has(one) : chosen.has(one)))
    onChange(next.length > 0 ? next.join(',') : undefined)
  }
  const items = options[name].map(([id, itemText]) => (
    <Menu.CheckboxItem key={id} checked={chosen.has(id)} checkIcon={<Icon name="check" />} onChange={() => toggle(id)}>
      {itemText}
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
              {label}: <b>{text}</b>
            </button>
          </Menu.Target>
          <button type="button" aria-label={words.list.remove(`${label}: ${text}`)} onClick={() => onChange(undefined)}>
            <Icon name="cross" size="s" />
          </button>
        </span>
      )}
      <Menu.Dropdown>{items}</Menu.Dropdown>
    </Menu>
  )
}
