import * as z from 'zod'
import { ACTIONS } from '../../../domain/actions.ts'
import { RIGHTS } from '../../../domain/rights.ts'
import { STATUSES, TURNS } from '../../../domain/status.ts'
import { subUserParams, timeField } from '../../http/fields.ts'
import { route } from '../../http/route.ts'
import { userRow, waiting } from '../users/contract.ts'

const who = { portal: 'manager' } as const
const right = z.enum(RIGHTS)
const rights = z.array(right).max(RIGHTS.length)

/** One line of “Users & access rights”: a draft, an invitation or a user (R29). */
const line = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string(),
  userName: z.string().nullable(),
  relationship: z.string().nullable(),
  whose: z.enum(['person', 'holder', 'sub-user']),
  /** Whose second user this is. */
  first: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The second user of this one, or the draft of it. */
  second: z.object({ id: z.string(), userName: z.string().nullable(), status: z.enum(STATUSES) }).nullable(),
  status: z.enum(STATUSES),
  /** The first user is suspended, and this one with it (R21). */
  pausedWithFirst: z.boolean(),
  turn: z.enum(TURNS),
  deadline: timeField.nullable(),
  changedAt: timeField,
  rights: z.array(right),
  /** Rights that the user can have at all, and those that the one who asks can give (R13, R21). */
  shown: z.array(right),
  choosable: z.array(right),
  identityCheck: z.boolean(),
  begunBy: z.string(),
  /** The same user as others are shown: by whom, why, and what happens next. */
  user: userRow,
  /** What the one who asks may do now (R12, R13). */
  allowed: z.array(z.enum(ACTIONS)),
  self: z.boolean(),
})

export const listAccessRights = route({
  id: 'portalAccessRights',
  method: 'get',
  path: '/portal/api/access-rights',
  who,
  summary: 'Users & access rights: drafts, invitations and users where rights are chosen',
  responses: {
    200: z.object({
      items: z.array(line),
      ended: z.array(line),
      waiting: z.array(waiting),
      seats: z.object({ taken: z.int(), limit: z.int().nullable() }).nullable(),
      /** The roles of second users, where the policy has them. */
      hasSecondUsers: z.boolean(),
    }),
  },
})

export const changeRightsRoute = route({
  id: 'portalChangeRights',
  method: 'post',
  path: '/portal/api/access-rights/{id}/rights',
  who,
  summary: 'Changes the rights of a user; giving more needs two-factor or a number (R28)',
  request: { params: subUserParams, body: z.strictObject({ rights, number: z.string().max(20).optional() }) },
  responses: { 204: null },
  refusals: [
    'not-in-this-state',
    'unknown-right',
    'right-missing',
    'check-needed',
    'number-needed',
    'number-wrong',
    'number-over',
  ],
})

export const rightsNumberRoute = route({
  id: 'portalRightsNumber',
  method: 'post',
  path: '/portal/api/access-rights/{id}/number',
  who,
  summary: 'Mails a confirmation number for exactly these rights (R28)',
  request: { params: subUserParams, body: z.strictObject({ rights }) },
  responses: { 200: z.object({ sentTo: z.string(), worksUntil: timeField, triesLeft: z.int() }) },
  refusals: ['too-many'],
})

export const deleteUserRoute = route({
  id: 'portalDeleteUser',
  method: 'post',
  path: '/portal/api/access-rights/{id}/delete',
  who,
  summary: 'Deletes a user: access and sessions end at once, the history stays (R31)',
  request: { params: subUserParams },
  responses: { 204: null },
  refusals: ['not-in-this-state', 'holder-only'],
})

export const accessRightsContracts = [listAccessRights, changeRightsRoute, rightsNumberRoute, deleteUserRoute] as const
