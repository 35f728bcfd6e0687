import type { Status } from '../domain/status.ts'
import { endLinks } from '../store/links.ts'
import { endOnboardingSessions } from '../store/sessions.ts'
import { type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import { updateDraftPerson } from '../store/drafts.ts'
import type { Work } from './command.ts'

/** Writes the end of an onboarding or an access; sessions that belong to it end. The seat is freed by the caller, later in the order of locks. */
export async function endPending(
  work: Work,
  subUser: SubUserRow,
  end: { status: Status; type: string; at: Date; endedAt?: Date },
): Promise<void> {
  await updateSubUser(work.tx, subUser.id, {
    status: end.status,
    turn: 'nobody',
    dueAt: null,
    endedAt: end.endedAt ?? end.at,
    changedAt: end.at,
    lastEvent: end.type,
    reviewerId: null,
    reviewDueAt: null,
    reviewWarnAt: null,
    renewalAt: null,
    processDoneAt: null,
    // so that it is closed at the vendor, too, or an approval heard of once more; and so is what was still planned
    nextPollAt: hasSession(subUser) || subUser.nextPollAt ? end.at : null,
  })
  await endLinks(work.tx, subUser.id, 'sign_in', 'ended', end.at)
  await endOnboardingSessions(work.tx, subUser.id)
  if (subUser.status === 'awaiting_confirmation')
    await updateDraftPerson(work.tx, subUser.personId, { passwordHash: null })
}

/** A vendor's page still waits for the person, checks what the person showed, or has approved it. */
const hasSession = ({ vendorSessionId, verificationState }: SubUserRow): boolean =>
  vendorSessionId !== null && verificationState !== 'rejected'
