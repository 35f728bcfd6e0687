import { useEffect, useRef } from 'react'
import { useAnnounce } from '../../kit/app/announcer.tsx'
import { Icon } from '../../kit/icons.tsx'
import { readsOnly } from '../../../domain/rights.ts'
import type { Draft } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { actingRight, whoOf, wordsOf } from './facts.ts'

const text = words.wizard.side
/** So many lines of what can't be done are shown. */
const CANT_MOST = 5
/** What changed is read when nothing more was ticked for so long, in ms. */
const READ_AFTER_MS = 1_000

/** What the person may do so far, can't do, and what that means; beside the boxes. */
export function Side({ draft }: { draft: Draft }) {
  useReadAloud(draft)
  return (
    <aside className="card side" aria-label={text.label}>
      <SideParts draft={draft} />
    </aside>
  )
}

/** The same as a fold, above the buttons of a phone. */
export function SideFold({ draft }: { draft: Draft }) {
  return (
    <details className="card side-fold">
      <summary>{text.may(whoOf(draft))}</summary>
      <SideParts draft={draft} />
    </details>
  )
}

function SideParts({ draft }: { draft: Draft }) {
  const who = whoOf(draft)
  const given = draft.shown.filter((right) => draft.rights.includes(right))
  const cant = draft.shown.filter((right) => !draft.rights.includes(right) && !readsOnly(right))
  return (
    <>
      <section>
        <h3>{text.may(who)}</h3>
        {given.length === 0 ? (
          <p className="sm mut">{text.mayNothing}</p>
        ) : (
          <ul>
            {given.map((right) => (
              <li key={right} className="ok">
                <Icon name="check" size="s" />
                <span className="said">{wordsOf(right).may}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h3>{text.cant(who)}</h3>
        <ul className="mut">
          {cant.slice(0, CANT_MOST).map((right) => (
            <li key={right}>
              <Icon name="cross" size="s" />
              {wordsOf(right).mayNot}
            </li>
          ))}
          {cant.length > CANT_MOST && <li className="more-lines">{text.more(cant.length - CANT_MOST)}</li>}
        </ul>
      </section>
      <section>
        <h3>{text.means}</h3>
        <Means draft={draft} who={who} />
      </section>
    </>
  )
}

function Means({ draft, who }: { draft: Draft; who: string }) {
  const { whose, power, seats } = draft
  const acting = actingRight(draft)
  const check = acting ? text.check(who, `“${wordsOf(acting).name}”`) : text.noCheck(who)
  return (
    <ul>
      <li>
        <Icon name="idCard" size="s" />
        <span>{whose === 'person' ? check : text.noCheckSecond}</span>
      </li>
      {power && (
        <li>
          <Icon name="file" size="s" />
          <span>{text.power(who, power.version)}</span>
        </li>
      )}
      <li>
        <Icon name="people" size="s" />
        <span>{whose === 'person' && seats ? text.seats(seats.taken, seats.limit, who) : text.noSeat}</span>
      </li>
    </ul>
  )
}

/** Reads what the ticks came to, a second after the last one. */
function useReadAloud(draft: Draft): void {
  const announce = useAnnounce()
  const before = useRef(draft.rights.length)
  const count = draft.rights.length
  const check = actingRight(draft) !== undefined
  useEffect(() => {
    if (before.current === count) return
    const timer = setTimeout(() => {
      before.current = count
      announce(text.announce(count, check))
    }, READ_AFTER_MS)
    return () => clearTimeout(timer)
  }, [count, check])
}
