import { SAME_PRESS_MS } from '../domain/deadlines.ts'
import { mailTimes } from '../store/mails.ts'
import type { Work } from './command.ts'

/**
 * Whether the button was pressed twice: the mail of the first press is on its way, and nobody gets two, of which one would
 * hold a dead link. For what is locked already, so that of two at once the second sees the first.
 */
export async function isSamePress(work: Work, mail: { subject: string; kind: string }, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - SAME_PRESS_MS)
  return (await mailTimes(work.tx, { ...mail, interactive: true }, since)).length > 0
}
