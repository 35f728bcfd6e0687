import { useState } from 'react'
import { NUMBER_MS } from '../../../domain/confirmation.ts'
import type { Right } from '../../../domain/rights.ts'
import { clock } from '../../kit/app/dates.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { api } from '../data/api.ts'
import { words } from '../words/portal.ts'

const text = words.wizard.confirm

type Props = { id: string; rights: readonly Right[]; value: string; type: (typed: string) => void }

/** The number that confirms exactly these rights (R28). */
export function NumberFields({ id, rights, value, type }: Props) {
  const [sent, setSent] = useState<string>()
  const toast = useToast()
  const request = async () => {
    try {
      const params = { path: { id } }
      const body = { rights: [...rights] }
      const answer = await bodyOf(api.POST('/portal/api/access-rights/{id}/number', { params, body }))
      const until = new Date(answer.worksUntil)
      const at = clock(new Date(until.getTime() - NUMBER_MS))
      setSent(text.sent(answer.sentTo, at, clock(until), answer.triesLeft))
    } catch (error) {
      toast(error instanceof ApiProblem && error.message ? error.message : words.frame.failedWords)
    }
  }
  return (
    <section className="card cf rights-number">
      <section>
        <h3>
          <label htmlFor="number">{text.number}</label>
        </h3>
        <p className="sm mut" role="status">
          {sent ?? text.ask}
        </p>
        <input
          id="number"
          className="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          value={value}
          onChange={(event) => type(event.currentTarget.value.replaceAll(/[^\d]/g, '').slice(0, 6))}
        />
        <div className="row wz-request">
          <button type="button" className="btn xs" autoFocus onClick={() => void request()}>
            {text.request}
          </button>
        </div>
        <p className="cap">{text.voids}</p>
      </section>
    </section>
  )
}
