/** The list that one came from: its ids in order, its address, and the row that was opened. Kept while the page lives. */
type Position = { ids: readonly string[]; search: Record<string, string | undefined>; opened: string | null }

let position: Position = { ids: [], search: {}, opened: null }

export const rememberList = (ids: readonly string[], search: Position['search']): void =>
  void (position = { ...position, ids, search })
export const rememberOpened = (id: string): void => void (position = { ...position, opened: id })
/** The row to return to, once. */
export function takeOpened(): string | null {
  const { opened } = position
  position = { ...position, opened: null }
  return opened
}
export const listCameFrom = (): Position => position
