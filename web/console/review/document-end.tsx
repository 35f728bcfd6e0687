import { TextField } from '../../kit/text-field.tsx'
import type { Review } from '../data/api.ts'
import { words } from '../words/console.ts'

/** The document's last day, `YYYY-MM-DD` or not filled in yet; `none`: no end date stands on it. */
export type End = { day: string; none: boolean }

/** What is said of the document's end: as typed from its lines unless changed. Undefined where no document came here. */
export const endOf = (
  { documents, typed }: Pick<Review, 'documents' | 'typed'>,
  said: End | undefined,
): End | undefined => (documents.length === 0 ? undefined : (said ?? { day: typed?.lastDay ?? '', none: false }))

/** What is missing or wrong before an approval can be given. */
export function endFault(end: End | undefined, { now }: Pick<Review, 'now'>): string | undefined {
  if (!end || end.none) return undefined
  if (end.day === '') return words.review.end.missing
  return end.day < now.slice(0, 10) ? words.review.end.past : undefined
}

type DocumentEndProps = { end: End; error: string | undefined; onChange: (end: End) => void }

/** Until when the document is valid: the check counts no longer (R46). */
export function DocumentEnd({ end, error, onChange }: DocumentEndProps) {
  return (
    <div className="under">
      <TextField
        type="date"
        label={words.review.end.label}
        hint={words.review.end.hint}
        error={error}
        value={end.none ? '' : end.day}
        disabled={end.none}
        onChange={(day) => onChange({ day, none: false })}
      />
      <label className="row sm">
        <input
          type="checkbox"
          className="cb"
          checked={end.none}
          onChange={(event) => onChange({ ...end, none: event.currentTarget.checked })}
        />
        {words.review.end.none}
      </label>
    </div>
  )
}
