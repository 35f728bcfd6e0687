import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Right, RIGHT_GROUPS } from '../../../domain/rights.ts'
import { Icon } from '../../kit/icons.tsx'
import type { AccessLine } from '../data/api.ts'
import { Failed, NotFound } from '../frame/failed.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { RightBox } from '../wizard/right-box.tsx'
import { rightsIn } from '../wizard/steps.ts'
import { Summary } from '../wizard/summary.tsx'
import { words } from '../words/portal.ts'
import { NumberFields } from './number-fields.tsx'
import { firstNameOf, nameOf, useAccessRights } from './use-access.ts'
import { useChangeRights } from './use-change-rights.ts'

const text = words.access.changing

/** “Change rights…” of one user: taking works at once, giving is confirmed. */
export function RightsPage() {
  const { id } = useParams({ strict: false })
  const access = useAccessRights()
  const line = access.data?.items.find((one) => one.id === id)
  if (line) return <Rights key={line.id} line={line} />
  if (access.data) return <NotFound />
  return access.error ? <Failed what={words.access.what} again={() => void access.refetch()} /> : null
}

function Rights({ line }: { line: AccessLine }) {
  const heading = usePageTitle(text.title(nameOf(line)), `rights ${line.id}`)
  const [rights, setRights] = useState<readonly Right[]>(line.rights)
  const { save, busy, fault, confirms, number, setNumber } = useChangeRights(line, rights)
  const given = rights.filter((right) => !line.rights.includes(right))
  const taken = line.rights.filter((right) => !rights.includes(right))
  const changed = [
    ...(given.length > 0 ? [text.given(given.length)] : []),
    ...(taken.length > 0 ? [text.taken(taken.length)] : []),
  ]
  const toggle = (right: Right, on: boolean) =>
    setRights(on ? [...rights, right] : rights.filter((one) => one !== right))
  if (!line.allowed.includes('change_rights')) return <Gone />
  return (
    <main className="pg" id="content">
      <h1 ref={heading} tabIndex={-1}>
        {text.title(nameOf(line))}
      </h1>
      <p className="mut ac-intro">{text.intro(firstNameOf(line))}</p>
      {line.second?.userName && taken.length > 0 && (
        <p className="note fl" role="status">
          <Icon name="people" />
          <span>{text.withSecond(firstNameOf(line), line.second.userName)}</span>
        </p>
      )}
      <form noValidate onSubmit={(event) => (event.preventDefault(), void save())}>
        {fault && <Summary texts={[fault]} />}
        {RIGHT_GROUPS.map((group) => (
          <fieldset key={group} className="card rights-group">
            <legend className="rights-title">{words.wizard.steps[group]}</legend>
            {rightsIn(line.shown, group).map((right) => (
              <RightBox
                key={right}
                right={right}
                ticked={rights.includes(right)}
                why={line.choosable.includes(right) || line.rights.includes(right) ? undefined : whyNot(line)}
                check={line.whose === 'person'}
                toggle={(on) => toggle(right, on)}
              />
            ))}
          </fieldset>
        ))}
        {confirms && <NumberFields id={line.id} rights={rights} value={number} type={setNumber} />}
        <div className="end">
          <Link className="btn" to="/users">
            {words.frame.cancel}
          </Link>
          <span className="sp" />
          <span className="cap">{changed.join(', ') || text.nothing}</span>
          <button type="submit" className="btn b" aria-disabled={busy || changed.length === 0 || undefined}>
            {text.save}
          </button>
        </div>
      </form>
    </main>
  )
}

const whyNot = ({ first }: AccessLine): string =>
  first ? words.wizard.ticking.firstLacks(first.name) : words.wizard.ticking.lacking

function Gone() {
  return (
    <main className="alone card" id="content">
      <h1>{text.gone}</h1>
      <Link className="btn" to="/users">
        {words.frame.toUsers}
      </Link>
    </main>
  )
}
