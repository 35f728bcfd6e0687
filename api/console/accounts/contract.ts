import * as z from 'zod'
import { cursorParameter } from '../../http/cursor.ts'
import { route } from '../../http/route.ts'
import { accountRef, idOf, onboardingRow, status, time } from '../shapes.ts'

/** One quota: how many seats, who has them; `limit` null is no limit. */
export const seats = z.object({
  group: z.string(),
  roles: z.array(z.string()),
  limit: z.int().nullable(),
  taken: z.int(),
  holders: z.array(
    z.object({ id: z.string(), name: z.string().nullable(), email: z.string(), status, deadline: time.nullable() }),
  ),
})

const accountLine = accountRef.extend({
  policy: z.string(),
  holder: z.string(),
  seats: z.array(seats.omit({ holders: true })),
  open: z.int(),
  active: z.int(),
})
export type AccountLine = z.output<typeof accountLine>

export const listAccountsRoute = route({
  id: 'consoleAccounts',
  method: 'get',
  path: '/console/api/accounts',
  who: { staff: 'look' },
  summary: 'Accounts, newest first, found by name, number or holder',
  request: { query: z.strictObject({ search: z.string().max(200).optional(), cursor: cursorParameter }) },
  responses: { 200: z.object({ items: z.array(accountLine), nextCursor: z.string().nullable() }) },
})

export const readAccount = route({
  id: 'consoleAccount',
  method: 'get',
  path: '/console/api/accounts/{id}',
  who: { staff: 'look' },
  summary: 'One account: seats with who holds them, sub-users',
  request: { params: z.strictObject({ id: idOf('account') }) },
  responses: {
    200: accountLine.extend({
      holderEmail: z.string(),
      language: z.string(),
      withdrawalApproval: z.boolean(),
      vendors: z.array(z.string()),
      seats: z.array(seats),
      /** Whether a role has its rights, or whoever adds a user chooses them. */
      rights: z.enum(['fixed', 'chosen']),
      roles: z.array(z.object({ id: z.string(), name: z.string(), exempt: z.boolean(), group: z.string() })),
      subUsers: z.array(onboardingRow),
      createdAt: time,
      test: z.boolean(),
      now: time,
    }),
  },
})

export const accountContracts = [listAccountsRoute, readAccount] as const
