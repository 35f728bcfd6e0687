import { type ComponentProps, type ReactNode, useId } from 'react'
import { Icon } from './icons.tsx'

type FieldProps = {
  /** Where a summary of errors links to; made up unless given. */
  id?: string
  label: string
  /** Small words behind the label. */
  aside?: ReactNode
  /** At the end of the label's line. */
  end?: ReactNode
  hint?: ReactNode
  error?: string | undefined
  /** Gets what ties the control to its label, hint and error. */
  children: (control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}

/** A labelled control with its hint and its error, tied together for screen readers. */
export function Field({ id: given, label, aside, end, hint, error, children }: FieldProps) {
  const made = useId()
  const id = given ?? made
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="fl">
      <label className="lb" htmlFor={id}>
        {label}
        {aside && <span className="cap">{aside}</span>}
        {end && <span className="sp" />}
        {end && <span className="cap">{end}</span>}
      </label>
      {children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': true as const }),
      })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <ErrorLine id={`${id}-error`}>{error}</ErrorLine>}
    </div>
  )
}

/** What is wrong, with its mark. */
export const ErrorLine = ({ children, ...line }: ComponentProps<'p'>) => (
  <p className="err" {...line}>
    <Icon name="circleCross" />
    <span>{children}</span>
  </p>
)
