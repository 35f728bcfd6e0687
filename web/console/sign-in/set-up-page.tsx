import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { PASSWORD_LEAST } from '../../../domain/sign-up.ts'
import { words } from '../words/console.ts'
import { resetPassword, signInByPassword } from './auth.ts'
import { EmailField, PasswordField } from './fields.tsx'
import { Gate, GateError } from './gate.tsx'

/** The link of a new member of staff, or of somebody who forgot: choose a password, then set up the second factor (R61). */
export function SetUpPage() {
  const { token, error: dead } = useSearch({ from: '/set-up' })
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState<string | undefined>()
  const [error, setError] = useState<string | null>(token && !dead ? null : words.gate.linkDead)
  const client = useQueryClient()
  const navigate = useNavigate()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { length } = [...password]
    if (length < PASSWORD_LEAST) return setFault(words.gate.tooShort(length))
    setFault(undefined)
    const saved = await resetPassword(token ?? '', password)
    if (!saved.ok) return refuse(saved)
    const answer = await signInByPassword(email, password)
    if (!answer.ok || answer.data?.twoFactorRedirect) return void navigate({ to: '/sign-in', search: { why: 'saved' } })
    await client.resetQueries()
    await navigate({ to: '/second-factor' })
  }
  const refuse = ({ code, status }: { code: string; status: number }) => {
    if (code === 'PASSWORD_TOO_COMMON') return setFault(words.gate.tooCommon)
    setError(
      status === 429 ? words.gate.locked : status === 0 || status >= 500 ? words.frame.offline : words.gate.linkDead,
    )
  }
  return (
    <Gate title={words.gate.setUp}>
      <p className="lead">{words.gate.setUpText}</p>
      <form onSubmit={(event) => void save(event)}>
        <GateError text={error} />
        <EmailField value={email} onChange={setEmail} />
        <PasswordField
          value={password}
          onChange={setPassword}
          label={words.gate.newPassword}
          fresh
          error={fault}
          hint={words.gate.passwordHint}
        />
        <button type="submit" className="btn p lg">
          {words.gate.setPassword}
        </button>
      </form>
      <p className="alt">
        <Link to="/sign-in">{words.gate.back}</Link>
      </p>
    </Gate>
  )
}
