import * as z from 'zod'
import { MATCHES } from '../../../domain/comparison.ts'
import { REVIEW_STAGES } from '../../../domain/four-eyes.ts'
import { namesPart, oncePerDocument } from '../../../domain/verification.ts'
import { route } from '../../http/route.ts'
import { accountRef, asked, idOf, staffRef, status, subUserParams, time, verificationState } from '../shapes.ts'

const match = z.enum(MATCHES)

/** What is kept of a reviewer's typing: matches and counts, never what was typed. */
export const keptOutcome = z.object({
  name: match.nullable(),
  birth: match,
  until: match,
  digits: z
    .array(
      z.object({
        of: z.enum(['number', 'birth', 'until', 'all', 'other']),
        line: z.int(),
        is: z.enum(['agrees', 'wrong', 'unread']),
      }),
    )
    .nullable(),
})
const typedOutcome = keptOutcome.extend({
  used: match,
  /** Another person's sub-user whose document had the same number. */
  usedBy: z.string().nullable(),
  /** The document's last day; null where it could not be read. */
  lastDay: z.iso.date().nullable(),
})

const linesFault = z.union([
  z.object({ fault: z.literal('length'), line: z.int(), length: z.int(), wanted: z.int() }),
  z.object({ fault: z.literal('character'), line: z.int(), character: z.string() }),
  z.object({ fault: z.literal('unknown') }),
])

const waiting = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string(),
  role: z.string(),
  reviewer: staffRef.nullable(),
  dueAt: time.nullable(),
  /** Which decision is next (R45). */
  stage: z.enum(REVIEW_STAGES),
  /** Whoever asks gave a decision on this attempt already, so that somebody else gives the next. */
  decided: z.boolean(),
})

export const reviewQueue = route({
  id: 'consoleReviews',
  method: 'get',
  path: '/console/api/reviews',
  who: { staff: 'look' },
  summary: 'What waits for a review, oldest first (R59)',
  responses: {
    200: z.object({
      items: z.array(waiting),
      /** When the last decision was given. */
      lastAt: time.nullable(),
      /** The time limit, in office hours. */
      hours: z.number(),
      /** When the office is open, as configured: `Mon-Fri 08:00-18:00`; empty: always. */
      office: z.string(),
      now: time,
    }),
  },
})

export const readReview = route({
  id: 'consoleReview',
  method: 'get',
  path: '/console/api/reviews/{id}',
  who: { staff: 'look' },
  summary: 'One review: the person’s words, the documents to look at, who looked before',
  request: { params: subUserParams },
  responses: {
    200: z.object({
      id: z.string(),
      account: accountRef,
      name: z.string().nullable(),
      email: z.string(),
      role: z.string(),
      language: z.string(),
      status,
      verificationState: verificationState.nullable(),
      /** It still waits for a decision. */
      due: z.boolean(),
      dueAt: time.nullable(),
      reviewer: staffRef.nullable(),
      takenAt: time.nullable(),
      attempt: z.int(),
      attemptsAllowed: z.int(),
      afterLast: z.boolean(),
      reported: z.boolean(),
      /** The check of an access is renewed (R46). */
      renewal: z.boolean(),
      stage: z.enum(REVIEW_STAGES),
      /** Whoever asks gave a decision on this attempt already. */
      decided: z.boolean(),
      /** The first of two decisions, without what it was, while the second is left (R45). */
      first: z.object({ by: z.string(), mine: z.boolean(), at: time }).nullable(),
      /** Decisions on this attempt that may be shown. */
      decisions: z.array(
        z.object({ stage: z.string(), by: z.string(), mine: z.boolean(), decision: z.string(), at: time }),
      ),
      /** One's own decision that can still be taken back. */
      held: z.object({ decision: z.string(), leavesAt: time }).nullable(),
      /** What came of one's own typing (R45). */
      typed: typedOutcome.nullable(),
      /** The vendor on whose own page the person was checked; null where the documents came here. */
      vendor: z.string().nullable(),
      /** Whether a proof of address is among what the profile asks for. */
      withAddress: z.boolean(),
      keptUntil: z.object({ days: z.int() }),
      documents: z.array(
        z.object({ id: z.string(), kind: z.string(), state: z.string(), at: time, width: z.int(), height: z.int() }),
      ),
      lookedAtBy: z.array(
        z.object({ name: z.string(), mine: z.boolean(), since: time, at: time, what: z.array(z.string()) }),
      ),
      earlier: z.array(z.object({ attempt: z.int(), asked: z.array(asked), by: z.string().nullable(), at: time })),
      now: time,
    }),
  },
})

export const documentImage = route({
  id: 'consoleDocument',
  method: 'get',
  path: '/console/api/documents/{id}',
  who: { staff: 'open_documents' },
  summary: 'The picture of a document; that it was opened is recorded (R45)',
  request: { params: z.strictObject({ id: idOf('document') }) },
  responses: { 200: null },
})

const done = { 200: z.object({ id: z.string() }) }

export const takeReviewRoute = route({
  id: 'consoleTakeReview',
  method: 'post',
  path: '/console/api/reviews/{id}/take',
  who: { staff: 'review' },
  summary: 'Takes a review; a manager takes over somebody else’s',
  request: { params: subUserParams },
  responses: done,
  refusals: ['review-taken', 'second-decision-needed', 'role-may-not', 'not-in-this-state'],
})

export const handBackRoute = route({
  id: 'consoleHandBackReview',
  method: 'post',
  path: '/console/api/reviews/{id}/hand-back',
  who: { staff: 'review' },
  summary: 'Hands a review back, so that anybody can take it',
  request: { params: subUserParams },
  responses: done,
  refusals: ['review-taken', 'not-in-this-state'],
})

/** `leavesAt`: when a decision that can be taken back takes effect. */
const decisionGiven = { 200: z.object({ id: z.string(), leavesAt: time.nullable() }) }
const decisionRefusals = [
  'review-taken',
  'review-over',
  'second-decision-needed',
  'reason-needed',
  'role-may-not',
  'not-in-this-state',
] as const

const hasItsPart = ({ reason, part }: z.output<typeof asked>): boolean => part === undefined || namesPart(reason)

export const decideRoute = route({
  id: 'consoleDecideReview',
  method: 'post',
  path: '/console/api/reviews/{id}/decision',
  who: { staff: 'review' },
  summary: 'Approves, asks again with reasons, or rejects with a reason (R45)',
  request: {
    params: subUserParams,
    body: z.strictObject({
      decision: z.enum(['approve', 'ask_again', 'reject']),
      asked: z
        .array(asked.refine(hasItsPart, 'names a part that this reason does not speak of'))
        .max(10)
        .refine(
          (all) => oncePerDocument(all).length === all.length,
          'names a document twice; one reason says what to mend',
        ),
      reason: z.string().trim().max(2000).optional(),
      /** Needed to approve documents that came here: their last day; null: no end date stands on them (R46). */
      documentUntil: z.iso.date().nullable().optional(),
      /** It can be taken back for ten seconds, and takes effect only then. */
      undoable: z.boolean().default(false),
    }),
  },
  responses: decisionGiven,
  refusals: [...decisionRefusals, 'input-invalid'],
})

export const oneMoreTryRoute = route({
  id: 'consoleOneMoreTry',
  method: 'post',
  path: '/console/api/reviews/{id}/one-more-try',
  who: { staff: 'allow_one_more_try' },
  summary: 'Allows one more try after the last (R44)',
  request: { params: subUserParams, body: z.strictObject({ undoable: z.boolean().default(false) }) },
  responses: decisionGiven,
  refusals: ['review-taken', 'role-may-not', 'not-in-this-state'],
})

const compared = typedOutcome.extend({
  typed: z.object({ name: z.string().nullable(), birth: z.string(), until: z.string() }),
})

export const typedRoute = route({
  id: 'consoleTypedReview',
  method: 'post',
  path: '/console/api/reviews/{id}/typed',
  who: { staff: 'review' },
  summary: 'Compares what the reviewer typed from the document with what the person said (R45)',
  request: {
    params: subUserParams,
    body: z.union([
      z.strictObject({ lines: z.array(z.string().max(60)).min(2).max(3) }),
      z.strictObject({ dateOfBirth: z.iso.date(), number: z.string().trim().max(40), until: z.iso.date() }),
    ]),
  },
  responses: { 200: z.union([z.object({ compared }), z.object({ fault: linesFault })]) },
  refusals: ['review-taken', 'role-may-not', 'not-in-this-state'],
})

export const takeBackRoute = route({
  id: 'consoleTakeBackDecision',
  method: 'delete',
  path: '/console/api/reviews/{id}/decision',
  who: { staff: 'review' },
  summary: 'Takes one’s own decision back within ten seconds',
  request: { params: subUserParams },
  responses: done,
  refusals: ['review-over'],
})

export const reviewContracts = [
  reviewQueue,
  readReview,
  documentImage,
  takeReviewRoute,
  handBackRoute,
  decideRoute,
  oneMoreTryRoute,
  typedRoute,
  takeBackRoute,
] as const
