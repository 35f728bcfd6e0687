import { Select } from '@mantine/core'
import { useState } from 'react'
import { Field } from '../../kit/field.tsx'
import type { AccountPage } from '../data/api.ts'
import { useAccounts } from '../data/queries.ts'
import { useStaff } from '../frame/staff.ts'
import { words } from '../words/console.ts'

type AccountFieldProps = {
  account: AccountPage | undefined
  value: string | null
  error: string | undefined
  choose: (id: string | null) => void
}

/** Finds an account by name, number or holder. */
export function AccountField({ account, value, error, choose }: AccountFieldProps) {
  const { platform } = useStaff()
  const [text, setText] = useState('')
  const typed = account && text === label(account) ? '' : text
  const found = useAccounts(typed)
  const rows = found.data?.pages[0]?.items ?? []
  const options = rows.map((row) => ({ value: row.id, label: label(row) }))
  const known =
    account && !rows.some((row) => row.id === account.id) ? [{ value: account.id, label: label(account) }] : []
  const holders = new Map(rows.map((row) => [row.id, `${row.policy} · ${row.type} · ${row.holder}`]))
  return (
    <Field
      label={words.invite.account}
      error={error}
      hint={account ? words.invite.inNameOf(platform, account.holder) : undefined}
    >
      {(control) => (
        <Select
          {...control}
          searchable
          data-autofocus
          placeholder={words.invite.accountPlaceholder}
          nothingFoundMessage={words.invite.accountNone}
          data={[...known, ...options]}
          filter={({ options: all }) => all}
          value={value}
          onChange={choose}
          searchValue={text}
          onSearchChange={setText}
          allowDeselect={false}
          rightSection={<span />}
          withScrollArea={false}
          styles={{ options: { maxHeight: 260, overflowY: 'auto' } }}
          comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
          renderOption={({ option }) => (
            <span>
              {option.label}
              <small>{holders.get(option.value)}</small>
            </span>
          )}
        />
      )}
    </Field>
  )
}

const label = ({ name, reference }: { name: string; reference: string }): string => `${name} · ${reference}`
