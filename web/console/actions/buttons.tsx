import { words } from '../words/console.ts'

type ButtonsProps = {
  keep?: string
  go: string
  danger?: boolean
  busy: boolean
  onClose: () => void
  focusKeep?: boolean
}

/** The two buttons of a dialog: the safe choice first; a dangerous one is outlined in red, never filled. */
export function Buttons({
  keep = words.frame.cancel,
  go,
  danger = false,
  busy,
  onClose,
  focusKeep = true,
}: ButtonsProps) {
  return (
    <>
      <button type="button" className="btn" {...(focusKeep && { 'data-autofocus': true })} onClick={onClose}>
        {keep}
      </button>
      <button type="submit" className={danger ? 'btn d' : 'btn p'} aria-disabled={busy || undefined}>
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
