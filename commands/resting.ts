import { standsStill } from '../domain/status.ts'
import { planMail } from '../store/mails.ts'
import { restingOn } from '../store/renewals.ts'
import { type Locked, type SubUserRow, lockSubUser, updateSubUser, withExpiry } from '../store/sub-users.ts'
import { beginAttempt } from './attempts.ts'
import { type Work, record } from './command.ts'
import { dueOnReturn } from './due.ts'
import { OWN_CHECK, pauseIn } from './validity.ts'

/** Locks what else of the person rests on a check that was made for one sub-user (R11); on one attempt, or on any. */
export async function lockResting(work: Work, of: SubUserRow, attempt?: number): Promise<Locked[]> {
  const locked: Locked[] = []
  for (const { id } of await restingOn(work.tx, of, attempt)) {
    const row = await lockSubUser(work.tx, id)
    if (!row) continue
    await pauseIn(work, row.subUser, row.now)
    const { now, ...subUser } = withExpiry({ ...row.subUser, now: row.now })
    locked.push({ subUser, now })
  }
  return locked
}

/** The check that these rest on counts no more: what is an access loses it by `suspend`, who is not active yet is checked anew. */
export async function loseCheck(
  work: Work,
  resting: readonly Locked[],
  suspend: (one: Locked) => Promise<void>,
): Promise<void> {
  for (const one of resting) {
    if (one.subUser.status === 'active' || one.subUser.status === 'suspended') await suspend(one)
    else if (one.subUser.status === 'verifying') await checkHere(work, one)
  }
}

async function checkHere(work: Work, { subUser, now }: Locked): Promise<void> {
  const { id } = subUser
  const vendor = await beginAttempt(work, subUser, 1, now)
  const stopped = standsStill(subUser) // it goes on with the new check once staff have looked at the report
  const { moved, ...due } = stopped ? { moved: false, dueAt: null } : dueOnReturn(subUser.deadline, now)
  const type = 'sub_user.verifying'
  await updateSubUser(work.tx, id, {
    ...due,
    ...OWN_CHECK,
    verificationState: 'created',
    verifiedUntil: null,
    renewalAt: null,
    attempt: 1,
    vendor,
    turn: stopped ? 'staff' : 'invitee',
    changedAt: now,
    lastEvent: type,
  })
  if (moved) await planMail(work.tx, { subject: id, kind: 'deadline_moved', audience: 'invitee', at: now })
  const actor = { kind: 'usher', id: null } as const
  const event = { chain: subUser.accountId, type, subject: id, actor, at: now, nudge: true }
  await record(work, { ...event, data: { attempt: 1, vendor } })
}
