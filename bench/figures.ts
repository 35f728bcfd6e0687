/** The value below which the share `q` of all lies (nearest rank). */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** One line of the table: what was measured of ours and of the reference, and the goal for the ratio of the two. */
export type Row = {
  what: string
  ours: string
  reference?: string
  /** Ours by the reference, of the same round; the median over the rounds. */
  ratio?: number
  goal: string
  pass: boolean
}

/** A part of the bench: its title, what the two columns hold, and its lines. */
export type Section = {
  title: string
  ours: string
  reference: string
  rows: readonly Row[]
  notes?: readonly string[]
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`

/** The whole result as text: one table, a block for each part, the verdict in words at each line's end. */
export function table(sections: readonly Section[]): string {
  const lines = sections.flatMap(({ title, ours, reference, rows, notes }) => [
    [title],
    ['', ours, reference, 'ratio', 'goal', ''],
    ...rows.map((row) => [
      `  ${row.what}`,
      row.ours,
      row.reference ?? '',
      row.ratio === undefined ? '' : row.ratio.toFixed(2),
      row.goal,
      row.pass ? 'pass' : 'MISS',
    ]),
    ...(notes ?? []).map((note) => [`  ${note}`]),
    [''],
  ])
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...lines.filter((line) => line.length > 1).map((line) => (line[column] ?? '').length)),
  )
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
  return lines.map((line) => (line.length === 1 ? line[0] : line.map(pad).join('  '))).join('\n')
}
