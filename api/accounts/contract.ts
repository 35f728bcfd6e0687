import * as z from 'zod'
import { STATUSES } from '../../domain/status.ts'
import { cursorParameter, limitParameter } from '../http/cursor.ts'
import { ACCOUNT_ID, accountParams, emailField, languageField, SUB_USER_ID, timeField } from '../http/fields.ts'
import { route } from '../http/route.ts'

const holder = z.object({
  name: z.string().nullable(),
  email: z.string(),
  twoFactor: z.boolean().describe('Whether the holder has two-factor authentication on the platform.'),
})

const fee = z
  .strictObject({
    amountMinor: z.int().min(0).max(1_000_000_000).describe('In the currency’s minor unit; 0: none.'),
    currency: z.string().regex(/^[A-Z]{3}$/),
    period: z.enum(['month', 'year']),
  })
  .meta({ id: 'Fee', example: { amountMinor: 1450, currency: 'EUR', period: 'month' } })

export const account = z
  .object({
    id: z.string(),
    reference: z.string().describe('The platform’s own name of the account.'),
    type: z.string(),
    policy: z.string(),
    name: z.string().nullable().describe('A company’s name; null where the holder’s name stands for it.'),
    holder,
    verificationProfile: z.string().describe('How the holder was verified; sub-users are verified the same way.'),
    withdrawalApproval: z.boolean(),
    language: languageField,
    fee: fee.nullable().describe('What each added user costs; null: nothing.'),
    test: z.boolean(),
    createdAt: timeField,
  })
  .meta({
    id: 'Account',
    description: 'An account of a customer of the platform.',
    example: {
      id: ACCOUNT_ID,
      reference: 'NX-204-881',
      type: 'company',
      policy: 'exchange',
      name: 'Kestrel Joinery',
      holder: { name: 'Oskar Lindgard', email: 'oskar@kestrel.example', twoFactor: true },
      verificationProfile: 'standard',
      withdrawalApproval: false,
      language: 'en',
      fee: null,
      test: false,
      createdAt: '2026-03-02T09:00:00.000Z',
    },
  })

const newAccount = z
  .strictObject({
    reference: z.string().trim().min(1).max(100),
    type: z.string().min(1).max(60),
    policy: z.string().min(1).max(60).default('exchange'),
    name: z.string().trim().min(1).max(120).optional().describe('A company’s name.'),
    holder: z.strictObject({
      name: z.string().trim().min(1).max(120),
      email: emailField,
      twoFactor: z.boolean().default(false),
    }),
    verificationProfile: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe('Unless given, the one that policy and type name.'),
    withdrawalApproval: z.boolean().default(false),
    language: languageField.default('en'),
    fee: fee.optional().describe('What each added user costs, unless as the policy says.'),
    test: z.boolean().default(false).describe('A test account has a clock of its own.'),
  })
  .meta({
    id: 'NewAccount',
    example: {
      reference: 'NX-204-881',
      type: 'company',
      policy: 'exchange',
      name: 'Kestrel Joinery',
      holder: { name: 'Oskar Lindgard', email: 'oskar@kestrel.example', twoFactor: true },
    },
  })

const quotaSeats = z
  .object({
    quota: z.string(),
    roles: z.array(z.string()).describe('The roles that share these seats.'),
    limit: z.int().nullable().describe('null: no limit.'),
    taken: z.int().describe('Counted up to 1000 where there is no limit.'),
    left: z.int().nullable(),
    heldBy: z.array(
      z.object({
        id: z.string(),
        name: z.string().describe('The person’s name, or the invited address until a name was given.'),
        role: z.string(),
        status: z.enum(STATUSES),
        deadline: timeField.nullable(),
      }),
    ),
  })
  .meta({
    id: 'QuotaSeats',
    example: {
      quota: 'traders',
      roles: ['trader', 'trader_restricted_withdrawals', 'trader_withdrawals'],
      limit: 2,
      taken: 1,
      left: 1,
      heldBy: [{ id: SUB_USER_ID, name: 'Tomas Reiter', role: 'trader', status: 'active', deadline: null }],
    },
  })

const tags = ['Accounts'] as const

export const createAccountRoute = route({
  id: 'createAccount',
  method: 'post',
  path: '/v1/accounts',
  who: { key: 'accounts:write' },
  summary: 'Register an account',
  description: 'Tells Usher about an account of the platform and its holder. Sub-users are invited to accounts.',
  tags,
  request: { body: newAccount },
  responses: { 201: account.describe('The account. `Location` leads to it.') },
  refusals: ['reference-taken', 'unknown-policy'],
})

export const listAccountsRoute = route({
  id: 'listAccounts',
  method: 'get',
  path: '/v1/accounts',
  who: { key: 'accounts:read' },
  summary: 'List accounts, newest first',
  tags,
  request: {
    query: z.strictObject({
      reference: z.string().max(100).optional().describe('Exactly this reference.'),
      search: z.string().max(200).optional().describe('A part of reference, name or the holder’s name.'),
      limit: limitParameter,
      cursor: cursorParameter,
    }),
  },
  responses: {
    200: z.object({ items: z.array(account), nextCursor: z.string().nullable() }).meta({ id: 'AccountPage' }),
  },
})

export const readAccountRoute = route({
  id: 'readAccount',
  method: 'get',
  path: '/v1/accounts/{id}',
  who: { key: 'accounts:read' },
  summary: 'Read an account',
  tags,
  request: { params: accountParams },
  responses: { 200: account },
})

export const readSeatsRoute = route({
  id: 'readSeats',
  method: 'get',
  path: '/v1/accounts/{id}/seats',
  who: { key: 'accounts:read' },
  summary: 'Seats left, and who holds them',
  description:
    'One entry for each quota of the account’s policy. A pending invite holds its seat; suspension does not free it.',
  tags,
  request: { params: accountParams },
  responses: { 200: z.object({ items: z.array(quotaSeats) }).meta({ id: 'Seats' }) },
})

export const accountContracts = [createAccountRoute, listAccountsRoute, readAccountRoute, readSeatsRoute] as const
