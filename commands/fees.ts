import { readFee } from '../domain/fees.ts'
import type { SubUserRow } from '../store/sub-users.ts'
import { type Work, record } from './command.ts'

/** Tells the platform, with the activation, which accepted fee falls due for this user from now on (R30); nothing where there is none. */
export async function writeFeeDue(
  work: Work,
  subUser: Pick<SubUserRow, 'id' | 'accountId'> & { acceptedFee: unknown },
  at: Date,
): Promise<void> {
  const fee = readFee(subUser.acceptedFee)
  if (!fee) return
  const actor = { kind: 'usher', id: null }
  await record(work, { chain: subUser.accountId, type: 'fee.due', subject: subUser.id, actor, at, data: { ...fee } })
}
