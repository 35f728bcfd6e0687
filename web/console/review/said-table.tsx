import { type ReactNode, useEffect, useState } from 'react'
import { Link } from '@tanstack/react-router'
import type { Match } from '../../../domain/comparison.ts'
import { bodyOf } from '../../kit/client.ts'
import { Icon } from '../../kit/icons.tsx'
import { api, type Compared, type Review } from '../data/api.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { firstName } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { day } from '../../kit/app/dates.ts'
import { problemText } from '../words/problems.ts'

const { typing } = words.review

/** What is known of one's typing: just compared, or kept from before, without the words themselves. */
type Known = Omit<Compared, 'typed'> & { typed?: Compared['typed'] }

/** Field by field: what the person said, what the reviewer typed, and how they fit. A hint, never a decision (R45). */
export function SaidTable({ review, compared }: { review: Review; compared: Compared | null }) {
  const known: Known | null = compared ?? review.typed
  const asked = <span className="mut">{typing.notAsked}</span>
  return (
    <table>
      <caption className="sr">{words.review.compareTitle}</caption>
      <thead>
        <tr>
          <th>{words.review.field}</th>
          <th>
            {words.review.said} {firstName(review)}
          </th>
          <th>{typing.typed}</th>
          <th className="c-m">{typing.match}</th>
        </tr>
      </thead>
      <tbody>
        <Row field={words.review.name} said={review.name ?? words.noName} typed={known?.typed?.name} is={known?.name} />
        <Row
          field={words.review.dateOfBirth}
          said={<Born review={review} />}
          typed={known?.typed?.birth}
          is={known?.birth}
        />
        {review.documents.length > 0 && (
          <>
            <Row field={typing.until} said={asked} typed={known?.typed?.until} is={known?.until} />
            {known?.digits !== null && <Digits digits={known?.digits} said={asked} />}
            <Row field={typing.used} said={asked} typed={known && <UsedBy known={known} />} is={known?.used} />
          </>
        )}
      </tbody>
    </table>
  )
}

type RowProps = { field: string; said: ReactNode; typed: ReactNode; is: Match | null | undefined }

function Row({ field, said, typed, is }: RowProps) {
  return (
    <tr>
      <td>{field}</td>
      <td>{said}</td>
      <td>{typed ?? (is ? <span className="mut">{typing.notKept}</span> : null)}</td>
      <td>{is && <Fit is={is} />}</td>
    </tr>
  )
}

type Tone = 'ok' | 'soon' | 'bad'
const TONES: Readonly<Record<Match, Tone>> = {
  same: 'ok',
  in_date: 'ok',
  unique: 'ok',
  partly: 'soon',
  differs: 'bad',
  unreadable: 'bad',
  out_of_date: 'bad',
  used_before: 'bad',
}
const ICONS = { ok: 'check', soon: 'warning', bad: 'cross' } as const

const Fit = ({ is }: { is: Match }) => <Mark tone={TONES[is]}>{typing.matches[is]}</Mark>

function Mark({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`mt ${tone}`}>
      <Icon name={ICONS[tone]} size="s" />
      {children}
    </span>
  )
}

/** How many check digits agree, and which don’t. */
function Digits({ digits, said }: { digits: Compared['digits'] | undefined; said: ReactNode }) {
  const agree = digits?.filter((digit) => digit.is === 'agrees') ?? []
  const wrong = digits?.find((digit) => digit.is === 'wrong')
  const all = agree.length === digits?.length
  return (
    <tr>
      <td>{typing.digits}</td>
      <td>{said}</td>
      <td>
        {digits &&
          (wrong
            ? typing.wrongDigit(wrong.line)
            : typing.digitsTyped(
                agree.map(({ of }) => of),
                all,
              ))}
      </td>
      <td>
        {digits && (
          <Mark tone={all ? 'ok' : 'bad'}>
            {all ? typing.digitsAgree : typing.someAgree(agree.length, digits.length)}
          </Mark>
        )}
      </td>
    </tr>
  )
}

function UsedBy({ known }: { known: Known }) {
  if (known.used === 'unreadable') return typing.numberUnread
  if (!known.usedBy) return typing.nobodyElse
  return (
    <Link to="/onboardings/$id" params={{ id: known.usedBy }}>
      {typing.another}
    </Link>
  )
}

const SHOWN_MS = 60_000

/** The date of birth is shown on request, which is recorded. */
function Born({ review }: { review: Review }) {
  const [born, setBorn] = useState<string | null>(null)
  const toast = useToast()
  useEffect(() => {
    if (born === null) return
    const timer = setTimeout(() => setBorn(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [born])
  const show = async () => {
    const params = { path: { id: review.id } }
    try {
      const answer = await bodyOf(api.POST('/console/api/onboardings/{id}/date-of-birth', { params }))
      setBorn(answer.dateOfBirth ? day(new Date(`${answer.dateOfBirth}T12:00:00Z`)) : words.detail.notGiven)
    } catch (error) {
      toast(problemText(error))
    }
  }
  if (born !== null) return born
  return (
    <span className="row">
      <span aria-hidden="true">{words.detail.masked}</span>
      <button type="button" className="btn xs" onClick={() => void show()}>
        {words.detail.show}
      </button>
    </span>
  )
}
