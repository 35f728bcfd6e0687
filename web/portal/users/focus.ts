/** The row that a page wants to have focus when the list is shown next. */
let wanted: string | null = null

export const wantFocus = (id: string): void => void (wanted = id)

/** Moves focus to the wanted row once it is there. */
export function focusWanted(): void {
  if (wanted === null) return
  const row = document.getElementById(rowId(wanted))
  if (!row) return
  wanted = null
  row.focus()
  row.scrollIntoView({ block: 'nearest' })
}

export const rowId = (id: string): string => `user-${id}`
