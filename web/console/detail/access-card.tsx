import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { isEnded } from '../../../domain/status.ts'
import { bodyOf } from '../../kit/client.ts'
import { api, type Detail } from '../data/api.ts'
import { RoleGate } from '../frame/role-gate.tsx'
import { useToast } from '../../kit/app/toast.tsx'
import { quotaName } from '../../kit/app/quota-name.ts'
import { words } from '../words/console.ts'
import { day } from '../../kit/app/dates.ts'
import { problemText } from '../words/problems.ts'

/** What the invitation leads to. */
export function AccessCard({ detail }: { detail: Detail }) {
  const { account, role, policy, email, language } = detail
  return (
    <section className="sec">
      <h2>{words.detail.access}</h2>
      <dl className="kv">
        <dt>{words.detail.account}</dt>
        <dd>
          <Link to="/accounts/$id" params={{ id: account.id }}>
            {account.name}
          </Link>{' '}
          · <span className="mono">{account.reference}</span>
        </dd>
        <dt>{words.detail.role}</dt>
        <dd>{role.name}</dd>
        <dt>{words.detail.policy}</dt>
        <dd>
          {policy} · {account.type}
        </dd>
        <dt>{words.detail.seat}</dt>
        <dd>{seatText(detail)}</dd>
        <dt>{words.detail.email}</dt>
        <dd>
          {email} · {words.detail.languages[language] ?? language}
        </dd>
        <dt>{words.detail.dateOfBirth}</dt>
        <dd>
          <DateOfBirth detail={detail} />
        </dd>
      </dl>
    </section>
  )
}

function seatText({ seat, status }: Detail): string {
  if (!seat) return words.detail.seatNone
  if (isEnded(status)) return words.detail.seatFree
  const text = status === 'active' || status === 'suspended' ? words.detail.seatHeld : words.detail.seatTaken
  return text(quotaName(seat.group), seat.taken, seat.limit)
}

/** How long a revealed date stays, in ms. */
const SHOWN_MS = 60_000

/** Masked until somebody asks; shown for a minute, and recorded (R61). */
function DateOfBirth({ detail }: { detail: Detail }) {
  const [shown, setShown] = useState<string | null>(null)
  const toast = useToast()
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => setShown(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])
  useEffect(() => setShown(null), [detail.id])
  if (!detail.hasDateOfBirth) return detail.exempt ? words.detail.notAsked : words.detail.notGiven
  if (shown !== null) return <b aria-live="polite">{shown}</b>
  const show = async () => {
    const params = { path: { id: detail.id } }
    try {
      const { dateOfBirth } = await bodyOf(api.POST('/console/api/onboardings/{id}/date-of-birth', { params }))
      setShown(dateOfBirth ? day(new Date(`${dateOfBirth}T12:00:00Z`)) : words.detail.notGiven)
    } catch (error) {
      toast(problemText(error))
    }
  }
  return (
    <span className="row masked">
      <span aria-hidden="true">{words.detail.masked}</span>
      <span className="sr">{words.detail.maskedRead}</span>
      <RoleGate roles={['reviewer', 'manager']}>
        {(gate) => (
          <button type="button" className="btn xs" {...gate} onClick={() => !gate['aria-disabled'] && void show()}>
            {words.detail.show}
          </button>
        )}
      </RoleGate>
    </span>
  )
}
