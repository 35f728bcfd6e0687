import type { Draft, DraftFields } from '../data/api.ts'
import type { StepId } from './steps.ts'
import type { Saving } from './use-draft.ts'

/** What every step of the wizard gets. */
export type StepProps = {
  draft: Draft
  step: StepId
  saving: Saving
  change(fields: DraftFields, wait?: boolean): void
  goTo(step: StepId): void
}
