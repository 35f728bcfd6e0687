import type { SubUserRow } from '../store/sub-users.ts'
import type { AttemptRow } from '../store/verification.ts'
import type { VendorAnswer } from '../vendors/vendor.ts'
import type { Work } from './command.ts'

/** A vendor's true answer, fetched by our own session id, on its way into the rows. */
export type News = {
  work: Work
  subUser: SubUserRow
  attempt: AttemptRow
  answer: VendorAnswer
  now: Date
  /** News came while the vendor was being asked: this answer may be older, and it is asked once more. */
  lookAgain: boolean
}

/** When the vendor is asked next: as planned, or now when more news came meanwhile. */
export const lookAt = ({ lookAgain, now }: News, planned: Date | null): Date | null => (lookAgain ? now : planned)
