import * as z from 'zod'
import { INVITE_OPEN } from '../../../domain/deadlines.ts'
import { RELATIONSHIPS } from '../../../domain/relationships.ts'
import { RIGHTS } from '../../../domain/rights.ts'
import { MESSAGE_MOST } from '../../../domain/sign-up.ts'
import { STATUSES } from '../../../domain/status.ts'
import { idField, languageField, SUB_USER_ID, subUserParams, timeField } from '../../http/fields.ts'
import { route } from '../../http/route.ts'

const who = { portal: 'manager' } as const
const right = z.enum(RIGHTS)

export const fee = z.object({ amountMinor: z.int(), currency: z.string(), period: z.enum(['month', 'year']) })

const fields = z.strictObject({
  role: z.string().min(1).max(60).optional(),
  userName: z.string().max(60).optional(),
  name: z.string().max(120).optional(),
  relationship: z.enum(RELATIONSHIPS).nullable().optional(),
  relationshipConfirmed: z.boolean().optional(),
  email: z.string().max(254).optional(),
  rights: z.array(right).max(RIGHTS.length).optional(),
  message: z.string().max(MESSAGE_MOST).optional(),
  language: languageField.optional(),
  openForMs: z.int().min(INVITE_OPEN.minMs).max(INVITE_OPEN.maxMs).optional(),
  password: z.string().max(200).optional(),
})

const sentNumber = z.object({ sentTo: z.string(), worksUntil: timeField, triesLeft: z.int() })

/** Everything that the wizard shows of a draft (R23–R30). */
const draft = z.object({
  id: z.string(),
  status: z.enum(STATUSES),
  endedAt: timeField.nullable(),
  deadline: timeField.nullable(),
  savedAt: timeField,
  role: z.string(),
  whose: z.enum(['person', 'holder', 'sub-user']),
  /** The roles that can be changed to: another person's user, or one's own second. */
  roles: z.array(z.object({ id: z.string(), whose: z.enum(['person', 'holder', 'sub-user']) })),
  first: z.object({ id: z.string(), name: z.string(), userName: z.string().nullable() }).nullable(),
  userName: z.string(),
  name: z.string(),
  email: z.string(),
  relationship: z.enum(RELATIONSHIPS).nullable(),
  relationshipConfirmed: z.boolean(),
  rights: z.array(right),
  message: z.string(),
  language: languageField,
  openForMs: z.int(),
  hasPassword: z.boolean(),
  /** Differs as soon as anything in the draft does; OK says which it saw (R28). */
  mark: z.string(),
  /** Whether a password is typed here: of one's own second user, or a first one where the policy has it (R24). */
  takesPassword: z.boolean(),
  /** Rights that stand in the wizard, and those of them that can be ticked now. */
  shown: z.array(right),
  choosable: z.array(right),
  faults: z.array(z.object({ field: z.string(), code: z.string() })),
  identityCheck: z.boolean(),
  /** The power of attorney that the person accepts, if any (R20). */
  power: z.object({ version: z.string() }).nullable(),
  reference: z.string(),
  fee: fee.nullable(),
  seats: z.object({ taken: z.int(), limit: z.int() }).nullable(),
  confirmation: z.object({ needed: z.boolean(), sent: sentNumber.nullable() }),
})

const answer = { 200: draft }
const params = subUserParams

export const beginDraftRoute = route({
  id: 'portalBeginDraft',
  method: 'post',
  path: '/portal/api/drafts',
  who,
  summary: 'Begins a draft of a user; it is kept for 24 h and holds nothing (R23, R29)',
  request: {
    body: z.strictObject({
      role: z.string().min(1).max(60).optional(),
      firstUser: idField('subUser', SUB_USER_ID).optional(),
    }),
  },
  responses: { 201: draft },
  refusals: ['unknown-role', 'holder-only', 'not-in-this-state', 'right-missing'],
})

export const readDraftRoute = route({
  id: 'portalReadDraft',
  method: 'get',
  path: '/portal/api/drafts/{id}',
  who,
  summary: 'A draft with everything that OK depends on',
  request: { params },
  responses: answer,
})

export const saveDraftRoute = route({
  id: 'portalSaveDraft',
  method: 'patch',
  path: '/portal/api/drafts/{id}',
  who,
  summary: 'Saves what was typed or ticked, right or wrong (R23)',
  request: { params, body: fields },
  responses: answer,
  refusals: ['not-in-this-state', 'unknown-right', 'right-missing', 'holder-only', 'input-invalid'],
})

export const discardDraftRoute = route({
  id: 'portalDiscardDraft',
  method: 'post',
  path: '/portal/api/drafts/{id}/discard',
  who,
  summary: 'Discards a draft',
  request: { params },
  responses: { 204: null },
  refusals: ['not-in-this-state', 'holder-only'],
})

export const againRoute = route({
  id: 'portalDraftAgain',
  method: 'post',
  path: '/portal/api/drafts/{id}/again',
  who,
  summary: 'Begins a draft with the entries of one that is over',
  request: { params },
  responses: { 201: draft },
  refusals: ['not-in-this-state', 'right-missing', 'holder-only'],
})

export const numberRoute = route({
  id: 'portalDraftNumber',
  method: 'post',
  path: '/portal/api/drafts/{id}/number',
  who,
  summary: 'Mails a confirmation number for exactly this draft; it voids the earlier one (R28)',
  request: { params },
  responses: { 200: sentNumber },
  refusals: ['draft-incomplete', 'not-in-this-state', 'too-many'],
})

export const confirmRoute = route({
  id: 'portalConfirmDraft',
  method: 'post',
  path: '/portal/api/drafts/{id}/confirm',
  who,
  summary: 'OK: claims seat and user name and sends the invitation (R29)',
  request: {
    params,
    body: z.strictObject({
      mark: z.string().max(60),
      number: z.string().max(20).optional(),
      acceptedFee: fee.strict().nullable(),
    }),
  },
  responses: { 200: z.object({ id: z.string(), status: z.enum(STATUSES), until: timeField.nullable() }) },
  refusals: [
    'draft-incomplete',
    'fee-not-accepted',
    'number-needed',
    'number-wrong',
    'number-over',
    'user-name-taken',
    'seat-taken',
    'already-invited',
    'not-in-this-state',
    'right-missing',
    'draft-changed',
  ],
})

export const userNameRoute = route({
  id: 'portalUserName',
  method: 'get',
  path: '/portal/api/user-names',
  who,
  summary: 'Whether a user name is free now; for signed-in inviters only (R22, R37)',
  request: { query: z.strictObject({ name: z.string().max(60), person: z.string().max(120).optional() }) },
  responses: {
    200: z.object({
      is: z.enum(['free', 'taken', 'wrong']),
      free: z.array(z.string()),
      fault: z.enum(['empty', 'length', 'characters']).nullable(),
    }),
  },
  refusals: ['too-many'],
})

export const draftContracts = [
  beginDraftRoute,
  readDraftRoute,
  saveDraftRoute,
  discardDraftRoute,
  againRoute,
  numberRoute,
  confirmRoute,
  userNameRoute,
] as const
