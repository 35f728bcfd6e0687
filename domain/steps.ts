import type { Status, VerificationState } from './status.ts'

/** Where the person's own way stands: the page they belong on. */
export type Step = 'about' | 'login' | 'legal' | 'identity' | 'status'

export type StepFacts = {
  status: Status
  namedAt: Date | null
  loginAt: Date | null
  legalAt: Date | null
  verificationState: VerificationState | null
}

/** The next thing the person does, or `status` when there is nothing to do but read (R36). */
export function stepOf(facts: StepFacts): Step {
  if (facts.status === 'accepted') {
    if (!facts.namedAt) return 'about'
    if (!facts.loginAt) return 'login'
    return facts.legalAt ? 'status' : 'legal'
  }
  const open = facts.verificationState === 'created' || facts.verificationState === 'in_progress'
  return facts.status === 'verifying' && open ? 'identity' : 'status'
}

/** Name, login and legal texts are done. */
export const isSignedUp = (facts: Omit<StepFacts, 'status' | 'verificationState'>): boolean =>
  facts.namedAt !== null && facts.loginAt !== null && facts.legalAt !== null
