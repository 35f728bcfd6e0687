import { STATUSES } from '../../../domain/status.ts'
import { wordsIn } from '../../../domain/words/index.ts'
import { ApiProblem } from '../../kit/client.ts'
import { words } from './portal.ts'

/** What a refusal means for the one who asked, in a sentence. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiProblem) || error.status >= 500) return words.frame.failedWords
  if (error.status === 0) return words.frame.offline
  if (error.code === 'portal-session-over') return words.frame.over
  const status = STATUSES.find((one) => one === error.facts['status'])
  if (error.code === 'not-in-this-state' && status) return words.acting.conflict(wordsIn('en').statuses[status].label)
  return error.message === '' ? words.frame.failedWords : error.message
}
