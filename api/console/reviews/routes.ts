import type { Router } from 'express'
import { recordOpening } from '../../../commands/notes.ts'
import { openDocument } from '../../../commands/documents.ts'
import { requireDocumentEnd } from '../../../commands/document-end.ts'
import { giveDecision, takeBackDecision } from '../../../commands/held-decisions.ts'
import { allowOneMoreTry, decideReview, handBackReview, takeReview } from '../../../commands/review.ts'
import { compareTyped } from '../../../commands/typed-check.ts'
import { type StaffRole, staffMay } from '../../../domain/actions.ts'
import { type ReviewStage, isForManagers, nextStage } from '../../../domain/four-eyes.ts'
import { outside } from '../../../domain/ids.ts'
import { policies } from '../../../domain/policies/index.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { findSubUser } from '../../../store/sub-users.ts'
import { lastReview, type WaitingReview, waitingReviews } from '../../../store/reviews.ts'
import type { Edge } from '../../http/callers.ts'
import { serve } from '../../http/route.ts'
import { iso, roleName } from '../rows.ts'
import { stream } from '../../http/stream.ts'
import * as contracts from './contract.ts'
import { reviewOf } from './review.ts'
import { fourEyesOf } from './stage.ts'

export function reviewRoutes(router: Router, edge: Edge): void {
  readRoutes(router, edge)
  decisionRoutes(router, edge)
  givingRoutes(router, edge)
  documentRoute(router, edge)
}

function readRoutes(router: Router, edge: Edge): void {
  const { db } = edge.context

  serve(
    router,
    contracts.reviewQueue,
    edge,
  )(async ({ caller }) => {
    const [waiting, last] = await Promise.all([waitingReviews(db), lastReview(db)])
    const items = waiting.map((one) => waitingOf(one, caller.staff)).filter(isFor(caller.staff.role))
    const now = new Date().toISOString()
    const { text: office } = edge.context.office
    return { status: 200, body: { items, lastAt: iso(last?.at ?? null), hours: reviewHours(), office, now } }
  })

  serve(
    router,
    contracts.readReview,
    edge,
  )(async ({ params, caller }) => {
    const found = await findSubUser(db, params.id)
    if (!found || found.attempt === 0) throw new Refusal('not-found', 'There is no such review.')
    await recordOpening(edge.context, caller.actor, { subUserId: params.id, what: 'review' })
    return { status: 200, body: await reviewOf(edge, found, caller.staff) }
  })
}

function waitingOf(one: WaitingReview, reader: { id: string }) {
  const { afterLast, given } = one
  const stage = nextStage({ fourEyes: fourEyesOf(one), afterLast, given: given.map((g) => ({ ...g, decision: '' })) })
  return {
    id: outside('subUser', one.id),
    name: one.namedAt ? one.name : null,
    email: one.address,
    role: roleName(one.policy, one.role),
    reviewer: one.reviewerId ? { name: one.reviewerName ?? '', mine: one.reviewerId === reader.id } : null,
    dueAt: iso(one.reviewDueAt),
    stage,
    decided: (stage === 'second' || stage === 'manager') && given.some((g) => g.reviewerId === reader.id),
  }
}

/** What only managers decide, only managers see (screens, 3.4). */
const isFor =
  (role: StaffRole) =>
  ({ stage }: { stage: ReviewStage }): boolean =>
    staffMay(role, 'decide_after_last') || !isForManagers(stage)

/** The time limit of reviews, in hours: the shortest of all profiles. */
const reviewHours = (): number =>
  Math.min(...[...policies.values()].flatMap(({ profiles }) => Object.values(profiles).map((one) => one.reviewHours)))

function decisionRoutes(router: Router, edge: Edge): void {
  const answer = ({ subUserId }: { subUserId: string }) =>
    ({ status: 200, body: { id: outside('subUser', subUserId) } }) as const

  serve(
    router,
    contracts.takeReviewRoute,
    edge,
  )(async ({ params, caller, context }) => answer(await takeReview(context, caller.actor, { subUserId: params.id })))
  serve(
    router,
    contracts.handBackRoute,
    edge,
  )(async ({ params, caller, context }) =>
    answer(await handBackReview(context, caller.actor, { subUserId: params.id })),
  )
  serve(
    router,
    contracts.takeBackRoute,
    edge,
  )(async ({ params, caller, context }) =>
    answer(await takeBackDecision(context, caller.actor, { subUserId: params.id })),
  )
}

function givingRoutes(router: Router, edge: Edge): void {
  const { db } = edge.context
  const given = (subUserId: string, leavesAt: string | null) =>
    ({ status: 200, body: { id: outside('subUser', subUserId), leavesAt } }) as const

  serve(
    router,
    contracts.decideRoute,
    edge,
  )(async ({ params: { id: subUserId }, body: { undoable, ...decision }, caller, context }) => {
    await requireDocumentEnd(db, subUserId, decision)
    if (!undoable) await decideReview(context, caller.actor, { subUserId, ...decision })
    const held = undoable && (await giveDecision(context, caller.actor, { subUserId, ...decision }))
    return given(subUserId, held ? held.leavesAt : null)
  })
  serve(
    router,
    contracts.oneMoreTryRoute,
    edge,
  )(async ({ params: { id: subUserId }, body: { undoable }, caller, context }) => {
    if (!undoable) await allowOneMoreTry(context, caller.actor, { subUserId })
    const held = undoable && (await giveDecision(context, caller.actor, { subUserId, decision: 'one_more', asked: [] }))
    return given(subUserId, held ? held.leavesAt : null)
  })
  serve(
    router,
    contracts.typedRoute,
    edge,
  )(async ({ params, body, caller, context }) => {
    const result = await compareTyped(context, caller.actor, { subUserId: params.id, typed: body })
    if ('fault' in result) return { status: 200, body: { fault: result } }
    const usedBy = result.usedBy ? outside('subUser', result.usedBy) : null
    return { status: 200, body: { compared: { ...result, digits: result.digits && [...result.digits], usedBy } } }
  })
}

/** The picture itself: shown inside our own page only, kept nowhere, and harmless if opened alone. */
const PICTURE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'content-disposition': 'inline; filename="document.jpg"',
}

function documentRoute(router: Router, edge: Edge): void {
  stream(
    router,
    contracts.documentImage,
    edge,
  )(async ({ params, caller }, _req, res) => {
    const { image, type } = await openDocument(edge.context, caller.actor, { documentId: String(params['id']) })
    res.status(200).set(PICTURE_HEADERS).type(type).send(image)
  })
}
