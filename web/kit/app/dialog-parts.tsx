type ButtonsProps = {
  keep: string
  go: string
  danger?: boolean
  busy: boolean
  onClose: () => void
  focusKeep?: boolean
  /** The class of what is done: the console's own colour, or the brand's. */
  primary: 'p' | 'b'
}

/** The two buttons of a dialog: the safe choice first, with focus; a dangerous one is outlined in red, never filled. */
export function DialogButtons(props: ButtonsProps) {
  const { keep, go, danger = false, busy, onClose, focusKeep = true, primary } = props
  return (
    <>
      <button type="button" className="btn" {...(focusKeep && { 'data-autofocus': true })} onClick={onClose}>
        {keep}
      </button>
      <button type="submit" className={`btn ${danger ? 'd' : primary}`} aria-disabled={busy || undefined}>
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
