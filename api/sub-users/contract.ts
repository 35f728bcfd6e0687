import * as z from 'zod'
import { REMINDERS } from '../../domain/deadlines.ts'
import { RELATIONSHIPS } from '../../domain/relationships.ts'
import { RIGHTS } from '../../domain/rights.ts'
import { USER_NAME_LEAST, USER_NAME_MOST } from '../../domain/user-names.ts'
import { MESSAGE_MOST } from '../../domain/sign-up.ts'
import { STATUSES, TURNS } from '../../domain/status.ts'
import { cursorParameter, limitParameter } from '../http/cursor.ts'
import { emailField, languageField, SUB_USER_ID, subUserParams, timeField } from '../http/fields.ts'
import { route } from '../http/route.ts'
import { durationField } from './duration.ts'
import { type ACTIONS_OFFERED, example, subUser } from './sub-user.ts'

const nameField = z.string().trim().min(1).max(120)

const newSubUser = z
  .strictObject({
    account: z.string().trim().min(1).max(100).describe('The account’s id, or the platform’s reference.'),
    email: emailField,
    role: z.string().min(1).max(60).optional().describe('Needed where the policy has fixed roles.'),
    name: nameField.optional().describe('Needed where rights are chosen; stands until the person gives one.'),
    relationship: z.enum(RELATIONSHIPS).optional().describe('To the holder. Needed where rights are chosen.'),
    userName: z
      .string()
      .min(USER_NAME_LEAST)
      .max(USER_NAME_MOST)
      .optional()
      .describe('Only where rights are chosen; claimed when the holder confirms.'),
    rights: z
      .array(z.enum(RIGHTS))
      .max(RIGHTS.length)
      .optional()
      .describe('Only where rights are chosen; the holder may change them.'),
    message: z
      .string()
      .trim()
      .min(1)
      .max(MESSAGE_MOST)
      .optional()
      .describe('A personal message: plain text without links and addresses.'),
    language: languageField.optional().describe('Of pages and mails; the account’s unless given.'),
    openFor: durationField
      .optional()
      .describe('How long the invitation can be accepted: an ISO 8601 duration from PT1H to P30D; P7D unless given.'),
  })
  .meta({
    id: 'NewSubUser',
    example: {
      account: 'NX-204-881',
      email: 'tomas@kestrel.example',
      role: 'trader',
      message: 'Welcome aboard, Tomas.',
      openFor: 'P7D',
    },
  })

const optionalReason = z.string().trim().min(1).max(1000).optional()
const neededReason = z
  .strictObject({ reason: z.string().trim().min(1).max(1000) })
  .meta({ id: 'Reason', example: { reason: 'Left the company.' } })

const tags = ['Sub-users'] as const
const who = { key: 'sub-users:write' } as const
const responses = { 200: subUser }

export const inviteRoute = route({
  id: 'invite',
  method: 'post',
  path: '/v1/sub-users',
  who,
  summary: 'Invite a person to an account',
  description:
    'Takes a seat, sends the invitation and starts the onboarding; the person gives name and date of birth. Where the policy has rights chosen one by one, it begins a draft instead (`awaiting_confirmation`) that holds no seat: the holder is told, and finishes and confirms it in the portal within 24 h.',
  tags,
  request: { body: newSubUser },
  responses: { 201: subUser.describe('The sub-user. `Location` leads to it.') },
  refusals: [
    'seat-taken',
    'already-invited',
    'unknown-role',
    'unknown-right',
    'invalid-request',
    'holders-address',
    'message-has-link',
    'deadline-out-of-range',
    'not-found',
  ],
})

export const listRoute = route({
  id: 'listSubUsers',
  method: 'get',
  path: '/v1/sub-users',
  who: { key: 'sub-users:read' },
  summary: 'List sub-users',
  description:
    'Filters narrow each other; one that may be repeated matches any of its values. Pages go on by `nextCursor`.',
  tags,
  request: {
    query: z.strictObject({
      account: z.string().max(100).optional().describe('The account’s id, or the platform’s reference.'),
      status: z.array(z.enum(STATUSES)).max(STATUSES.length).optional(),
      role: z.array(z.string().max(60)).max(20).optional(),
      turn: z.array(z.enum(TURNS)).max(TURNS.length).optional(),
      search: z
        .string()
        .max(200)
        .optional()
        .describe('A part of address, name, or the account’s reference, name or holder.'),
      sort: z.enum(['newest', 'deadline']).default('newest').describe('`deadline`: most urgent first.'),
      limit: limitParameter,
      cursor: cursorParameter,
    }),
  },
  responses: {
    200: z.object({ items: z.array(subUser), nextCursor: z.string().nullable() }).meta({ id: 'SubUserPage' }),
  },
})

export const readRoute = route({
  id: 'readSubUser',
  method: 'get',
  path: '/v1/sub-users/{id}',
  who: { key: 'sub-users:read' },
  summary: 'Read a sub-user',
  tags,
  request: { params: subUserParams },
  responses,
})

export const progressRoute = route({
  id: 'readOnboarding',
  method: 'get',
  path: '/v1/sub-users/{id}/onboarding',
  who: { key: 'sub-users:read' },
  summary: 'Where the onboarding stands now',
  description: 'Asks the running workflow. When none answers within a second, the database does, and `live` is false.',
  tags,
  request: { params: subUserParams },
  responses: {
    200: z
      .object({
        id: z.string(),
        status: z.enum(STATUSES),
        waitsFor: z.enum(['invitee', 'holder', 'staff', 'vendor', 'mail', 'nobody']),
        until: timeField.nullable(),
        nextReminder: z.object({ kind: z.enum(REMINDERS), at: timeField }).nullable(),
        attempt: z.int(),
        attemptsAllowed: z.int(),
        live: z.boolean(),
      })
      .meta({
        id: 'OnboardingProgress',
        example: {
          id: SUB_USER_ID,
          status: 'invited',
          waitsFor: 'invitee',
          until: example.deadline,
          nextReminder: { kind: 'day3', at: '2026-03-07T10:15:00.000Z' },
          attempt: 0,
          attemptsAllowed: 3,
          live: true,
        },
      }),
  },
})

/** One of the changes, each `POST /v1/sub-users/{id}/<word>`. */
const change = <W extends (typeof ACTIONS_OFFERED)[number]>(word: W) =>
  ({
    method: 'post',
    path: `/v1/sub-users/{id}/${word}`,
    who,
    tags,
    responses,
    refusals: ['not-in-this-state'],
  }) as const

const params = subUserParams
export const remindRoute = route({
  ...change('remind'),
  id: 'remind',
  summary: 'Remind the person now',
  request: { params },
})
export const resendRoute = route({
  ...change('resend'),
  id: 'resend',
  summary: 'Send a new link',
  description: 'The link sent before stops working.',
  request: { params },
})
export const signInLinkRoute = route({
  ...change('sign-in-link'),
  id: 'mailSignInLink',
  summary: 'Mail a link that resumes the onboarding',
  description: 'It works once, for 15 minutes, and opens this onboarding only.',
  request: { params },
})
export const extendRoute = route({
  ...change('extend'),
  id: 'extend',
  summary: 'Set a new deadline',
  request: {
    params,
    body: z
      .strictObject({
        deadline: timeField.transform((text) => new Date(text)).describe('1 hour to 30 days from now.'),
        reason: optionalReason,
      })
      .meta({ id: 'NewDeadline', example: { deadline: '2026-03-25T10:00:00Z' } }),
  },
  refusals: ['not-in-this-state', 'deadline-out-of-range'],
})
export const revokeRoute = route({
  ...change('revoke'),
  id: 'revoke',
  summary: 'Revoke an invitation or an onboarding on its way',
  request: {
    params,
    body: z.strictObject({ reason: optionalReason }).meta({ id: 'OptionalReason', example: { reason: 'Wrong role.' } }),
  },
})
export const suspendRoute = route({
  ...change('suspend'),
  id: 'suspend',
  summary: 'Suspend an active access',
  request: { params, body: neededReason },
})
export const reactivateRoute = route({
  ...change('reactivate'),
  id: 'reactivate',
  summary: 'Lift a suspension',
  request: { params, body: neededReason },
  refusals: ['not-in-this-state', 'suspended-by-another'],
})
export const deactivateRoute = route({
  ...change('deactivate'),
  id: 'deactivate',
  summary: 'End an access for good',
  request: { params, body: neededReason },
})

const anew = {
  responses: { 201: subUser.describe('The new one. `Location` leads to it.') },
  refusals: ['not-in-this-state', 'already-invited', 'seat-taken', 'too-many'],
} as const
export const changeAddressRoute = route({
  ...change('change-address'),
  ...anew,
  id: 'changeAddress',
  summary: 'Change the address of an open invitation',
  description:
    'Revokes it and invites the other address, in one step. Where rights are chosen one by one, a draft with the other address waits for the holder instead.',
  request: {
    params,
    body: z
      .strictObject({ email: emailField })
      .meta({ id: 'NewAddress', example: { email: 'tomasz@kestrel.example' } }),
  },
  refusals: [...anew.refusals, 'holders-address'],
})
export const inviteAgainRoute = route({
  ...change('invite-again'),
  ...anew,
  id: 'inviteAgain',
  summary: 'Invite again after an end',
  description:
    'With the same role, language and message. Where rights are chosen one by one, a draft with the same entries waits for the holder instead.',
  request: { params },
})

export const subUserContracts = [
  inviteRoute,
  listRoute,
  readRoute,
  progressRoute,
  remindRoute,
  resendRoute,
  signInLinkRoute,
  extendRoute,
  revokeRoute,
  suspendRoute,
  reactivateRoute,
  deactivateRoute,
  changeAddressRoute,
  inviteAgainRoute,
] as const
