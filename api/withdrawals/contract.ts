import * as z from 'zod'
import { WITHDRAW_KINDS } from '../../domain/access-actions.ts'
import { WITHDRAWAL_ENDS, WITHDRAWAL_STATUSES } from '../../domain/withdrawals.ts'
import { cursorParameter, limitParameter } from '../http/cursor.ts'
import { ACCOUNT_ID, idField, SUB_USER_ID, timeField } from '../http/fields.ts'
import { amountField, isOfKind, placeField, shownPlace } from '../http/places.ts'
import { route } from '../http/route.ts'
import { durationField } from '../sub-users/duration.ts'

export const WITHDRAWAL_ID = 'wdr_01k5e0bq7nf8s9v3x2m4c6r8ta'

const reference = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .describe('Your own id of the withdrawal, unique within the account: asked again with it, it is the same withdrawal.')

const newWithdrawal = z
  .strictObject({
    subUser: idField('subUser', SUB_USER_ID).describe('Who wants to withdraw.'),
    reference,
    amount: amountField,
    destination: placeField.refine((place) => isOfKind(place, WITHDRAW_KINDS), 'is a wallet or a bank account'),
    openFor: durationField
      .optional()
      .describe(
        'How long it waits for the holder: an ISO 8601 duration from PT1H to P7D; as the account’s policy has it unless given (one day in those that ship).',
      ),
    balanceAfter: z
      .string()
      .regex(/^\d{1,18}(\.\d{1,18})?$/, 'must be a decimal number')
      .optional()
      .describe('What is left on the account after it, in the same currency. Shown to the holder.'),
    valueBeside: amountField.optional().describe('About how much it is in another currency. Shown to the holder.'),
  })
  .meta({
    id: 'NewWithdrawal',
    example: {
      subUser: SUB_USER_ID,
      reference: 'WD-88121',
      amount: { value: '0.850', currency: 'BTC' },
      destination: { kind: 'wallet', network: 'bitcoin', address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq' },
      balanceAfter: '1.464',
      valueBeside: { value: '52000', currency: 'EUR' },
    },
  })

const withdrawal = z
  .object({
    id: z.string(),
    account: z.object({ id: z.string(), reference: z.string() }),
    subUser: z.string(),
    reference: z.string(),
    amount: z.object({ value: z.string(), currency: z.string() }),
    destination: z.object({ ...shownPlace, label: z.string().nullable() }),
    status: z
      .enum(WITHDRAWAL_STATUSES)
      .describe('Carry it out only when it is `approved`. `ended`: the access changed while it waited.'),
    approvalNeeded: z.boolean().describe('Whether the holder was asked.'),
    deadline: timeField.nullable().describe('Until when it waits; null where the holder was not asked.'),
    decidedAt: timeField.nullable().describe('When it was decided, ran out or ended.'),
    endedBecause: z.enum(WITHDRAWAL_ENDS).nullable(),
    reason: z.string().nullable().describe('Why the holder declined, in the holder’s words to the sub-user.'),
    createdAt: timeField,
  })
  .meta({
    id: 'Withdrawal',
    description: 'A withdrawal that a sub-user asked for, and whether it may be carried out.',
    example: {
      id: WITHDRAWAL_ID,
      account: { id: ACCOUNT_ID, reference: 'NX-204-881' },
      subUser: SUB_USER_ID,
      reference: 'WD-88121',
      amount: { value: '0.850', currency: 'BTC' },
      destination: {
        kind: 'wallet',
        network: 'bitcoin',
        address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
        bankCode: null,
        tag: null,
        label: 'Cold wallet 2',
      },
      status: 'waiting',
      approvalNeeded: true,
      deadline: '2026-03-05T10:15:00.000Z',
      decidedAt: null,
      endedBecause: null,
      reason: null,
      createdAt: '2026-03-04T10:15:00.000Z',
    },
  })

const tags = ['Withdrawals'] as const
const who = { key: 'withdrawals:write' } as const

export const requestRoute = route({
  id: 'requestWithdrawal',
  method: 'post',
  path: '/v1/withdrawals',
  who,
  summary: 'May this withdrawal of a sub-user be carried out?',
  description:
    'Checks the rights as an access check does. Where the holder has not required approval the answer is `approved` at once; else it is `waiting` until the holder decides, the time is over, or the access changes.',
  tags,
  request: { body: newWithdrawal },
  responses: {
    200: withdrawal.describe('Asked before with this reference: the same withdrawal, as it stands now.'),
    201: withdrawal.describe('`Location` leads to it.'),
  },
  refusals: ['withdrawal-not-allowed', 'withdrawal-reused', 'deadline-out-of-range', 'not-found'],
})

export const listRoute = route({
  id: 'listWithdrawals',
  method: 'get',
  path: '/v1/withdrawals',
  who,
  summary: 'List withdrawals',
  description: 'Newest first. Filters narrow each other; `status` may be repeated. Pages go on by `nextCursor`.',
  tags,
  request: {
    query: z.strictObject({
      account: z.string().max(100).optional().describe('The account’s id, or the platform’s reference.'),
      subUser: idField('subUser', SUB_USER_ID).optional(),
      reference: z.string().max(100).optional(),
      status: z.array(z.enum(WITHDRAWAL_STATUSES)).max(WITHDRAWAL_STATUSES.length).optional(),
      limit: limitParameter,
      cursor: cursorParameter,
    }),
  },
  responses: {
    200: z.object({ items: z.array(withdrawal), nextCursor: z.string().nullable() }).meta({ id: 'WithdrawalPage' }),
  },
})

export const readRoute = route({
  id: 'readWithdrawal',
  method: 'get',
  path: '/v1/withdrawals/{id}',
  who,
  summary: 'Read a withdrawal',
  description: 'Where it stands now. Ask again, not often, while it is `waiting`.',
  tags,
  request: { params: z.strictObject({ id: idField('withdrawal', WITHDRAWAL_ID) }) },
  responses: { 200: withdrawal },
})

export type WithdrawalResource = z.input<typeof withdrawal>
export const withdrawalContracts = [requestRoute, listRoute, readRoute] as const
