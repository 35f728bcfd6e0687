import type { OnboardingRow, Rows } from '../data/api.ts'

/** The cells of a row that mark a change for a moment. */
export type Cell = 'person' | 'status' | 'turn' | 'deadline' | 'change'

/** One row as somebody reads it: never moved, only updated in place; `gone` when it no longer fits. */
export type ReadRow = { row: OnboardingRow; gone: boolean; changed: readonly Cell[]; changedAt: number }

export type ReadingList = {
  rows: readonly ReadRow[]
  /** Ids that came in since; shown on request. */
  fresh: readonly string[]
  /** No more rows follow: then every row that newly fits is a new one. */
  whole: boolean
}

export const emptyList: ReadingList = { rows: [], fresh: [], whole: true }

export const loaded = (rows: readonly OnboardingRow[], whole: boolean): ReadingList => ({
  rows: rows.map((row) => ({ row, gone: false, changed: [], changedAt: 0 })),
  fresh: [],
  whole,
})

/**
 * Puts in what is known now (R57). Rows stay where they are; what does not fit any more stays greyed; a row that is not
 * shown waits as a new one when `isNew` says so, or when the whole list is shown and it fits now.
 */
export function updated(list: ReadingList, answer: Rows, isNew: (id: string) => boolean, at: number): ReadingList {
  const now = new Map(answer.map((row) => [row.id, row]))
  const rows = list.rows.map((shown) => {
    const next = now.get(shown.row.id)
    if (!next) return shown
    const { fits, ...row } = next
    const changed = changedCells(shown.row, row)
    return {
      row,
      gone: !fits,
      changed: changed.length > 0 ? changed : shown.changed,
      changedAt: changed.length > 0 ? at : shown.changedAt,
    }
  })
  const shownIds = new Set(list.rows.map(({ row }) => row.id))
  const coming = answer.filter((row) => row.fits && !shownIds.has(row.id) && (isNew(row.id) || list.whole))
  const leaving = new Set(answer.filter((row) => !row.fits).map((row) => row.id))
  const fresh = [...new Set([...list.fresh, ...coming.map((row) => row.id)])].filter((id) => !leaving.has(id))
  return { ...list, rows, fresh }
}

export function changedCells(before: OnboardingRow, after: OnboardingRow): Cell[] {
  const differs = (...names: (keyof OnboardingRow)[]): boolean =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const cells: [Cell, boolean][] = [
    ['person', differs('name', 'email')],
    [
      'status',
      differs('status', 'verificationState', 'left', 'seen', 'reported') ||
        (after.turn === 'staff' && differs('reviewer')),
    ],
    ['turn', differs('turn', 'reviewer')],
    ['deadline', differs('deadline', 'reviewDueAt', 'endedAt')],
    ['change', differs('lastEvent', 'changedAt')],
  ]
  return cells.filter(([, changed]) => changed).map(([cell]) => cell)
}
