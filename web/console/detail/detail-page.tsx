import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ApiProblem } from '../../kit/client.ts'
import type { Detail } from '../data/api.ts'
import { useRefreshOnChange } from '../../kit/app/live.tsx'
import { useDetail } from '../data/queries.ts'
import { useTicking } from '../../kit/app/ticking.ts'
import { Failed, NotFound } from '../frame/failed.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { rememberOpened } from '../list/position.ts'
import { StatusPill } from '../marks/marks.tsx'
import { statusLabel, who } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { AccessCard } from './access-card.tsx'
import { DetailActions } from './detail-actions.tsx'
import { DetailCrumb } from './detail-crumb.tsx'
import { MailList } from './mail-list.tsx'
import { NextBand } from './next-band.tsx'
import { Notes } from './notes.tsx'
import { Steps } from './steps.tsx'
import { TimeLine } from './time-line.tsx'
import { VerificationList } from './verification-list.tsx'

/** One onboarding: what comes next, whose turn, until when, and all that happened (R58). */
export function DetailPage() {
  const { id } = useParams({ from: '/inside/onboardings/$id' })
  const found = useDetail(id)
  useRefreshOnChange(['detail'], id)
  useTicking(20_000)
  useEffect(() => rememberOpened(id), [id])
  if (found.data) return <DetailBody detail={found.data} />
  if (found.error instanceof ApiProblem && found.error.status === 404) return <NotFound />
  if (found.error) return <Failed what={words.detail.nextStep} error={found.error} again={() => void found.refetch()} />
  return null
}

function DetailBody({ detail }: { detail: Detail }) {
  const heading = usePageTitle(`${who(detail)} · ${statusLabel(detail)}`, detail.id)
  return (
    <>
      <header className="hd">
        <DetailCrumb detail={detail} />
        <div className="title">
          <h1 ref={heading} tabIndex={-1}>
            {who(detail)}
          </h1>
          <StatusPill row={detail} />
          <DetailActions detail={detail} />
        </div>
      </header>
      <div className="scroll" tabIndex={-1}>
        <div className="detail">
          <NextBand detail={detail} />
          <Steps detail={detail} />
          <div className="card">
            <TimeLine detail={detail} />
            <Notes detail={detail} />
          </div>
          <div className="card">
            <AccessCard detail={detail} />
            <VerificationList detail={detail} />
            <MailList detail={detail} />
          </div>
        </div>
      </div>
    </>
  )
}
