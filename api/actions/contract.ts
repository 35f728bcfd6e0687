import * as z from 'zod'
import {
  ACTION_RESULTS,
  ACTION_TYPES,
  type ActionType,
  HAS_DESTINATION,
  HAS_SOURCE,
  REFUSED_BECAUSE,
  REPORT_OUTCOMES,
  type ReportOutcome,
  SIGN_IN_METHODS,
} from '../../domain/reported-actions.ts'
import { cursorParameter, limitParameter } from '../http/cursor.ts'
import { idField, SUB_USER_ID, subUserParams, timeField } from '../http/fields.ts'
import { amountField, placeField } from '../http/places.ts'
import { route } from '../http/route.ts'
import { historyEntry, historyFilter } from './history.ts'

/** Actions in one request, and the largest such request in bytes. */
const ACTIONS_MOST = 500
const BODY_MOST = 1024 * 1024

const types = Object.keys(ACTION_TYPES) as [ActionType, ...ActionType[]]
const outcomes = Object.keys(REPORT_OUTCOMES) as [ReportOutcome, ...ReportOutcome[]]

const details = z
  .strictObject({
    instrument: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ./:_-]{0,39}$/).optional().describe('What an order is for.'), // prettier-ignore
    side: z.enum(['buy', 'sell']).optional(),
    amount: amountField.optional().describe('How much is ordered, withdrawn or deposited.'),
    price: amountField.optional().describe('The limit or price of an order.'),
    leverage: z.string().regex(/^\d{1,4}(\.\d{1,2})?$/).optional().describe('How many times.'), // prettier-ignore
    method: z.enum(SIGN_IN_METHODS).optional().describe('How somebody signed in.'),
    setting: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_.-]{0,59}$/)
      .optional()
      .describe('Your own short code of the setting that was changed.'),
  })
  .meta({ id: 'ActionDetails', description: 'Closed fields: no text of people, no names, no addresses.' })

const action = z
  .strictObject({
    id: z.string().trim().min(1).max(100).describe('Your own id of it, unique within the account.'),
    subUser: idField('subUser', SUB_USER_ID).optional().describe('Who acted. Or, for the holder:'),
    account: z.string().trim().min(1).max(100).optional().describe('The account’s id, or the platform’s reference …'),
    holder: z.literal(true).optional().describe('… whose holder acted.'),
    type: z.enum(types),
    at: timeField.transform((text) => new Date(text)).describe('When it was done.'),
    result: z.enum(ACTION_RESULTS),
    reason: z.enum(REFUSED_BECAUSE).optional().describe('Why it was refused; only then, and then needed.'),
    destination: placeField.optional().describe('Of withdrawals and of destinations that were added or removed.'),
    source: placeField.optional().describe('Of deposits.'),
    details: details.default({}),
  })
  .superRefine((given, context) => {
    for (const [path, message] of faultsOf(given)) context.addIssue({ code: 'custom', path: [path], message })
  })
  .meta({
    id: 'ReportedAction',
    example: {
      id: 'wd-88213',
      subUser: SUB_USER_ID,
      type: 'withdrawal.completed',
      at: '2026-11-20T10:04:12.000Z',
      result: 'done',
      destination: { kind: 'bank', address: 'DE89 3704 0044 0532 0130 00' },
      details: { amount: { value: '4800.00', currency: 'EUR' } },
    },
  })

type Given = {
  subUser?: unknown
  account?: unknown
  holder?: true | undefined
  type: ActionType
  result: string
  reason?: unknown
  destination?: unknown
  source?: unknown
}

function faultsOf({ subUser, account, holder, type, result, reason, destination, source }: Given): [string, string][] {
  const faults: [string, string | false][] = [
    ['subUser', (subUser !== undefined) === (account !== undefined) && 'give either `subUser`, or `account` and `holder: true`'], // prettier-ignore
    ['holder', (account !== undefined) !== (holder === true) && '`account` and `holder: true` go together'],
    ['reason', (result === 'refused') !== (reason !== undefined) && 'goes with the result `refused`, and only with it'],
    ['destination', destination !== undefined && !HAS_DESTINATION.includes(type) && `\`${type}\` has none`],
    ['destination', destination === undefined && type === 'withdrawal.completed' && 'is needed: it becomes known by this'], // prettier-ignore
    ['source', source !== undefined && !HAS_SOURCE.includes(type) && `\`${type}\` has none`],
  ]
  return faults.filter((fault): fault is [string, string] => fault[1] !== false)
}

const example = {
  recorded: 1,
  repeated: 0,
  notRecorded: 0,
  actions: [{ id: 'wd-88213', outcome: 'recorded' }],
} as const

export const reportRoute = route({
  id: 'reportActions',
  method: 'post',
  path: '/v1/actions',
  who: { key: 'actions:write' },
  summary: 'Report what holders and sub-users did',
  description:
    'Up to 500, in any order, each once by its id: send a batch again when in doubt. A completed withdrawal makes its destination known for the account. Look at each outcome: one action that is not recorded does not hold up the others.', // prettier-ignore
  tags: ['Actions'],
  bodyMost: BODY_MOST,
  request: {
    body: z.strictObject({ actions: z.array(action).min(1).max(ACTIONS_MOST) }).meta({ id: 'ReportedActions' }),
  },
  responses: {
    200: z
      .object({
        recorded: z.int(),
        repeated: z.int(),
        notRecorded: z.int().describe('All others; their outcomes say why.'),
        actions: z
          .array(
            z.object({
              id: z.string(),
              outcome: z
                .enum(outcomes)
                .describe(outcomes.map((code) => `\`${code}\`: ${REPORT_OUTCOMES[code]}`).join(' ')),
            }),
          )
          .describe('One for each action, in the same order.'),
      })
      .meta({ id: 'ReportOutcomes', example }),
  },
})

const historyOf = {
  method: 'get',
  who: { key: 'sub-users:read' },
  tags: ['Actions'],
} as const

export const historyRoute = route({
  ...historyOf,
  id: 'readActionHistory',
  path: '/v1/sub-users/{id}/actions',
  summary: 'What a sub-user did on the account, newest first',
  description: 'What the platform reported, and what somebody who manages users did in Usher itself.',
  request: {
    params: subUserParams,
    query: z.strictObject({ ...historyFilter, limit: limitParameter, cursor: cursorParameter }),
  },
  responses: {
    200: z.object({ items: z.array(historyEntry), nextCursor: z.string().nullable() }).meta({ id: 'ActionHistory' }),
  },
})

export const historyFileRoute = route({
  ...historyOf,
  id: 'exportActionHistory',
  path: '/v1/sub-users/{id}/actions.csv',
  summary: 'The same as a CSV file, all rows',
  description: 'UTF-8, comma, RFC 4180. Cells that a spreadsheet would run as a formula begin with an apostrophe.',
  request: { params: subUserParams, query: z.strictObject(historyFilter) },
  responses: { 200: null },
})

export type ActionBody = z.output<typeof action>

export const actionContracts = [reportRoute, historyRoute, historyFileRoute] as const
