import { wordsIn } from '../../../domain/words/index.ts'
import type { Language, StepId } from '../../../domain/words/shape.ts'
import { say } from '../messages/say.ts'

/** “Next: your login, the legal texts, the identity check.” Nothing after the last step. */
export function nextSteps(language: Language, all: readonly StepId[], current: StepId): string | undefined {
  const rest = all.slice(all.indexOf(current) + 1).map((step) => wordsIn(language).steps[step].next)
  return rest.length > 0 ? say(language).t('frame.next', { steps: rest.join(', ') }) : undefined
}

/** “Welcome back. You stopped at the identity check.” (R36) */
export function resumedNotice(language: Language, step: StepId): string {
  return say(language).t('frame.resumed', { step })
}
