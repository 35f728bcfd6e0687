import { Link, useNavigate } from '@tanstack/react-router'
import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { OnboardingRow } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { dueOf, who } from '../marks/facts.ts'
import { DueMark, Rail, StatusMark, TurnMark } from '../marks/marks.tsx'
import { words } from '../words/console.ts'
import { recent } from '../../kit/app/dates.ts'
import { changeOf } from '../words/time-line.ts'
import { rememberOpened } from './position.ts'
import type { Cell, ReadRow } from './reading-list.ts'
import { RowMenu } from './row-menu.tsx'
import type { Selection } from './use-selection.ts'
import { MARK_MS } from './use-reading-list.ts'

type Sort = 'urgent' | 'newest'
type GridProps = {
  rows: readonly ReadRow[]
  at: number
  sort: Sort
  onSort: (sort: Sort) => void
  caption?: string
  plain?: boolean
  selection?: Selection
}

const { columns } = words.list

/** The table of onboardings: two-line rows, a click anywhere opens one. `plain`: without order and account, on an account's page. */
export function Grid({ rows, at, sort, onSort, caption = words.list.title, plain = false, selection }: GridProps) {
  return (
    <table className={plain ? 'grid plain' : 'grid'}>
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          {selection && <SelectPage selection={selection} />}
          <th className="c-p">{columns.person}</th>
          {!plain && <th className="c-a">{columns.account}</th>}
          <th className="c-r">{columns.access}</th>
          <th className="c-s">{columns.status}</th>
          <th className="c-t">{columns.turn}</th>
          {plain ? (
            <th className="c-d">{columns.deadline}</th>
          ) : (
            <SortHead
              className="c-d"
              label={columns.deadline}
              on={sort === 'urgent'}
              direction="ascending"
              choose={() => onSort('urgent')}
            />
          )}
          <th className="c-l">{columns.change}</th>
          <th className="c-m">
            <span className="sr">{columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((shown, i) => (
          <Row key={shown.row.id} shown={shown} at={i === at} plain={plain} selection={selection} />
        ))}
      </tbody>
    </table>
  )
}

type SortHeadProps = {
  className: string
  label: string
  on: boolean
  direction: 'ascending' | 'descending'
  choose: () => void
}

function SortHead({ className, label, on, direction, choose }: SortHeadProps) {
  return (
    <th className={className} aria-sort={on ? direction : undefined}>
      <button type="button" onClick={choose}>
        {label}
        {on && <Icon name={direction === 'ascending' ? 'chevronUp' : 'chevronDown'} size="s" />}
      </button>
    </th>
  )
}

type RowProps = { shown: ReadRow; at: boolean; plain: boolean; selection: Selection | undefined }

function Row({ shown, at, plain, selection }: RowProps) {
  const { row, gone } = shown
  const navigate = useNavigate()
  const marked = useMarked(shown)
  const now = timeNow(row.clockAheadMs)
  const due = dueOf(row, now)
  const open = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a, button, label, [role=menu]')) return
    rememberOpened(row.id)
    void navigate({ to: '/onboardings/$id', params: { id: row.id } })
  }
  const hl = (cell: Cell): string => (marked.includes(cell) ? 'hl' : '')
  return (
    <tr
      className={[at && 'at', gone && 'gone'].filter(Boolean).join(' ') || undefined}
      onClick={open}
      aria-current={at || undefined}
    >
      {selection && <SelectRow row={row} selection={selection} />}
      <td className="c-p">
        <Link
          id={`row-${row.id}`}
          className="quiet one still"
          to="/onboardings/$id"
          params={{ id: row.id }}
          title={who(row)}
          onClick={() => rememberOpened(row.id)}
        >
          <b className={hl('person')}>{who(row)}</b>
        </Link>
        <small title={row.name ? row.email : undefined}>
          {gone ? words.list.gone : row.name ? row.email : words.noName}
        </small>
      </td>
      {!plain && (
        <td className="c-a">
          <span className="one">{row.account.name}</span>
          <small>
            {row.account.reference} · {row.account.type}
          </small>
        </td>
      )}
      <td className="c-r">{row.role.name}</td>
      <td className="c-s">
        <span className={hl('status')}>
          <StatusMark row={row} />
        </span>
        <Rail row={row} />
      </td>
      <td className="c-t">
        <span className={hl('turn')}>
          <TurnMark row={row} />
        </span>
      </td>
      <td className="c-d">
        <span className={hl('deadline')}>
          <DueMark due={due} />
        </span>
        <small>{due.detail}</small>
      </td>
      <Change row={row} now={now} className={hl('change')} />
      <td className="c-m">
        <RowMenu row={row} />
      </td>
    </tr>
  )
}

function SelectPage({ selection }: { selection: Selection }) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = selection.page === 'some'
  }, [selection.page])
  return (
    <th className="c-x">
      <label>
        <input
          ref={box}
          type="checkbox"
          className="cb"
          aria-label={words.list.selectAll}
          checked={selection.page === 'all'}
          onChange={selection.togglePage}
        />
      </label>
    </th>
  )
}

function SelectRow({ row, selection }: { row: OnboardingRow; selection: Selection }) {
  return (
    <td className="c-x">
      <label>
        <input
          type="checkbox"
          className="cb"
          aria-label={words.list.select(who(row))}
          checked={selection.has(row.id)}
          onChange={() => selection.toggle(row.id)}
        />
      </label>
    </td>
  )
}

function Change({ row, now, className }: { row: OnboardingRow; now: Date; className: string }) {
  return (
    <td className="c-l">
      <span className="one">
        <span className={className}>{changeOf(row.lastEvent)}</span>
      </span>
      <small>{recent(new Date(row.changedAt), now)}</small>
    </td>
  )
}

/** The cells that changed, for four seconds. */
function useMarked({ changed, changedAt }: ReadRow): readonly Cell[] {
  const [over, setOver] = useState(0)
  useEffect(() => {
    if (changedAt === 0) return
    const timer = setTimeout(() => setOver(changedAt), Math.max(0, changedAt + MARK_MS - Date.now()))
    return () => clearTimeout(timer)
  }, [changedAt])
  return over === changedAt ? [] : changed
}
