import type { Detail } from '../data/api.ts'
import { timeLineWords } from '../words/time-line.ts'

/** Who did something, in words. */
export function actorName({ kind, name, mine }: Detail['invitedBy']): string {
  if (mine) return timeLineWords.you
  switch (kind) {
    case 'usher':
      return timeLineWords.usher
    case 'caller':
      return timeLineWords.key(name)
    case 'holder':
      return timeLineWords.holder(name)
    case 'person':
      return name ?? timeLineWords.invitee
    default:
      return name ?? timeLineWords.staff
  }
}
