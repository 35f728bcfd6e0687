import { Link } from '@tanstack/react-router'
import { RIGHT_GROUPS, type Right, type RightGroup } from '../../../domain/rights.ts'
import { fullMoment, span } from '../../kit/app/dates.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { Icon } from '../../kit/icons.tsx'
import type { Draft } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { actingRight, nameOf, whoOf, wordsOf } from './facts.ts'
import { pathOf, rightsIn, type StepId } from './steps.ts'

const text = words.wizard.review

/** Everything entered, and all rights of all groups: given and not given told apart by mark, strike and words (R27). */
export function ReviewTable({ draft }: { draft: Draft }) {
  const given = draft.shown.filter((right) => draft.rights.includes(right))
  const acting = actingRight(draft)
  const check = acting ? text.check(wordsOf(acting).name) : text.noCheck
  return (
    <div className="card rv">
      <Who draft={draft} />
      <div className="key">
        <span className="y">
          <Mark given />
          <b>{text.given(given.length)}</b>
        </span>
        <span className="no">
          <Mark given={false} />
          {text.notGiven(draft.shown.length - given.length)}
        </span>
        <span className="key-check">
          <Icon name="idCard" size="s" />
          {draft.whose === 'person' ? check : text.noCheckSecond}
        </span>
      </div>
      <div className="gs">
        {RIGHT_GROUPS.map((group) => (
          <Group key={group} draft={draft} group={group} />
        ))}
        <Comes draft={draft} />
      </div>
    </div>
  )
}

function Who({ draft }: { draft: Draft }) {
  const { whose, relationship, relationshipConfirmed: confirmed } = draft
  return (
    <>
      <dl className="who">
        <Entry label={text.name} value={draft.name} />
        <Entry label={text.userName} value={draft.userName} mono />
        {whose === 'person' && (
          <>
            <Entry label={text.toYou} value={relationship ? words.wizard.person.relationships[relationship] : ''} />
            <Entry label={text.email} value={draft.email} />
            <Entry label={text.language} value={words.wizard.person.languages[draft.language]} />
          </>
        )}
        <div className="who-change">
          <dt className="sr">{text.change}</dt>
          <dd>
            <Change draft={draft} step="person" what={words.wizard.steps.person} />
          </dd>
        </div>
      </dl>
      {whose === 'person' && (
        <p className="sm own">
          <Icon name={confirmed ? 'check' : 'warning'} size="s" />
          {confirmed ? text.confirmed(nameOf(draft)) : text.notConfirmed(nameOf(draft))}
        </p>
      )}
      {draft.message !== '' && (
        <p className="sm own">
          <Icon name="speech" size="s" />
          <span>
            {text.message}: “{draft.message}”
          </span>
        </p>
      )}
    </>
  )
}

function Entry({ label, value, mono }: { label: string; value: string; mono?: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={mono ? 'mono' : undefined}>{value.trim() || text.missing}</dd>
    </div>
  )
}

function Change({ draft, step, what }: { draft: Draft; step: StepId; what: string }) {
  return (
    <Link className="sm" to="/drafts/$draft/$step" params={{ draft: draft.id, step: pathOf(step) }}>
      {text.change}
      <span className="sr">{text.changeOf(what)}</span>
    </Link>
  )
}

function Group({ draft, group }: { draft: Draft; group: RightGroup }) {
  const rights = rightsIn(draft.shown, group)
  const title = words.wizard.steps[group]
  const given = rights.filter((right) => draft.rights.includes(right)).length
  return (
    <section className="g">
      <h3>
        {title} <span>{words.wizard.of(given, rights.length)}</span>
        <Change draft={draft} step={group} what={title} />
      </h3>
      <ul>
        {rights.map((right) => (
          <RightLine key={right} right={right} given={draft.rights.includes(right)} />
        ))}
      </ul>
    </section>
  )
}

function RightLine({ right, given }: { right: Right; given: boolean }) {
  const { name } = wordsOf(right)
  return (
    <li className={given ? 'y' : 'no'}>
      <Mark given={given} />
      <span>
        {given ? name : <s>{name}</s>}
        <span className="sr">{given ? text.isGiven : text.isNotGiven}</span>
      </span>
    </li>
  )
}

/** A disc with a check, or a square with a cross: told apart without colour. */
function Mark({ given }: { given: boolean }) {
  return (
    <span className="m" aria-hidden="true">
      <Icon name={given ? 'check' : 'cross'} size="s" />
    </span>
  )
}

function Comes({ draft }: { draft: Draft }) {
  const { whose, power, seats, openForMs } = draft
  const until = fullMoment(new Date(timeNow().getTime() + openForMs))
  return (
    <section className="g">
      <h3>{text.comes}</h3>
      <ul>
        {power && (
          <li>
            <Icon name="file" />
            <span>{text.power(power.version, whoOf(draft))}</span>
          </li>
        )}
        <li>
          <Icon name="people" />
          <span>
            {whose === 'person' && seats ? text.seat(Math.min(seats.taken + 1, seats.limit), seats.limit) : text.noSeat}
          </span>
        </li>
        <li>
          <Icon name="clock" />
          <span>{whose === 'person' ? text.open(span(openForMs), until) : text.atOnce}</span>
        </li>
      </ul>
    </section>
  )
}
