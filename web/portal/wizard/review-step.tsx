import { words } from '../words/portal.ts'
import { EndButtons } from './end-buttons.tsx'
import { faultText } from './facts.ts'
import { ReviewTable } from './review-table.tsx'
import type { StepProps } from './step-props.ts'
import { Summary } from './summary.tsx'

/** Step 8: everything at one look; Back to change, Continue if right (R27). */
export function ReviewStep(props: StepProps) {
  const { draft, goTo } = props
  return (
    <form noValidate onSubmit={(event) => (event.preventDefault(), goTo('confirm'))}>
      <p className="mut wz-intro">{words.wizard.review.intro}</p>
      <Summary texts={draft.faults.map((fault) => faultText(fault, draft))} title={words.wizard.confirm.incomplete} />
      <ReviewTable draft={draft} />
      <EndButtons {...props} />
    </form>
  )
}
