import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { words } from '../words/console.ts'
import { askForPasswordLink, signInByPassword, verifyBackupCode, verifyCode } from './auth.ts'
import { CodeField, EmailField, PasswordField } from './fields.tsx'
import { Gate, GateError } from './gate.tsx'

type Stage = 'password' | 'code' | 'forgot'

/** The own login of staff: password, then a second factor (R61). */
export function SignInPage() {
  const { back, why } = useSearch({ from: '/sign-in' })
  const [stage, setStage] = useState<Stage>('password')
  const [email, setEmail] = useState('')
  const client = useQueryClient()
  const navigate = useNavigate()
  const goOn = async () => {
    await client.resetQueries()
    await navigate({ href: innerAddress(back), replace: true })
  }
  if (stage === 'code') return <CodeForm done={() => void goOn()} />
  if (stage === 'forgot') return <ForgotForm email={email} setEmail={setEmail} back={() => setStage('password')} />
  return (
    <PasswordForm
      email={email}
      setEmail={setEmail}
      told={why === 'idle' ? words.gate.idle : why === 'saved' ? words.gate.saved : undefined}
      askCode={() => setStage('code')}
      forgot={() => setStage('forgot')}
      done={() => void goOn()}
    />
  )
}

/** Where to go on: an address of the console itself, never one of elsewhere. */
const innerAddress = (back: string | undefined): string =>
  back?.startsWith('/console/')
    ? back.slice('/console'.length)
    : back?.startsWith('/') && !back.startsWith('//')
      ? back
      : '/onboardings'

type PasswordFormProps = {
  email: string
  setEmail: (email: string) => void
  /** Why one is here. */
  told: string | undefined
  askCode: () => void
  forgot: () => void
  done: () => void
}

function PasswordForm({ email, setEmail, told, askCode, forgot, done }: PasswordFormProps) {
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setError(null)
    const answer = await signInByPassword(email, password)
    setBusy(false)
    if (!answer.ok) return setError(refusedText(answer.status, words.gate.wrong))
    if (answer.data?.twoFactorRedirect) askCode()
    else done()
  }
  return (
    <Gate title={words.gate.signIn}>
      {told && <p className="lead">{told}</p>}
      <form onSubmit={(event) => void send(event)}>
        <GateError text={error} />
        <EmailField value={email} onChange={setEmail} />
        <PasswordField value={password} onChange={setPassword} />
        <button type="submit" className="btn p lg" aria-disabled={busy || undefined}>
          {words.gate.continue}
        </button>
      </form>
      <p className="alt">
        <button type="button" className="linkish" onClick={forgot}>
          {words.gate.forgot}
        </button>
      </p>
    </Gate>
  )
}

/** The same words for a wrong address and a wrong password; only a limit says more. */
const refusedText = (status: number, wrong: string): string =>
  status === 429 ? words.gate.locked : status === 0 || status >= 500 ? words.frame.offline : wrong

function CodeForm({ done }: { done: () => void }) {
  const [code, setCode] = useState('')
  const [backup, setBackup] = useState(false)
  const [error, setError] = useState<string | undefined>()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const answer = backup ? await verifyBackupCode(code.trim()) : await verifyCode(code.replaceAll(/\s/g, ''))
    if (answer.ok) return done()
    setError(refusedText(answer.status, backup ? words.gate.backupWrong : words.gate.codeWrong))
    setCode('')
  }
  const swap = () => {
    setBackup(!backup)
    setCode('')
    setError(undefined)
  }
  return (
    <Gate title={words.gate.codeTitle}>
      <form onSubmit={(event) => void send(event)}>
        <CodeField key={String(backup)} value={code} onChange={setCode} backup={backup} error={error} />
        <button type="submit" className="btn p lg">
          {words.gate.continue}
        </button>
      </form>
      <p className="alt">
        <button type="button" className="linkish" onClick={swap}>
          {backup ? words.gate.useApp : words.gate.useBackup}
        </button>
      </p>
    </Gate>
  )
}

function ForgotForm({ email, setEmail, back }: { email: string; setEmail: (email: string) => void; back: () => void }) {
  const [mailed, setMailed] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await askForPasswordLink(email)
    if (answer.ok) setMailed(true)
    else setError(refusedText(answer.status, words.frame.offline))
  }
  return (
    <Gate title={words.gate.forgot}>
      {mailed ? (
        <p className="lead" role="status">
          {words.gate.mailed}
        </p>
      ) : (
        <form onSubmit={(event) => void send(event)}>
          <p className="lead">{words.gate.forgotText}</p>
          <GateError text={error} />
          <EmailField value={email} onChange={setEmail} />
          <button type="submit" className="btn p lg">
            {words.gate.mailLink}
          </button>
        </form>
      )}
      <p className="alt">
        <button type="button" className="linkish" onClick={back}>
          {words.gate.back}
        </button>
      </p>
    </Gate>
  )
}
