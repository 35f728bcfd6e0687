import type { ComponentProps } from 'react'
import { DialogButtons } from '../../kit/app/dialog-parts.tsx'
import { Field } from '../../kit/field.tsx'
import { words } from '../words/portal.ts'

export { Refused } from '../../kit/app/dialog-parts.tsx'

type ButtonsProps = Omit<ComponentProps<typeof DialogButtons>, 'keep' | 'primary'> & { keep?: string }

export const Buttons = (props: ButtonsProps) => <DialogButtons keep={words.frame.cancel} primary="b" {...props} />

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
