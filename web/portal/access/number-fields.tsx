import { useState } from 'react'
import type { Right } from '../../../domain/rights.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { api } from '../data/api.ts'
import { NumberSection, sentText } from '../wizard/number-block.tsx'
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
      setSent(sentText(await bodyOf(api.POST('/portal/api/access-rights/{id}/number', { params, body }))))
    } catch (error) {
      toast(error instanceof ApiProblem && error.message ? error.message : words.frame.failedWords)
    }
  }
  return (
    <section className="card cf rights-number">
      <NumberSection said={sent ?? text.ask} value={value} fault={undefined} type={type}>
        <div className="row wz-request">
          <button type="button" className="btn xs" autoFocus onClick={() => void request()}>
            {text.request}
          </button>
        </div>
      </NumberSection>
    </section>
  )
}
