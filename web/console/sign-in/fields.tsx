import { type Ref, useState } from 'react'
import { Field } from '../../kit/field.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { words } from '../words/console.ts'

type TextFieldProps = { value: string; onChange: (value: string) => void; ref?: Ref<HTMLInputElement> }

export function EmailField({ value, onChange, ref }: TextFieldProps) {
  return (
    <TextField
      label={words.gate.email}
      ref={ref}
      type="email"
      name="email"
      autoComplete="username"
      required
      autoFocus
      value={value}
      onChange={onChange}
    />
  )
}

type PasswordProps = TextFieldProps & { label?: string; fresh?: boolean; error?: string | undefined; hint?: string }

/** A password that can be shown and pasted. `fresh`: a new one is chosen. */
export function PasswordField({
  value,
  onChange,
  label = words.gate.password,
  fresh = false,
  error,
  hint,
  ref,
}: PasswordProps) {
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => (
        <div className="pwrow">
          <input
            {...control}
            ref={ref}
            className="tx"
            type={shown ? 'text' : 'password'}
            name="password"
            autoComplete={fresh ? 'new-password' : 'current-password'}
            required
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <button type="button" className="linkish" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? words.gate.hide : words.gate.show}
          </button>
        </div>
      )}
    </Field>
  )
}

export function CodeField({
  value,
  onChange,
  backup = false,
  error,
}: TextFieldProps & { backup?: boolean; error?: string | undefined }) {
  return (
    <TextField
      label={backup ? words.gate.backupCode : words.gate.code}
      hint={backup ? undefined : words.gate.codeHint}
      error={error}
      className="tx code"
      name="code"
      inputMode={backup ? 'text' : 'numeric'}
      autoComplete="one-time-code"
      maxLength={backup ? 40 : 7}
      required
      autoFocus
      value={value}
      onChange={onChange}
    />
  )
}
