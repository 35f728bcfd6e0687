import * as z from 'zod'
import { STAFF_ROLES } from '../../../domain/actions.ts'
import { DEVICES } from '../../../domain/devices.ts'
import { cursorParameter } from '../../http/cursor.ts'
import { route } from '../../http/route.ts'
import {
  actorRef,
  asked,
  idOf,
  onboardingRow,
  status,
  subUserParams,
  time,
  turn,
  verificationState,
} from '../shapes.ts'

/** The tabs of the list. */
export const VIEWS = ['all', 'open', 'staff', 'ending', 'resubmission', 'unseen', 'mine'] as const

const filters = {
  view: z.enum(VIEWS).default('all'),
  account: idOf('account').optional(),
  status: z.array(status).optional(),
  role: z.array(z.string().max(60)).optional(),
  turn: z.array(turn).optional(),
  search: z.string().max(200).optional(),
}

export const listOnboardings = route({
  id: 'consoleOnboardings',
  method: 'get',
  path: '/console/api/onboardings',
  who: { staff: 'look' },
  summary: 'Onboardings, most urgent or newest first, 50 a page',
  request: {
    query: z.strictObject({
      ...filters,
      sort: z.enum(['urgent', 'newest']).default('urgent'),
      cursor: cursorParameter,
    }),
  },
  responses: { 200: z.object({ items: z.array(onboardingRow), nextCursor: z.string().nullable(), now: time }) },
})

/** Rows that a reader looks at, as they are now, and whether each still fits the filters. */
export const readRows = route({
  id: 'consoleRows',
  method: 'get',
  path: '/console/api/onboarding-rows',
  who: { staff: 'look' },
  summary: 'Single rows of the list as they are now',
  request: { query: z.strictObject({ ...filters, id: z.array(idOf('subUser')).max(100) }) },
  responses: { 200: z.object({ items: z.array(onboardingRow.extend({ fits: z.boolean() })), now: time }) },
})

export const countViews = route({
  id: 'consoleViews',
  method: 'get',
  path: '/console/api/onboarding-views',
  who: { staff: 'look' },
  summary: 'How many onboardings each tab holds, counted up to a limit',
  responses: { 200: z.object({ counts: z.record(z.enum(VIEWS), z.int()), most: z.int() }) },
})

export const timeLineEntry = z.object({
  id: z.string(),
  type: z.string(),
  at: time,
  actor: actorRef,
  /** What a person wrote with it: a message, a reason. */
  text: z.string().nullable(),
  deadline: time.nullable(),
  attempt: z.int().nullable(),
  vendor: z.string().nullable(),
  reminder: z.enum(['day3', '24h', 'now']).nullable(),
  document: z.string().nullable(),
  asked: z.array(asked),
  texts: z.array(z.object({ text: z.string(), version: z.string() })),
  /** How often it happened one after the other; the time is the last one’s. */
  times: z.int(),
  /** The deadline passed and no button had ever been pressed. */
  unseen: z.boolean(),
  /** What was decided, where two people decide (R45). */
  decision: z.string().nullable(),
  /** What kind of device a person did it from. */
  device: z.enum(DEVICES).nullable(),
  /** Openings of the invitation before its button was pressed. */
  earlierOpenings: z.int(),
})
export type TimeLineEntry = z.output<typeof timeLineEntry>

export const ACTION_IDS = [
  'remind',
  'resend',
  'mail_sign_in_link',
  'extend',
  'revoke',
  'suspend',
  'reactivate',
  'deactivate',
  'invite_again',
  'change_address',
  'review',
] as const
export type ActionId = (typeof ACTION_IDS)[number]

/** An action that the state allows; `roles` says who may when the one who asks may not. */
export const allowedAction = z.object({
  action: z.enum(ACTION_IDS),
  allowed: z.boolean(),
  roles: z.array(z.enum(STAFF_ROLES)),
})

export const onboardingDetail = onboardingRow.extend({
  invitedBy: actorRef,
  seenAt: time.nullable(),
  /** How often the page of the invitation was opened, by whomever or whatever. */
  openings: z.int(),
  turnSince: time.nullable(),
  language: z.string(),
  policy: z.string(),
  fourEyes: z.boolean(),
  seat: z.object({ group: z.string(), taken: z.int(), limit: z.int() }).nullable(),
  hasDateOfBirth: z.boolean(),
  hasDocuments: z.boolean(),
  /** From when the renewal of the check is asked for (R46). */
  renewalAt: time.nullable(),
  /** What is asked for again now. */
  asked: z.array(asked),
  documentType: z.string().nullable(),
  documentsLeft: z.array(z.string()),
  timeLine: z.array(timeLineEntry),
  notes: z.array(z.object({ id: z.string(), text: z.string(), at: time, author: actorRef })),
  attempts: z.array(
    z.object({
      number: z.int(),
      vendor: z.string(),
      state: verificationState,
      submittedAt: time.nullable(),
      decidedAt: time.nullable(),
    }),
  ),
  mails: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      audience: z.string(),
      state: z.enum(['planned', 'accepted', 'bounced', 'dropped']),
      at: time,
      manual: z.boolean(),
      refusedWith: z.string().nullable(),
    }),
  ),
  plannedReminders: z.array(z.object({ reminder: z.enum(['day3', '24h']), at: time })),
  actions: z.array(allowedAction),
  now: time,
})
export type OnboardingDetail = z.output<typeof onboardingDetail>

export const readOnboarding = route({
  id: 'consoleOnboarding',
  method: 'get',
  path: '/console/api/onboardings/{id}',
  who: { staff: 'look' },
  summary: 'One onboarding with all that staff may know (R58); that it was opened is recorded (R61)',
  request: { params: subUserParams },
  responses: { 200: onboardingDetail },
})

export const readMail = route({
  id: 'consoleMail',
  method: 'get',
  path: '/console/api/mails/{id}',
  who: { staff: 'look' },
  summary: 'The words of a mail, its links and codes blotted out (R58)',
  request: { params: z.strictObject({ id: idOf('mail') }) },
  responses: { 200: z.object({ subject: z.string(), text: z.string() }) },
})

export const onboardingContracts = [readMail, listOnboardings, readRows, countViews, readOnboarding] as const
