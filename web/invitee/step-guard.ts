import { Refusal } from '../../domain/refusals.ts'
import { isRenewing } from '../../domain/renewal.ts'
import { standsStill } from '../../domain/status.ts'
import { type Step, stepOf } from '../../domain/steps.ts'
import type { SubUserView } from '../../store/sub-users.ts'
import type { Answer } from './answer.ts'
import { onboardingOf } from './onboarding-view.ts'
import type { Visit } from './site.ts'

/** A step's page: only for somebody in a session, and only while the step is this one or a done one that may be changed. */
export const inStep =
  (step: Step, handler: (visit: Visit, view: SubUserView) => Answer | Promise<Answer>) =>
  async (visit: Visit): Promise<Answer> => {
    const view = await onboardingOf(visit)
    if (!view) return { goTo: '/me/sign-in?over' }
    return mayOpen(step, view) ? handler(visit, view) : { goTo: '/me' }
  }

/** The name may be changed again until the photos are sent. */
function mayOpen(step: Step, view: SubUserView): boolean {
  if (standsStill(view)) return false
  if (stepOf(view) === step) return true
  const theirTurn = (view.status === 'verifying' || isRenewing(view)) && view.turn === 'invitee'
  if (step === 'about') return view.status === 'accepted' || theirTurn
  return step === 'identity' && theirTurn
}

/** Goes on after a command; when the state changed meanwhile (another device, a deadline), the page of the new state says so. */
export async function orStateChanged(command: Promise<unknown>, goTo: string): Promise<Answer> {
  try {
    await command
  } catch (error) {
    const changed = error instanceof Refusal && (error.code === 'not-in-this-state' || error.code === 'step-not-due')
    if (!changed) throw error
  }
  return { goTo }
}
