import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import QRCode from 'qrcode'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../../kit/client.ts'
import { useMe } from '../data/queries.ts'
import { words } from '../words/console.ts'
import { enrol, verifyCode } from './auth.ts'
import { CodeField, PasswordField } from './fields.tsx'
import { Gate, GateError } from './gate.tsx'

type Enrolment = { totpURI: string; backupCodes: string[] }

/** Enrolment of the second factor: password once more, the code to scan, one code typed, the backup codes (R61). */
export function SecondFactorPage() {
  const me = useMe()
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const [done, setDone] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await client.resetQueries()
    await navigate({ to: '/onboardings' })
  }
  if (me.isPending) return null
  const needed = me.error instanceof ApiProblem && me.error.code === 'second-factor-needed'
  if (!me.data && !needed) return <Navigate to="/sign-in" search={{ back: '/second-factor' }} replace />
  if (enrolment && done) return <BackupCodes codes={enrolment.backupCodes} stored={() => void leave()} />
  if (enrolment) return <ScanForm uri={enrolment.totpURI} verified={() => setDone(true)} />
  return <StartForm optional={!needed} begun={setEnrolment} later={() => void leave()} />
}

function StartForm({
  optional,
  begun,
  later,
}: {
  optional: boolean
  begun: (enrolment: Enrolment) => void
  later: () => void
}) {
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await enrol(password)
    if (answer.ok) return begun(answer.data)
    setError(
      answer.status === 429
        ? words.gate.locked
        : answer.status === 0 || answer.status >= 500
          ? words.frame.offline
          : words.gate.wrong,
    )
  }
  return (
    <Gate title={words.gate.enrol}>
      <p className="lead">{optional ? words.gate.enrolOptional : words.gate.enrolText}</p>
      <form onSubmit={(event) => void send(event)}>
        <GateError text={error} />
        <PasswordField value={password} onChange={setPassword} label={words.gate.passwordAgain} />
        <button type="submit" className="btn p lg">
          {words.gate.continue}
        </button>
      </form>
      {optional && (
        <p className="alt">
          <button type="button" className="linkish" onClick={later}>
            {words.gate.later}
          </button>
        </p>
      )}
    </Gate>
  )
}

function ScanForm({ uri, verified }: { uri: string; verified: () => void }) {
  const [code, setCode] = useState('')
  const [error, setError] = useState<string | undefined>()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current) void QRCode.toCanvas(canvas.current, uri, { width: 172, margin: 0 })
  }, [uri])
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await verifyCode(code.replaceAll(/\s/g, ''))
    if (answer.ok) return verified()
    setError(answer.status === 429 ? words.gate.locked : words.gate.codeWrong)
    setCode('')
  }
  return (
    <Gate title={words.gate.scan}>
      <canvas ref={canvas} className="qr" role="img" aria-label={words.gate.scanAlt} />
      <p className="lead sm">
        {words.gate.cantScan} <span className="mono key">{new URL(uri).searchParams.get('secret')}</span>
      </p>
      <p>{words.gate.thenCode}</p>
      <form onSubmit={(event) => void send(event)}>
        <CodeField value={code} onChange={setCode} error={error} />
        <button type="submit" className="btn p lg">
          {words.gate.continue}
        </button>
      </form>
    </Gate>
  )
}

function BackupCodes({ codes, stored }: { codes: readonly string[]; stored: () => void }) {
  const [copied, setCopied] = useState(false)
  return (
    <Gate title={words.gate.backupTitle}>
      <p className="lead">{words.gate.backupText}</p>
      <ul className="backup">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row">
        <button
          type="button"
          className="btn"
          onClick={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true))}
        >
          {copied ? words.frame.copied : words.gate.copy}
        </button>
        <button type="button" className="btn p" onClick={stored}>
          {words.gate.stored}
        </button>
      </div>
    </Gate>
  )
}
