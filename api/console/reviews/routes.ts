import type { Router } from 'express'
import { recordOpening } from '../../../commands/notes.ts'
import { openDocument } from '../../../commands/documents.ts'
import { allowOneMoreTry, decideReview, handBackReview, takeReview } from '../../../commands/review.ts'
import { outside } from '../../../domain/ids.ts'
import { policies } from '../../../domain/policies/index.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { findSubUser } from '../../../store/sub-users.ts'
import { waitingReviews } from '../../../store/reviews.ts'
import type { Edge } from '../../http/callers.ts'
import { serve } from '../../http/route.ts'
import { iso, roleName } from '../rows.ts'
import { stream } from '../../http/stream.ts'
import * as contracts from './contract.ts'
import { reviewOf } from './review.ts'

export function reviewRoutes(router: Router, edge: Edge): void {
  readRoutes(router, edge)
  decisionRoutes(router, edge)
  documentRoute(router, edge)
}

function readRoutes(router: Router, edge: Edge): void {
  const { db } = edge.context

  serve(
    router,
    contracts.reviewQueue,
    edge,
  )(async ({ caller }) => {
    const waiting = await waitingReviews(db)
    const items = waiting.map((one) => ({
      id: outside('subUser', one.id),
      name: one.namedAt ? one.name : null,
      email: one.address,
      role: roleName(one.policy, one.role),
      reviewer: one.reviewerId ? { name: one.reviewerName ?? '', mine: one.reviewerId === caller.staff.id } : null,
      dueAt: iso(one.reviewDueAt),
      afterLast: one.afterLast,
    }))
    return { status: 200, body: { items, now: new Date().toISOString(), hours: reviewHours() } }
  })

  serve(
    router,
    contracts.readReview,
    edge,
  )(async ({ params, caller }) => {
    const found = await findSubUser(db, params.id)
    if (!found || found.attempt === 0) throw new Refusal('not-found', 'There is no such review.')
    await recordOpening(edge.context, caller.actor, { subUserId: params.id, what: 'review' })
    return { status: 200, body: await reviewOf(db, found, caller.staff) }
  })
}

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
    contracts.decideRoute,
    edge,
  )(async ({ params, body, caller, context }) =>
    answer(await decideReview(context, caller.actor, { subUserId: params.id, ...body })),
  )
  serve(
    router,
    contracts.oneMoreTryRoute,
    edge,
  )(async ({ params, caller, context }) =>
    answer(await allowOneMoreTry(context, caller.actor, { subUserId: params.id })),
  )
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
