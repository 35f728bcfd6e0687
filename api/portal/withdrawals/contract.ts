import * as z from 'zod'
import { WITHDRAW_KINDS } from '../../../domain/access-actions.ts'
import { WITHDRAWAL_ENDS, WITHDRAWAL_STATUSES } from '../../../domain/withdrawals.ts'
import { idField, timeField } from '../../http/fields.ts'
import { route } from '../../http/route.ts'
import { WITHDRAWAL_ID } from '../../withdrawals/contract.ts'

const params = z.strictObject({ id: idField('withdrawal', WITHDRAWAL_ID) })
const money = z.object({ value: z.string(), currency: z.string() })
/** Six digits, blanks allowed; empty or left out where a second factor is fresh. */
const number = z.string().max(20).optional()

const sentNumber = z.object({ sentTo: z.string(), worksUntil: timeField, triesLeft: z.int() })
/** Whether a number is needed, and the one that works now. */
const confirmation = z.object({ needed: z.boolean(), sent: sentNumber.nullable() })

/** One withdrawal, as a line shows it. */
const row = z.object({
  id: z.string(),
  who: z.object({ subUser: z.string(), name: z.string().nullable(), email: z.string() }),
  amount: money,
  to: z.object({ kind: z.enum(WITHDRAW_KINDS), label: z.string().nullable(), ending: z.string() }),
  status: z.enum(WITHDRAWAL_STATUSES),
  endedBecause: z.enum(WITHDRAWAL_ENDS).nullable(),
  askedAt: timeField,
  deadline: timeField.nullable(),
  decidedAt: timeField.nullable(),
  /** How far the account's clock is ahead, in ms (R66). */
  clockAheadMs: z.number(),
})

/** One withdrawal with all that helps to decide (screens, 4.5). */
const detail = row.extend({
  /** What is left on the account after it. */
  balanceAfter: z.string().nullable(),
  valueBeside: money.nullable(),
  /** First and last characters; never the whole number. */
  place: z.object({ network: z.string().nullable(), address: z.string() }),
  /** The holder's own; null when that is over. */
  registeredAt: timeField.nullable(),
  times: z.int(),
  last: money.extend({ at: timeField, by: z.string().nullable().describe('null: the holder') }).nullable(),
  larger: z.object({ value: z.string(), at: timeField }).nullable(),
  asks: z.object({ role: z.string(), since: timeField.nullable(), completed: z.int(), refused: z.int() }),
  /** The holder's words to the one who asked. */
  reason: z.string().nullable(),
  /** Null for everybody but the holder, and when it waits no more. */
  confirmation: confirmation.nullable(),
})

const tags = { who: { portal: 'holder' } } as const

export const listWithdrawalsRoute = route({
  id: 'portalWithdrawals',
  method: 'get',
  path: '/portal/api/withdrawals',
  who: { portal: 'manager' },
  summary: 'Withdrawals of sub-users, newest first: those that wait, and what became of others (R18)',
  request: {
    query: z.strictObject({
      status: z.array(z.enum(WITHDRAWAL_STATUSES)).max(WITHDRAWAL_STATUSES.length).optional(),
      most: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  responses: { 200: z.object({ now: timeField, approvals: z.boolean(), withdrawals: z.array(row) }) },
})

export const readWithdrawalRoute = route({
  id: 'portalWithdrawal',
  method: 'get',
  path: '/portal/api/withdrawals/{id}',
  who: { portal: 'manager' },
  summary: 'One withdrawal with all that helps to decide',
  request: { params },
  responses: { 200: detail.extend({ now: timeField }) },
})

const decisions = ['already-decided', 'withdrawal-over', 'not-found'] as const
const numbers = ['number-needed', 'number-wrong', 'number-over'] as const

export const approvalNumberRoute = route({
  ...tags,
  id: 'portalApprovalNumber',
  method: 'post',
  path: '/portal/api/withdrawals/{id}/number',
  summary: 'Mails the holder a confirmation number for this approval (R28)',
  request: { params },
  responses: { 200: sentNumber },
  refusals: [...decisions, 'too-many'],
})

export const approveRoute = route({
  ...tags,
  id: 'portalApprove',
  method: 'post',
  path: '/portal/api/withdrawals/{id}/approve',
  summary: 'Approves, with a fresh second factor or a confirmation number (R12, R18)',
  request: { params, body: z.strictObject({ number }) },
  responses: { 204: null },
  refusals: [...decisions, ...numbers],
})

export const declineRoute = route({
  ...tags,
  id: 'portalDecline',
  method: 'post',
  path: '/portal/api/withdrawals/{id}/decline',
  summary: 'Declines; the one who asked reads the reason (R12, R18)',
  request: { params, body: z.strictObject({ reason: z.string().trim().max(1000).optional() }) },
  responses: { 204: null },
  refusals: decisions,
})

export const readApprovalsRoute = route({
  id: 'portalApprovals',
  method: 'get',
  path: '/portal/api/approvals',
  who: { portal: 'manager' },
  summary: 'Whether the holder approves every withdrawal, and what switching that off needs',
  responses: {
    200: z.object({
      now: timeField,
      on: z.boolean(),
      hours: z.int().describe('How long a withdrawal waits unless the platform says otherwise.'),
      confirmation: confirmation.nullable(),
    }),
  },
})

export const stopNumberRoute = route({
  ...tags,
  id: 'portalStopNumber',
  method: 'post',
  path: '/portal/api/approvals/number',
  summary: 'Mails the holder a confirmation number for switching approvals off (R28)',
  responses: { 200: sentNumber },
  refusals: ['too-many'],
})

export const switchRoute = route({
  ...tags,
  id: 'portalSwitchApprovals',
  method: 'put',
  path: '/portal/api/approvals',
  summary: 'Switches approvals on, or off with a fresh second factor or a number (R12, R18)',
  request: { body: z.strictObject({ on: z.boolean(), number }) },
  responses: { 204: null },
  refusals: numbers,
})

export const withdrawalContracts = [
  listWithdrawalsRoute,
  readWithdrawalRoute,
  approvalNumberRoute,
  approveRoute,
  declineRoute,
  readApprovalsRoute,
  stopNumberRoute,
  switchRoute,
] as const

export type WithdrawalRowShown = z.input<typeof row>
export type WithdrawalShown = z.input<typeof detail>
