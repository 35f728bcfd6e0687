import type * as z from 'zod'
import { feeOf } from '../../domain/fees.ts'
import { outside } from '../../domain/ids.ts'
import { policyOf } from '../../domain/policies/index.ts'
import { HOLDING_STATUSES } from '../../domain/status.ts'
import type { AccountRow } from '../../store/accounts.ts'
import type { Database } from '../../store/database.ts'
import { countSubUsers, listSubUsers, type SubUserItem } from '../../store/sub-user-list.ts'
import { timeText } from '../http/fields.ts'
import type { account } from './contract.ts'

/** An account as the API shows it. */
export const accountResource = (row: AccountRow): z.input<typeof account> => ({
  id: outside('account', row.id),
  reference: row.reference,
  type: row.type,
  policy: row.policy,
  name: row.name,
  holder: { name: row.holder.name, email: row.holder.address, twoFactor: row.holderTwoFactor },
  verificationProfile: row.verificationProfile,
  withdrawalApproval: row.withdrawalApproval,
  language: row.language === 'de' ? 'de' : 'en',
  fee: feeOf(policyOf(row.policy), row),
  test: row.test,
  createdAt: row.createdAt.toISOString(),
})

/** Holders named for one quota at most. */
const NAMED = 100

/** Every quota of an account: limit, seats taken and left, and who holds them; overdue invites hold none (R8, R9, R33). */
export async function seatsOf(db: Database, row: AccountRow) {
  const quotas = Object.entries(policyOf(row.policy).accountTypes[row.type]?.quotas ?? {})
  return Promise.all(
    quotas.map(async ([quota, { roles, limit }]) => {
      const filter = { accounts: [row.id], roles, statuses: HOLDING_STATUSES }
      if (limit === null)
        return { quota, roles: [...roles], limit, taken: await countSubUsers(db, filter), left: null, heldBy: [] }
      const { rows } = await listSubUsers(db, filter, 'newest', NAMED)
      return {
        quota,
        roles: [...roles],
        limit,
        taken: rows.length,
        left: Math.max(0, limit - rows.length),
        heldBy: rows.map(holderOf),
      }
    }),
  )
}

const holderOf = ({ id, role, status, shownName, person, deadline }: SubUserItem) => ({
  id: outside('subUser', id),
  name: shownName ?? person.address,
  role,
  status,
  deadline: status === 'active' || status === 'suspended' ? null : timeText(deadline),
})
