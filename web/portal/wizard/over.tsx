import { Link, useNavigate } from '@tanstack/react-router'
import { clock } from '../../kit/app/dates.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { bodyOf } from '../../kit/client.ts'
import { api, type Draft } from '../data/api.ts'
import { usePageTitle } from '../frame/page-title.ts'
import { words } from '../words/portal.ts'

const text = words.wizard.over

/** The draft ended after its 24 hours, or was discarded; its entries can be used again. */
export function DraftOver({ draft }: { draft: Draft }) {
  const navigate = useNavigate()
  const toast = useToast()
  const ended = draft.endedAt ? clock(new Date(draft.endedAt)) : ''
  const title = draft.status === 'expired' ? text.ended(ended) : text.discarded
  const heading = usePageTitle(title, `${draft.id} over`)
  const again = async () => {
    try {
      const next = await bodyOf(api.POST('/portal/api/drafts/{id}/again', { params: { path: { id: draft.id } } }))
      await navigate({ to: '/drafts/$draft/$step', params: { draft: next.id, step: 'person' } })
    } catch {
      toast(words.frame.failedWords)
    }
  }
  return (
    <main className="alone card" id="content">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <button type="button" className="btn b" onClick={() => void again()}>
        {text.again}
      </button>
      <Link className="btn" to="/users">
        {text.list}
      </Link>
    </main>
  )
}

export function DraftGone() {
  const heading = usePageTitle(text.gone, 'draft gone')
  return (
    <main className="alone card" id="content">
      <h1 ref={heading} tabIndex={-1}>
        {text.gone}
      </h1>
      <p>{text.goneText}</p>
      <Link className="btn" to="/users">
        {text.list}
      </Link>
    </main>
  )
}
