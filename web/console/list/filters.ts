import { wordsIn } from '../../../domain/words/index.ts'
import { STATUSES, TURNS } from '../../../domain/status.ts'
import { useStaff } from '../frame/staff.ts'
import { words } from '../words/console.ts'

export const FILTERS = ['status', 'turn', 'role'] as const
export type FilterName = (typeof FILTERS)[number]
/** What each filter offers: values with their words. */
export type FilterOptions = Readonly<Record<FilterName, readonly (readonly [string, string])[]>>

const shared = wordsIn('en')

/** States, turns, and the roles of all policies that this installation has. */
export function useFilterOptions(): FilterOptions {
  const { roles } = useStaff()
  return {
    status: STATUSES.map((one) => [one, shared.statuses[one].label]),
    turn: TURNS.map((turn) => [turn, words.turns[turn]]),
    role: roles.map(({ id, name }) => [id, name]),
  }
}

/** The words of one filter as it stands: “Invited, Accepted”. */
export function filterText(options: FilterOptions, name: FilterName, value: string): string {
  const chosen = value.split(',')
  return options[name].filter(([id]) => chosen.includes(id)).map(([, label]) => label).join(', ') // prettier-ignore
}
