import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ErrorLine } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { shortMoment } from '../../kit/app/dates.ts'
import { words } from '../words/portal.ts'
import { faultText, money, whoOf } from './facts.ts'
import { NumberBlock } from './number-block.tsx'
import { ReviewTable } from './review-table.tsx'
import { SaveTemplateDialog } from './template-dialogs.tsx'
import type { StepProps } from './step-props.ts'
import { Summary } from './summary.tsx'
import { useConfirm } from './use-confirm.ts'

const text = words.wizard.confirm

/** Step 9: the review stays in view; fee and number; OK claims the seat and the user name (R28–R30). */
export function ConfirmStep(props: StepProps) {
  const { draft, goTo } = props
  const [accepted, setAccepted] = useState(false)
  const [number, setNumber] = useState('')
  const [saving, setSaving] = useState(false)
  const summary = useRef<HTMLDivElement>(null)
  const { confirm, busy, faults, clear } = useConfirm(props)
  const send = async () => {
    const done = await confirm({ accepted, number })
    if (!done) requestAnimationFrame(() => summary.current?.focus())
  }
  const missing = draft.faults.map((fault) => faultText(fault, draft))
  return (
    <form noValidate onSubmit={(event) => (event.preventDefault(), void send())}>
      <div className="row wrap wz-intro">
        <span className="cap row">
          <Icon name="check" size="s" />
          {text.stays}
        </span>
        <span className="sp" />
        <button type="button" className="btn xs" onClick={() => setSaving(true)}>
          {words.wizard.template.save}
        </button>
      </div>
      <Summary texts={missing} title={text.incomplete} />
      <Summary ref={summary} texts={Object.values(faults)} />
      <div className="two-wide">
        <ReviewTable draft={draft} />
        <aside className="card cf">
          <FeeBlock
            {...props}
            accepted={accepted}
            fault={faults.fee}
            accept={(on) => (setAccepted(on), clear('fee'))}
          />
          <NumberBlock
            draft={draft}
            value={number}
            fault={faults.number}
            type={(typed) => (setNumber(typed), clear('number'))}
          />
          <OkBlock {...props} busy={busy} lost={faults.userName !== undefined} />
        </aside>
      </div>
      <div className="end">
        <button type="button" className="btn" onClick={() => goTo('review')}>
          <Icon name="chevronLeft" size="s" />
          {words.wizard.backToReview}
        </button>
        <span className="cap">{words.wizard.backLoses}</span>
      </div>
      {saving && <SaveTemplateDialog rights={draft.rights} onClose={() => setSaving(false)} />}
    </form>
  )
}

type FeeProps = StepProps & { accepted: boolean; fault: string | undefined; accept: (on: boolean) => void }

/** The separate fee for each added user, told and accepted before OK (R30). */
function FeeBlock({ draft, accepted, fault, accept }: FeeProps) {
  if (!draft.fee) return null
  return (
    <section>
      <h3>{text.fee}</h3>
      <p className="sm mut">
        {text.feeText(draft.reference)}
        <b>
          {money(draft.fee)} {text.period[draft.fee.period]}
        </b>
        {text.feeEnd(whoOf(draft))}
      </p>
      <label className="row wz-choice">
        <input
          type="checkbox"
          className="cb"
          checked={accepted}
          aria-describedby={fault ? 'fee-error' : undefined}
          {...(fault && { 'aria-invalid': true as const })}
          onChange={(event) => accept(event.currentTarget.checked)}
        />
        <span className="sm">{text.accept}</span>
      </label>
      {fault && <ErrorLine id="fee-error">{fault}</ErrorLine>}
    </section>
  )
}

function OkBlock({ draft, busy, lost }: StepProps & { busy: boolean; lost: boolean }) {
  const who = whoOf(draft)
  const until = draft.deadline ? shortMoment(new Date(draft.deadline)) : ''
  const person = draft.whose === 'person'
  return (
    <section>
      {lost && (
        <p className="sm">
          <Link to="/drafts/$draft/$step" params={{ draft: draft.id, step: 'person' }}>
            {text.chooseName}
          </Link>
        </p>
      )}
      <button type="submit" className="btn b ok-button" aria-disabled={busy || undefined}>
        {person ? text.ok(who) : text.okNow(who)}
      </button>
      <p className="cap">
        {person ? text.takes(draft.userName, until) : text.takesName(draft.userName, until)}
        {person && !draft.takesPassword && text.password(who)}
      </p>
    </section>
  )
}
