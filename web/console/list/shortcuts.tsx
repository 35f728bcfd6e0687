import { useLocalStorage } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { Dialog } from '../../kit/dialog.tsx'
import { useKeys } from '../frame/use-keys.ts'
import { words } from '../words/console.ts'
import { rememberOpened } from './position.ts'
import type { ReadRow } from './reading-list.ts'

const { keys } = words.list

/** Single-key shortcuts can be switched off (WCAG 2.1.4); the choice stays in this browser. */
export const useSingleKeys = () =>
  useLocalStorage({ key: 'usher-single-keys', defaultValue: true, getInitialValueInEffect: false })

type ListKeys = {
  rows: readonly ReadRow[]
  at: number
  setAt: (at: number) => void
  select: (id: string) => void
  search: () => void
  fresh: () => void
  help: () => void
  off: boolean
}

/** J and K move, Enter opens, X selects, F goes to the filters, / searches, R shows what is new, ? explains. */
export function useListKeys({ rows, at, setAt, select, search, fresh, help, off }: ListKeys): void {
  const [on] = useSingleKeys()
  const navigate = useNavigate()
  const move = (by: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, at + by))
    setAt(next)
    const id = rows[next]?.row.id
    if (id) document.getElementById(`row-${id}`)?.focus()
  }
  const open = () => {
    const id = rows[at]?.row.id
    if (!id || document.activeElement?.closest('button, a:not([id^=row-])')) return
    rememberOpened(id)
    void navigate({ to: '/onboardings/$id', params: { id } })
  }
  const single: [string, () => void][] = [
    ['J', () => move(1)],
    ['K', () => move(-1)],
    ['X', () => rows[at] && select(rows[at].row.id)],
    ['F', () => document.querySelector<HTMLElement>('.bar .f, .bar .fon button')?.focus()],
    ['/', search],
    ['R', fresh],
    ['Enter', open],
  ]
  const all: [string, () => void][] = [...(on ? single : []), ['shift+?', help], ['?', help]]
  useKeys(off ? [] : all.map(([key, run]) => [key, run, { preventDefault: key !== 'Enter' }]))
}

export function Shortcuts({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useSingleKeys()
  const lines: [string[], string][] = [
    [['J', 'K'], keys.move],
    [['Enter'], keys.open],
    [['X'], keys.select],
    [['F'], keys.filter],
    [['/'], keys.search],
    [['R'], keys.fresh],
    [['?'], keys.help],
  ]
  return (
    <Dialog
      title={words.list.shortcutsTitle}
      closeLabel={words.frame.close}
      onClose={onClose}
      buttons={
        <button type="button" className="btn" data-autofocus onClick={onClose}>
          {words.frame.close}
        </button>
      }
    >
      <dl className="keys">
        {lines.map(([letters, text]) => (
          <div key={text} className="row">
            <dt>
              {letters.map((letter) => (
                <span key={letter} className="kbd">
                  {letter}
                </span>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <label className="row fl">
        <input type="checkbox" className="cb" checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />
        {words.list.shortcutsOff}
      </label>
    </Dialog>
  )
}
