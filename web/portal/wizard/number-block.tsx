import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { NUMBER_MS } from '../../../domain/confirmation.ts'
import { clock } from '../../kit/app/dates.ts'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { ErrorLine } from '../../kit/field.tsx'
import { api, type Draft } from '../data/api.ts'
import { words } from '../words/portal.ts'

const text = words.wizard.confirm

type NumberProps = { draft: Draft; value: string; fault: string | undefined; type: (typed: string) => void }

/** Six digits by mail, for whoever has no fresh second factor (R28). */
export function NumberBlock({ draft, value, fault, type }: NumberProps) {
  const { needed, sent } = draft.confirmation
  if (!needed) {
    return (
      <section>
        <p className="sm mut">{text.fresh}</p>
      </section>
    )
  }
  return (
    <NumberSection said={sent ? sentText(sent) : text.ask} value={value} fault={fault} type={type}>
      <RequestButton draft={draft} forget={() => type('')} />
    </NumberSection>
  )
}

type SectionProps = Omit<NumberProps, 'draft'> & { said: string; children: ReactNode }

/** What was sent, the field for it, and the button (`children`) that sends another. */
export function NumberSection({ said, value, fault, type, children }: SectionProps) {
  return (
    <section>
      <h3>
        <label htmlFor="number">{text.number}</label>
      </h3>
      <p className="sm mut" role="status">
        {said}
      </p>
      <input
        id="number"
        className="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        value={value}
        aria-describedby={fault ? 'number-error' : undefined}
        {...(fault && { 'aria-invalid': true as const })}
        onChange={(event) => type(event.currentTarget.value.replaceAll(/[^\d]/g, '').slice(0, 6))}
      />
      {fault && <ErrorLine id="number-error">{fault}</ErrorLine>}
      {children}
      <p className="cap">{text.voids}</p>
    </section>
  )
}

type Sent = NonNullable<Draft['confirmation']['sent']>

/** Where a number went, when, until when it works, and how many tries are left. */
export function sentText({ sentTo, worksUntil, triesLeft }: Sent): string {
  const until = new Date(worksUntil)
  return text.sent(sentTo, clock(new Date(until.getTime() - NUMBER_MS)), clock(until), triesLeft)
}

function RequestButton({ draft, forget }: { draft: Draft; forget: () => void }) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const request = async () => {
    if (busy) return
    setBusy(true)
    setFailed(undefined)
    try {
      await bodyOf(api.POST('/portal/api/drafts/{id}/number', { params: { path: { id: draft.id } } }))
      forget()
    } catch (error) {
      setFailed(requestFault(error))
    }
    await client.invalidateQueries({ queryKey: ['draft', draft.id] })
    setBusy(false)
  }
  return (
    <>
      <div className="row wz-request">
        <button type="button" className="btn xs" aria-disabled={busy || undefined} onClick={() => void request()}>
          {text.request}
        </button>
      </div>
      {failed && <ErrorLine role="alert">{failed}</ErrorLine>}
    </>
  )
}

const requestFault = (error: unknown): string => {
  if (!(error instanceof ApiProblem)) return words.frame.failedWords
  return error.code === 'draft-incomplete' ? text.incomplete : error.message || words.frame.failedWords
}
