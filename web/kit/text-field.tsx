import type { ComponentProps } from 'react'
import { Field } from './field.tsx'

type Around = Omit<ComponentProps<typeof Field>, 'children'>
type TextProps<Tag extends 'input' | 'textarea'> = Around &
  Omit<ComponentProps<Tag>, keyof Around | 'onChange'> & { value: string; onChange: (typed: string) => void }

/** A labelled field of one line; `onChange` gets what is typed. */
export function TextField({ id, label, aside, end, hint, error, onChange, ...input }: TextProps<'input'>) {
  return (
    <Field {...{ id, label, aside, end, hint, error }}>
      {(control) => (
        <input className="tx" {...input} {...control} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
    </Field>
  )
}

/** A labelled field of several lines. */
export function TextArea({ id, label, aside, end, hint, error, onChange, ...area }: TextProps<'textarea'>) {
  return (
    <Field {...{ id, label, aside, end, hint, error }}>
      {(control) => (
        <textarea className="tx" {...area} {...control} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
    </Field>
  )
}

/** Why something is done, in at most 1,000 characters. */
export const ReasonField = (props: ComponentProps<typeof TextArea>) => <TextArea maxLength={1000} {...props} />
