import { askedBefore, nameGivenSince } from '../../store/verification.ts'
import type { Resubmission } from '../../domain/verification.ts'
import type { SubUserView } from '../../store/sub-users.ts'
import type { Site } from './site.ts'

/** What staff asked for again in the attempt before this one, while it is the person's turn (R42). */
export const askedOf = (site: Site, view: SubUserView): Promise<readonly Resubmission[]> =>
  askedBefore(site.context.db.prisma, view)

/** Whether the name was corrected since it was found to differ. */
export const nameCorrected = (site: Site, view: SubUserView): Promise<boolean> =>
  nameGivenSince(site.context.db.prisma, view)
