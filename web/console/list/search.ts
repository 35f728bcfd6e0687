import { STATUSES, type Status, type Turn, TURNS } from '../../../domain/status.ts'
import type { View } from '../data/api.ts'

/** What the address of the list says: tab, filters, search and order. Several values stand with commas between. */
export type ListSearch = {
  view?: string
  status?: string
  turn?: string
  role?: string
  account?: string
  search?: string
  sort?: string
}

const NAMES = ['view', 'status', 'turn', 'role', 'account', 'search', 'sort'] as const

export const readListSearch = (search: Record<string, unknown>): ListSearch =>
  Object.fromEntries(
    NAMES.flatMap((name) => (typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [])),
  )

/** The filters that a list is asked with; unknown values in an address are left out. */
export type ListQuery = {
  view: View
  status?: Status[]
  turn?: Turn[]
  role?: string[]
  account?: string
  search?: string
}

const VIEWS: readonly View[] = ['all', 'open', 'staff', 'ending', 'resubmission', 'unseen', 'mine']

/** What the list is asked with; `roles`: the ids of the roles that there are. */
export function queryOf(search: ListSearch, roles: readonly string[]): ListQuery {
  const status = among(STATUSES, search.status)
  const turn = among(TURNS, search.turn)
  const role = among(roles, search.role)
  return {
    view: VIEWS.find((view) => view === search.view) ?? 'all',
    ...(status.length > 0 && { status }),
    ...(turn.length > 0 && { turn }),
    ...(role.length > 0 && { role }),
    ...(search.account && { account: search.account }),
    ...(search.search?.trim() && { search: search.search.trim() }),
  }
}

export const sortOf = (search: ListSearch): 'urgent' | 'newest' => (search.sort === 'newest' ? 'newest' : 'urgent')

/** Whether anything but the tab narrows the list. */
export const isFiltered = (query: ListQuery): boolean => Object.keys(query).some((name) => name !== 'view')

const among = <T extends string>(known: readonly T[], text: string | undefined): T[] =>
  (text ?? '').split(',').flatMap((part) => known.filter((one) => one === part))
