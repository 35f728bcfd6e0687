import { useState } from 'react'
import type { OnboardingRow } from '../data/api.ts'
import type { ReadRow } from './reading-list.ts'

export type Selection = {
  rows: readonly OnboardingRow[]
  has: (id: string) => boolean
  toggle: (id: string) => void
  /** Whether every row of the page is selected, some, or none. */
  page: 'all' | 'some' | 'none'
  togglePage: () => void
  clear: () => void
}

/** The rows of this page that are selected; a row that goes away is not selected any more. */
export function useSelection(shown: readonly ReadRow[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const rows = shown.map(({ row }) => row).filter((row) => ids.has(row.id))
  const page = rows.length === 0 ? 'none' : rows.length === shown.length ? 'all' : 'some'
  return {
    rows,
    has: (id) => ids.has(id),
    toggle: (id) =>
      setIds((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id]))),
    page,
    togglePage: () => setIds(page === 'all' ? new Set() : new Set(shown.map(({ row }) => row.id))),
    clear: () => setIds(new Set()),
  }
}
