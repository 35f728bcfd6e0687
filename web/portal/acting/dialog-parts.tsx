import { Field } from '../../kit/field.tsx'
import { words } from '../words/portal.ts'

type ButtonsProps = {
  keep?: string
  go: string
  danger?: boolean
  busy: boolean
  onClose: () => void
  focusKeep?: boolean
}

/** The two buttons of a dialog: the safe choice first, with focus; a dangerous one is outlined in red, never filled. */
export function Buttons(props: ButtonsProps) {
  const { keep = words.frame.cancel, go, danger = false, busy, onClose, focusKeep = true } = props
  return (
    <>
      <button type="button" className="btn" {...(focusKeep && { 'data-autofocus': true })} onClick={onClose}>
        {keep}
      </button>
      <button type="submit" className={danger ? 'btn d' : 'btn b'} aria-disabled={busy || undefined}>
        {go}
      </button>
    </>
  )
}

/** What was refused, at the end of the dialog. */
export function Refused({ text }: { text: string | null }) {
  return text ? (
    <p className="err" role="alert">
      {text}
    </p>
  ) : null
}

type ReasonProps = { aside: string; error?: string | undefined; value: string; onChange: (text: string) => void }

export function ReasonField({ aside, error, value, onChange }: ReasonProps) {
  return (
    <Field label={words.acting.reason} aside={aside} error={error}>
      {(control) => (
        <textarea
          {...control}
          {...(error !== undefined && { 'data-autofocus': true })}
          className="tx"
          maxLength={1000}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
