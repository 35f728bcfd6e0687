let added: string | null = null

/** Remembers the user that was added a moment ago: its row gets the focus once. */
export const noteAdded = (id: string): void => void (added = id)

/** Whether this is the one; asked once. */
export function wasJustAdded(id: string): boolean {
  if (added !== id) return false
  added = null
  return true
}
