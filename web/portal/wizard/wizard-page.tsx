import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../kit/client.ts'
import { Icon } from '../../kit/icons.tsx'
import { clock, shortMoment } from '../../kit/app/dates.ts'
import { Failed, NotFound } from '../frame/failed.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { words } from '../words/portal.ts'
import { ConfirmStep } from './confirm-step.tsx'
import { DiscardDialog } from './discard-dialog.tsx'
import { titleOf } from './facts.ts'
import { DraftGone, DraftOver } from './over.tsx'
import { PersonStep } from './person-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { RightsStep } from './rights-step.tsx'
import { Rail } from './rail.tsx'
import { Side } from './side.tsx'
import type { StepProps } from './step-props.ts'
import { isGroup, numberOf, pathOf, stepIn, type StepId, STEPS } from './steps.ts'
import { TemplateStep } from './template-step.tsx'
import { type Saving, useDraft } from './use-draft.ts'

/** The wizard “Add a user”: nine steps, each with an address of its own (R23). */
export function WizardPage() {
  const { draft: id, step: path } = useParams({ strict: false })
  const step = stepIn(path ?? '')
  if (!id || !step) return <NotFound />
  return <Wizard key={id} id={id} step={step} />
}

function Wizard({ id, step }: { id: string; step: StepId }) {
  const navigate = useNavigate()
  const saving = useDraft(id)
  const { draft, error } = saving
  if (!draft && error instanceof ApiProblem && error.status === 404) return <DraftGone />
  if (!draft) return error ? <Failed what={words.wizard.steps.person} again={() => location.reload()} /> : null
  if (draft.status !== 'awaiting_confirmation') return <DraftOver draft={draft} />
  const goTo = (next: StepId) =>
    void navigate({ to: '/drafts/$draft/$step', params: { draft: id, step: pathOf(next) } })
  return <Framed draft={draft} step={step} saving={saving} change={saving.change} goTo={goTo} />
}

function Framed(props: StepProps) {
  const { draft, step, saving } = props
  const [asking, setAsking] = useState(false)
  const [listed, setListed] = useState(false)
  const title = isGroup(step) ? words.wizard.rights(words.wizard.steps[step]) : words.wizard.steps[step]
  const heading = usePageTitle(words.wizard.pageTitle(numberOf(step), STEPS.length, title), `${draft.id} ${step}`)
  const wide = step === 'review' || step === 'confirm'
  return (
    <main className="pg" id="content">
      <div className="row wz-head">
        <h1>{titleOf(draft)}</h1>
        <span className="sp" />
        <SavedLine draft={draft} saving={saving} />
        <button type="button" className="btn xs q" onClick={() => setAsking(true)}>
          {words.wizard.discard}
        </button>
      </div>
      <div className={wide ? 'wiz wide' : 'wiz'}>
        <Rail draft={draft} current={step} listed={listed || !wide} onPick={() => setListed(false)} open={listed} />
        <div className="wz-step">
          <p className="cap row">
            {words.wizard.step(numberOf(step), STEPS.length)}
            <button
              type="button"
              className={wide ? 'btn xs' : 'btn xs more'}
              aria-expanded={listed}
              onClick={() => setListed(!listed)}
            >
              <Icon name="list" size="s" />
              {words.wizard.allSteps}
            </button>
          </p>
          <h2 ref={heading} tabIndex={-1}>
            {words.wizard.steps[step]}
          </h2>
          <Step {...props} />
        </div>
        {!wide && <Side draft={draft} />}
      </div>
      {asking && <DiscardDialog draft={draft} onClose={() => setAsking(false)} />}
    </main>
  )
}

function Step(props: StepProps) {
  const { step } = props
  if (isGroup(step)) return <RightsStep key={step} {...props} group={step} />
  switch (step) {
    case 'person':
      return <PersonStep {...props} />
    case 'template':
      return <TemplateStep {...props} />
    case 'review':
      return <ReviewStep {...props} />
    case 'confirm':
      return <ConfirmStep {...props} />
  }
}

/** That it is saved, when, and until when it is kept. */
function SavedLine({ draft, saving: { state } }: Pick<StepProps, 'draft'> & { saving: Saving }) {
  const until = draft.deadline ? shortMoment(new Date(draft.deadline)) : ''
  const saved = words.wizard.saved(clock(new Date(draft.savedAt)), until)
  const text = { saved, saving: words.wizard.saving, failed: words.wizard.unsaved }[state]
  return (
    <span className="cap row wz-saved" role="status">
      <Icon name={state === 'failed' ? 'warning' : 'check'} size="s" />
      {text}
    </span>
  )
}
