import { Icon } from '../../kit/icons.tsx'
import { words } from '../words/portal.ts'
import type { StepProps } from './step-props.ts'
import { stepBefore } from './steps.ts'

/** Back, the way to the review, and Continue, which Enter presses too. */
export function EndButtons({ step, goTo, saving }: Pick<StepProps, 'step' | 'goTo' | 'saving'>) {
  const before = stepBefore(step)
  const leaveTo = (next: Parameters<typeof goTo>[0]) => {
    void saving.flush()
    goTo(next)
  }
  return (
    <div className="end">
      {before && (
        <button type="button" className="btn" onClick={() => leaveTo(before)}>
          <Icon name="chevronLeft" size="s" />
          {words.wizard.back}
        </button>
      )}
      <span className="sp" />
      {step !== 'account_settings' && step !== 'review' && (
        <button type="button" className="btn q" onClick={() => leaveTo('review')}>
          {words.wizard.toReview}
        </button>
      )}
      <button type="submit" className="btn b">
        {words.wizard.continue}
        <Icon name="chevronRight" size="s" />
      </button>
    </div>
  )
}
