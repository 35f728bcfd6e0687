import type { Snapshot } from '../domain/process.ts'
import { isStopped, type Process, until } from './waiting.ts'

/**
 * The person's identity is verified: attempts go on until one is approved, staff reject, or the onboarding ends. Each
 * answer arrives as a nudge, whoever gives it; the rows say what it is. While it is a vendor's turn, the vendor is asked again at growing intervals (R43).
 */
export const verify = (process: Process, now: Snapshot): Promise<Snapshot> =>
  until(process, now, (seen) => seen.status !== 'verifying' || (seen.verification === 'approved' && !isStopped(seen)))
