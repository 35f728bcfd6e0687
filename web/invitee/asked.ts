import type { Resubmission } from '../../domain/verification.ts'
import { attemptsOf } from '../../store/verification.ts'
import type { SubUserView } from '../../store/sub-users.ts'
import type { Site } from './site.ts'

/** What staff asked for again in the attempt before this one, while it is the person's turn (R42). */
export async function askedOf(site: Site, view: SubUserView): Promise<readonly Resubmission[]> {
  if (view.verificationState !== 'needs_resubmission') return []
  const before = (await attemptsOf(site.context.db.prisma, view.id)).find(
    (attempt) => attempt.number === view.attempt - 1,
  )
  return (before?.asked ?? []) as unknown as Resubmission[]
}
