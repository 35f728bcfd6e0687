import * as z from 'zod'
import { STATUSES, TURNS, VERIFICATION_STATES } from '../../domain/status.ts'
import { ACCOUNT_ID, languageField, SUB_USER_ID, timeField } from '../http/fields.ts'

/** What a caller can do with a sub-user; each is `POST /v1/sub-users/{id}/<word>`. */
export const ACTIONS_OFFERED = [
  'remind',
  'resend',
  'change-address',
  'sign-in-link',
  'extend',
  'revoke',
  'suspend',
  'reactivate',
  'deactivate',
  'invite-again',
] as const

const verification = z.object({
  state: z.enum(VERIFICATION_STATES),
  attempt: z.int(),
  attemptsAllowed: z.int(),
})

/** Also in the examples of other answers. */
export const example = {
  id: SUB_USER_ID,
  account: { id: ACCOUNT_ID, reference: 'NX-204-881' },
  email: 'tomas@kestrel.example',
  name: null,
  role: 'trader',
  rights: ['account.view', 'order.place'],
  userName: null,
  relationship: null,
  firstUser: null,
  status: 'invited',
  turn: 'invitee',
  deadline: '2026-03-11T10:15:00.000Z',
  deadlineStandsStill: false,
  verification: null,
  invitedBy: { kind: 'caller', id: 'key_01k5dyt1zke2tvw7p9e4j3h5x2' },
  language: 'en',
  allowedActions: ['remind', 'resend', 'change-address', 'extend', 'revoke'],
  createdAt: '2026-03-04T10:15:00.000Z',
  acceptedAt: null,
  activatedAt: null,
  suspendedAt: null,
  endedAt: null,
  changedAt: '2026-03-04T10:15:00.000Z',
} as const

export const subUser = z
  .object({
    id: z.string(),
    account: z.object({ id: z.string(), reference: z.string() }),
    email: z.string(),
    name: z
      .string()
      .nullable()
      .describe('As the person gave it in this onboarding; before, what the holder wrote, if anything.'),
    role: z.string(),
    rights: z
      .array(z.string())
      .describe('What the role gives, or what was chosen. The access check decides what counts now.'),
    userName: z.string().nullable().describe('Where the policy has user names.'),
    relationship: z.string().nullable().describe('To the holder, where the policy asks for it.'),
    firstUser: z.string().nullable().describe('The sub-user that this one is the second user of.'),
    status: z.enum(STATUSES),
    turn: z.enum(TURNS).describe('Who has to act next.'),
    deadline: timeField.nullable(),
    deadlineStandsStill: z.boolean().describe('It can’t pass while it is somebody else’s turn than the invitee’s.'),
    verification: verification.nullable().describe('null before it begins, and for roles without verification.'),
    invitedBy: z.object({ kind: z.string(), id: z.string().nullable() }),
    language: languageField,
    allowedActions: z
      .array(z.enum(ACTIONS_OFFERED))
      .describe('What can be asked for now: POST /v1/sub-users/{id}/<word>.'),
    createdAt: timeField,
    acceptedAt: timeField.nullable(),
    activatedAt: timeField.nullable(),
    suspendedAt: timeField.nullable(),
    endedAt: timeField.nullable(),
    changedAt: timeField,
  })
  .meta({ id: 'SubUser', description: 'One person’s access to an account, from the invitation to its end.', example })
