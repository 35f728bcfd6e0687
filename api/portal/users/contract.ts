import * as z from 'zod'
import { ACTIONS } from '../../../domain/actions.ts'
import { INVITE_OPEN } from '../../../domain/deadlines.ts'
import type { Right } from '../../../domain/rights.ts'
import { MESSAGE_MOST } from '../../../domain/sign-up.ts'
import { STATUSES, TURNS } from '../../../domain/status.ts'
import { emailField, timeField } from '../../http/fields.ts'
import { route } from '../../http/route.ts'

/** Who did something, as the one who reads it knows them. */
export const doneBy = z.object({ kind: z.enum(['you', 'holder', 'user', 'platform']), name: z.string() })

/** What comes next, without documents or reasons of the identity check (screens, 2). */
export const NEXT = [
  'answers',
  'platform_looks',
  'confirms',
  'about',
  'login',
  'legal',
  'begins',
  'documents',
  'new_photo',
  'automatic_check',
  'platform_checks',
  'activates',
  'nothing',
  'renews',
  'you_reactivate',
  'other_reactivates',
  'never_seen',
] as const

const status = z.enum(STATUSES)

/** One user, as a line of the list shows it. */
export const userRow = z.object({
  id: z.string(),
  /** Null until one is given. */
  name: z.string().nullable(),
  email: z.string(),
  role: z.object({ id: z.string(), name: z.string(), line: z.string() }),
  userName: z.string().nullable(),
  /** The user that this one is the second user of. */
  firstUser: z.string().nullable(),
  status,
  turn: z.enum(TURNS),
  next: z.enum(NEXT),
  /** It is the one who reads this. */
  own: z.boolean(),
  /** Who invited, or suspended. */
  by: doneBy.nullable(),
  reason: z.string().nullable(),
  /** When the state that is shown began. */
  since: timeField,
  deadline: timeField.nullable(),
  /** When an active user last did something on the platform, as it reported (R48). */
  lastSeen: timeField.nullable(),
  /** What the one who reads this may do now, in the order of the table (R32). */
  actions: z.array(z.enum(ACTIONS)),
  /** How far the account's clock is ahead, in ms (R66). */
  clockAheadMs: z.number(),
})

/** Seats of one quota and who holds them; of a quota without limit the newest few. */
export const seats = z.object({
  quota: z.string(),
  roles: z.array(z.string()),
  limit: z.int().nullable(),
  taken: z.int(),
  heldBy: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      email: z.string(),
      status,
      turn: z.enum(TURNS),
      next: z.enum(NEXT),
      deadline: timeField.nullable(),
    }),
  ),
})

/** What waits for the one who manages users, beside withdrawals. */
export const waiting = z.object({
  kind: z.enum(['asked_again', 'expired', 'check_expired']),
  id: z.string(),
  name: z.string().nullable(),
  email: z.string(),
  at: timeField,
  ended: status,
  /** Of an expired invitation: whether a button was ever pressed. */
  seen: z.boolean(),
})

export const listUsers = route({
  id: 'portalUsers',
  method: 'get',
  path: '/portal/api/users',
  who: { portal: 'manager' },
  summary: 'Everybody with access, on the way to it, and the ends; the seats; what waits (R8, R14, R34)',
  request: { query: z.strictObject({ most: z.coerce.number().int().min(1).max(2000).default(200) }) },
  responses: {
    200: z.object({
      now: timeField,
      seats: z.array(seats),
      waiting: z.array(waiting),
      users: z.array(userRow),
      /** Whether there are users beyond these. */
      more: z.boolean(),
      ended: z.array(userRow),
    }),
  },
})

export const readRoles = route({
  id: 'portalRoles',
  method: 'get',
  path: '/portal/api/roles',
  who: { portal: 'manager' },
  summary: 'The roles that somebody can be given, in plain words, with seats left',
  responses: {
    200: z.object({
      now: timeField,
      language: z.enum(['en', 'de']),
      openForMs: z.int(),
      roles: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          may: z.array(z.string()),
          mayNot: z.array(z.string()),
          identityCheck: z.boolean(),
          /** A right that the one who reads this lacks, so that they can't give the role (R13). */
          lacking: z.custom<Right>((value) => typeof value === 'string').nullable(),
          seats,
        }),
      ),
    }),
  },
})

export const inviteUser = route({
  id: 'portalInvite',
  method: 'post',
  path: '/portal/api/users',
  who: { portal: 'manager' },
  summary: 'Invites a person to the account (R5, R10, R40, R62)',
  request: {
    body: z.strictObject({
      email: emailField,
      role: z.string().min(1).max(60),
      message: z.string().trim().max(MESSAGE_MOST).optional(),
      language: z.enum(['en', 'de']),
      openForMs: z.int().min(INVITE_OPEN.minMs).max(INVITE_OPEN.maxMs).optional(),
    }),
  },
  responses: { 201: z.object({ id: z.string(), deadline: timeField }) },
  refusals: ['seat-taken', 'already-invited', 'message-has-link', 'holders-address', 'unknown-role', 'right-missing'],
})

export const userContracts = [listUsers, readRoles, inviteUser] as const
