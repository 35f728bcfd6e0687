import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { PORTAL_PAGE } from '../../../domain/portal.ts'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { api, type Preview } from '../data/api.ts'
import { usePageTitle } from '../frame/page-title.ts'
import { platform } from '../frame/platform.ts'
import { words } from '../words/portal.ts'
import { takeSecret } from './secret.ts'

/** The way in: says who comes in and where, and only the button uses the link up (R67). */
export function EnterPage() {
  const [secret] = useState(takeSecret)
  const heading = usePageTitle(words.enter.title, 'enter')
  const preview = useQuery({
    queryKey: ['preview'],
    enabled: secret !== '',
    retry: false,
    refetchOnWindowFocus: false,
    queryFn: () => bodyOf(api.POST('/portal/api/preview', { body: { secret } })),
  })
  const dead = secret === '' || (preview.error instanceof ApiProblem && preview.error.code === 'portal-link-dead')
  return (
    <div className="ph-line">
      <main className="alone card" id="content">
        <p className="bn">{platform.name}</p>
        {dead && <Dead />}
        {!dead && preview.error && (
          <p role="alert" className="err">
            {words.enter.failed}
          </p>
        )}
        {!dead && preview.isPending && <p className="mut">{words.enter.loading}</p>}
        {!dead && preview.data && <Confirm preview={preview.data} secret={secret} heading={heading} />}
      </main>
    </div>
  )
}

type ConfirmProps = { preview: Preview; secret: string; heading: React.RefObject<HTMLHeadingElement | null> }

function Confirm({ preview: { account, reference, actor }, secret, heading }: ConfirmProps) {
  const [failed, setFailed] = useState<'dead' | 'failed' | null>(null)
  const [busy, setBusy] = useState(false)
  const client = useQueryClient()
  const router = useRouter()
  const enter = async () => {
    setBusy(true)
    try {
      await bodyOf(api.POST('/portal/api/enter', { body: { secret } }))
      client.clear()
      const open = new URLSearchParams(location.search).get('open') ?? ''
      router.history.replace(`/portal${PORTAL_PAGE.test(open) ? open : '/users'}`)
    } catch (error) {
      setFailed(error instanceof ApiProblem && error.code === 'portal-link-dead' ? 'dead' : 'failed')
    } finally {
      setBusy(false)
    }
  }
  if (failed === 'dead') return <Dead />
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {words.enter.continueAs(actor.name)}
      </h1>
      <p>
        {words.enter.who[actor.kind](account)} · <span className="mono">{reference}</span>
      </p>
      <button type="button" className="btn b" aria-disabled={busy || undefined} onClick={() => void (busy || enter())}>
        {words.enter.go}
      </button>
      {failed === 'failed' && (
        <p role="alert" className="err">
          {words.enter.failed}
        </p>
      )}
      <p className="cap">{words.enter.notYou}</p>
    </>
  )
}

function Dead() {
  return (
    <>
      <h1>{words.enter.dead}</h1>
      <p>{words.enter.deadHint(platform.name)}</p>
      <a className="btn b" href={platform.entry}>
        {words.frame.toPlatform(platform.name)}
      </a>
    </>
  )
}
