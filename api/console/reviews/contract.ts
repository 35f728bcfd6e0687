import * as z from 'zod'
import { route } from '../../http/route.ts'
import { accountRef, asked, idOf, staffRef, status, subUserParams, time, verificationState } from '../shapes.ts'

const waiting = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string(),
  role: z.string(),
  reviewer: staffRef.nullable(),
  dueAt: time.nullable(),
  /** All tries are used: a manager decides (R44). */
  afterLast: z.boolean(),
})

export const reviewQueue = route({
  id: 'consoleReviews',
  method: 'get',
  path: '/console/api/reviews',
  who: { staff: 'look' },
  summary: 'What waits for a review, oldest first (R59)',
  responses: { 200: z.object({ items: z.array(waiting), now: time, hours: z.number() }) },
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
      documents: z.array(
        z.object({ id: z.string(), kind: z.string(), state: z.string(), at: time, width: z.int(), height: z.int() }),
      ),
      lookedAtBy: z.array(z.object({ name: z.string(), mine: z.boolean(), at: time, what: z.array(z.string()) })),
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
  refusals: ['review-taken', 'not-in-this-state'],
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
      asked: z.array(asked).max(10),
      reason: z.string().trim().max(2000).optional(),
    }),
  },
  responses: done,
  refusals: ['review-taken', 'review-over', 'reason-needed', 'role-may-not', 'not-in-this-state'],
})

export const oneMoreTryRoute = route({
  id: 'consoleOneMoreTry',
  method: 'post',
  path: '/console/api/reviews/{id}/one-more-try',
  who: { staff: 'allow_one_more_try' },
  summary: 'Allows one more try after the last (R44)',
  request: { params: subUserParams },
  responses: done,
  refusals: ['not-in-this-state'],
})

export const reviewContracts = [
  reviewQueue,
  readReview,
  documentImage,
  takeReviewRoute,
  handBackRoute,
  decideRoute,
  oneMoreTryRoute,
] as const
