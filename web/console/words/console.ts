import { accountsWords } from './accounts.ts'
import { actingWords } from './acting.ts'
import { detailWords } from './detail.ts'
import { frameWords } from './frame.ts'
import { gateWords } from './gate.ts'
import { inviteWords } from './invite.ts'
import { listWords } from './list.ts'
import { reviewWords } from './review.ts'

/** Every text of the console but the time line’s, which stand in time-line.ts. */
export const words = {
  ...frameWords,
  ...listWords,
  ...detailWords,
  ...actingWords,
  ...inviteWords,
  ...reviewWords,
  ...accountsWords,
  ...gateWords,
} as const
