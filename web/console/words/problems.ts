import { wordsIn } from '../../../domain/words/index.ts'
import { STATUSES } from '../../../domain/status.ts'
import { ApiProblem } from '../../kit/client.ts'
import { words } from './console.ts'

const shared = wordsIn('en')

/** What a refusal means for the one who asked, in a sentence. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiProblem)) return words.frame.offline
  if (error.status === 0) return words.frame.offline
  if (error.code === 'not-in-this-state') {
    const status = STATUSES.find((one) => one === error.facts['status'])
    const now = status ? `The state is now “${shared.statuses[status].label}”.` : error.message
    return words.detail.conflict(now)
  }
  return error.message === '' ? words.frame.offline : error.message
}
