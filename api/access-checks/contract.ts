import * as z from 'zod'
import { ACCESS_ACTIONS, ACCESS_REASONS, type AccessReason, WITHDRAW_KINDS } from '../../domain/access-actions.ts'
import { RIGHTS } from '../../domain/rights.ts'
import { idField, SUB_USER_ID } from '../http/fields.ts'
import { amountField, isOfKind, placeField } from '../http/places.ts'
import { route } from '../http/route.ts'

/** Checks in one request. */
const CHECKS_MOST = 100

const check = z
  .strictObject({
    subUser: idField('subUser', SUB_USER_ID).optional().describe('Who wants to act. Or, for the holder:'),
    account: z.string().trim().min(1).max(100).optional().describe('The account’s id, or the platform’s reference …'),
    holder: z.literal(true).optional().describe('… whose holder wants to act.'),
    action: z
      .enum(ACCESS_ACTIONS)
      .describe('A right by its name, or a move of money. Ask `withdraw` and `deposit` for moves: a right alone says nothing about where the money goes.'), // prettier-ignore
    destination: placeField.optional().describe('For `withdraw`: a wallet or bank account.'),
    source: placeField.optional().describe('For `deposit`.'),
    amount: amountField
      .optional()
      .describe('More than 0. The answer does not depend on it: no right has a limit. Your own limits stay yours.'),
  })
  .superRefine((given, context) => {
    for (const [path, message] of faultsOf(given)) context.addIssue({ code: 'custom', path: [path], message })
  })
  .meta({
    id: 'AccessQuestion',
    example: {
      subUser: SUB_USER_ID,
      action: 'withdraw',
      destination: { kind: 'wallet', network: 'bitcoin', address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq' },
      amount: { value: '0.850', currency: 'BTC' },
    },
  })

type Given = {
  subUser?: unknown
  account?: string | undefined
  holder?: true | undefined
  action: string
  destination?: z.output<typeof placeField> | undefined
  source?: z.output<typeof placeField> | undefined
}

/** What belongs together: one who acts, and the place that the move of money has. */
function faultsOf({ subUser, account, holder, action, destination, source }: Given): [string, string][] {
  const faults: [string, string | false][] = [
    ['subUser', (subUser !== undefined) === (account !== undefined) && 'give either `subUser`, or `account` and `holder: true`'], // prettier-ignore
    ['holder', (account !== undefined) !== (holder === true) && '`account` and `holder: true` go together'],
    ['destination', (action === 'withdraw') !== (destination !== undefined) && '`withdraw` needs it, nothing else has it'], // prettier-ignore
    ['source', (action === 'deposit') !== (source !== undefined) && '`deposit` needs it, nothing else has it'],
    ['destination', !isOfKind(destination, WITHDRAW_KINDS) && 'is a wallet or a bank account'],
  ]
  return faults.filter((fault): fault is [string, string] => fault[1] !== false)
}

const reasons = Object.keys(ACCESS_REASONS) as [AccessReason, ...AccessReason[]]

const verdict = z
  .object({
    allowed: z.boolean(),
    reason: z.enum(reasons).describe(reasons.map((code) => `\`${code}\`: ${ACCESS_REASONS[code]}`).join(' ')),
    right: z.enum(RIGHTS).nullable().describe('The right that decided: the one that allows it, or the one that is missing.'), // prettier-ignore
  })
  .meta({ id: 'AccessVerdict', example: { allowed: false, reason: 'destination-new', right: 'withdraw.new' } })

export const accessChecksRoute = route({
  id: 'checkAccess',
  method: 'post',
  path: '/v1/access-checks',
  who: { key: 'access:check', readBy: 'handler' },
  summary: 'May they do this?',
  description:
    'Ask before every order, withdrawal or other act of a sub-user or holder. The answer reflects every change that was acknowledged before the request. Only `allowed: true` is a yes: an error, no answer, or an unknown id never is. An `Idempotency-Key` is not looked at: an old yes must not come back.', // prettier-ignore
  tags: ['Access'],
  request: {
    body: z.strictObject({ checks: z.array(check).min(1).max(CHECKS_MOST) }).meta({
      id: 'AccessQuestions',
      example: { checks: [{ subUser: SUB_USER_ID, action: 'order.place' }] },
    }),
  },
  responses: {
    200: z.object({ answers: z.array(verdict).describe('One for each check, in the same order.') }).meta({
      id: 'AccessVerdicts',
      example: { answers: [{ allowed: true, reason: 'allowed', right: 'order.place' }] },
    }),
  },
})

export type AccessQuestion = z.output<typeof check>

export const accessCheckContracts = [accessChecksRoute] as const
