import { ranOutOn } from '../../store/typed-checks.ts'
import { askedBefore, nameGivenSince } from '../../store/verification.ts'
import type { Resubmission } from '../../domain/verification.ts'
import type { SubUserView } from '../../store/sub-users.ts'
import type { Site } from './site.ts'

/** One thing asked for again; `ranOutOn`: when the document ran out, where that is known. */
export type Asked = Resubmission & { ranOutOn?: Date | undefined }

/** What was asked for again in the attempt before this one, while it is the person's turn (R42). */
export async function askedOf({ context: { db } }: Site, view: SubUserView): Promise<readonly Asked[]> {
  const asked = await askedBefore(db.prisma, view)
  if (!asked.some(({ reason }) => reason === 'out_of_date')) return asked
  const date = await ranOutOn(db, view.id, view.attempt - 1)
  return asked.map((one) => (one.reason === 'out_of_date' ? { ...one, ranOutOn: date } : one))
}

/** Whether the name was corrected since it was found to differ. */
export const nameCorrected = (site: Site, view: SubUserView): Promise<boolean> =>
  nameGivenSince(site.context.db.prisma, view)
