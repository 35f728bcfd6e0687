import { useState } from 'react'
import { passwordFault } from '../../../domain/sign-up.ts'
import { TextField } from '../../kit/text-field.tsx'
import { words } from '../words/portal.ts'
import type { StepProps } from './step-props.ts'

const text = words.wizard.person

/** The password of one's own second user; it is sent once it can be used, and never shown again (R24). */
export function PasswordField({
  draft,
  change,
  missing,
}: Pick<StepProps, 'draft' | 'change'> & { missing: string | undefined }) {
  const [password, setPassword] = useState('')
  const [left, setLeft] = useState(false)
  const fault = password === '' ? undefined : passwordFault(password)
  const wrong =
    fault?.code === 'password_short'
      ? words.wizard.faults.password.password_short(Number(fault.values?.['length'] ?? 0))
      : fault && words.wizard.faults.password.password_common
  const type = (typed: string) => {
    setPassword(typed)
    setLeft(false)
    if (typed !== '' && !passwordFault(typed)) change({ password: typed }, true)
  }
  return (
    <TextField
      id="password"
      label={draft.whose === 'holder' ? text.password : text.firstPassword}
      hint={draft.hasPassword && password === '' ? text.passwordSet : text.passwordHint}
      error={(left ? wrong : undefined) ?? (password === '' ? missing : undefined)}
      type="password"
      autoComplete="new-password"
      maxLength={200}
      value={password}
      onChange={type}
      onBlur={() => setLeft(true)}
    />
  )
}
