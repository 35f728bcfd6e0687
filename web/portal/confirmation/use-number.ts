import { useState } from 'react'
import { ApiProblem } from '../../kit/client.ts'
import type { Confirmation } from '../data/api.ts'
import { words } from '../words/portal.ts'

type Sent = NonNullable<Confirmation['sent']>

/** A confirmation number on its way to being typed. */
export type NumberAsked = {
  needed: boolean
  sent: Sent | null
  typed: string
  error: string | undefined
  busy: boolean
  type(text: string): void
  /** Mails a new one; the old one is void. */
  request(): Promise<void>
  /** Whether something was typed where it is needed; says so at the field if not. */
  isReady(): boolean
  /** Takes a refusal that is about the number; false for any other. */
  take(error: unknown): boolean
}

/** Holds the number while it is asked for: `ask` mails one, `state` is what the server says (R28). */
export function useNumber(state: Confirmation | null, ask: () => Promise<Sent>): NumberAsked {
  const [asked, setAsked] = useState<Sent | null>()
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [demanded, setDemanded] = useState(false)
  const sent = asked === undefined ? (state?.sent ?? null) : asked
  const needed = demanded || state?.needed === true

  const take = (problem: unknown): boolean => {
    const text = numberProblem(problem)
    if (text === undefined || !(problem instanceof ApiProblem)) return false
    if (problem.code === 'number-needed') setDemanded(true)
    if (problem.code === 'number-over') setAsked(null)
    if (problem.code === 'number-wrong' && sent) setAsked({ ...sent, triesLeft: Number(problem.facts['triesLeft']) })
    setTyped('')
    setError(text)
    return true
  }
  const request = async () => {
    if (busy) return
    setBusy(true)
    setError(undefined)
    setTyped('')
    await ask().then(setAsked, take)
    setBusy(false)
  }
  const isReady = (): boolean => {
    const missing = needed && typed.trim() === ''
    setError(missing ? (sent ? words.confirmation.missing : words.confirmation.none) : undefined)
    return !missing
  }
  return { needed, sent, typed, error, busy, type: setTyped, request, isReady, take }
}

/** What a refusal says about the number; undefined when it is about something else. */
function numberProblem(error: unknown): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  const { code, facts } = error
  if (code === 'number-needed') return words.confirmation.none
  if (code === 'number-wrong') return words.confirmation.wrong(Number(facts['triesLeft']))
  if (code === 'too-many') return words.confirmation.tooMany(Math.ceil(Number(facts['retryAfterSeconds'] ?? 60) / 60))
  if (code !== 'number-over') return undefined
  const because = facts['because']
  return words.confirmation.over[because === 'tries' || because === 'time' ? because : 'changed']
}
