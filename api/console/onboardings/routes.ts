import type { Router } from 'express'
import * as z from 'zod'
import { recordOpening } from '../../../commands/notes.ts'
import { Refusal } from '../../../domain/refusals.ts'
import {
  type OnboardingCursor,
  type OnboardingLine,
  countViews as countViewsIn,
  fittingIds,
  listOnboardings as listLines,
} from '../../../store/onboarding-list.ts'
import type { Edge } from '../../http/callers.ts'
import { cursorText, cursorTime, pageOf, readCursor } from '../../http/cursor.ts'
import { serve } from '../../http/route.ts'
import { rowOf } from '../rows.ts'
import type { ConsoleSettings } from '../session/routes.ts'
import { countViews, listOnboardings, readMail, readOnboarding, readRows } from './contract.ts'
import { detailOf } from './detail.ts'

const PAGE = 50
/** Tabs are counted up to here; above, the number is followed by a plus. */
const COUNT_MOST = 10_000

const cursor = z.union([
  z.object({
    sort: z.literal('urgent'),
    ended: z.literal([0, 1]).transform(Boolean),
    due: cursorTime.nullable(),
    id: z.uuid(),
  }),
  z.object({ sort: z.literal('newest'), createdAt: cursorTime, id: z.uuid() }),
])

export function onboardingRoutes(router: Router, edge: Edge, { mailPreview }: ConsoleSettings): void {
  const { db } = edge.context
  mailRoute(router, edge, mailPreview)

  serve(
    router,
    listOnboardings,
    edge,
  )(async ({ query, caller }) => {
    const { sort, cursor: text, account, status, role, turn, ...rest } = query
    const filter = { ...rest, accountId: account, statuses: status, roles: role, turns: turn, staffId: caller.staff.id }
    const after = readCursor(cursor, text)
    if (after && after.sort !== sort) throw new Refusal('invalid-request', 'The cursor belongs to another order.')
    const lines = await listLines(db, filter, sort, PAGE + 1, after)
    const page = pageOf(
      lines,
      PAGE,
      (line) => rowOf(line, caller.staff),
      (line) => cursorText(cursorOf(line, sort)),
    )
    return { status: 200, body: { ...page, now: new Date().toISOString() } }
  })

  serve(
    router,
    readRows,
    edge,
  )(async ({ query, caller }) => {
    const { id: ids, account, status, role, turn, ...rest } = query
    const filter = { ...rest, accountId: account, statuses: status, roles: role, turns: turn, staffId: caller.staff.id }
    const [lines, fitting] = await Promise.all([
      listLines(db, { ids }, 'newest', ids.length),
      fittingIds(db, { ...filter, ids }),
    ])
    const items = lines.map((line) => ({ ...rowOf(line, caller.staff), fits: fitting.has(line.id) }))
    return { status: 200, body: { items, now: new Date().toISOString() } }
  })

  serve(
    router,
    countViews,
    edge,
  )(async ({ caller }) => {
    const counts = await countViewsIn(db, caller.staff.id, COUNT_MOST)
    return { status: 200, body: { counts, most: COUNT_MOST } }
  })

  serve(
    router,
    readOnboarding,
    edge,
  )(async ({ params, caller, context }) => {
    const [line] = await listLines(db, { ids: [params.id] }, 'newest', 1)
    if (!line) throw new Refusal('not-found', 'There is no such onboarding.')
    await recordOpening(context, caller.actor, { subUserId: params.id, what: 'detail' })
    return { status: 200, body: await detailOf(db, line, caller.staff) }
  })
}

function mailRoute(router: Router, edge: Edge, mailPreview: ConsoleSettings['mailPreview']): void {
  serve(
    router,
    readMail,
    edge,
  )(async ({ params }) => {
    const mail = await mailPreview(params.id)
    if (!mail) throw new Refusal('not-found', 'This mail has nothing to say any more: what it was about is over.')
    return { status: 200, body: mail }
  })
}

const cursorOf = (line: OnboardingLine, sort: OnboardingCursor['sort']): Record<string, string | number | null> =>
  sort === 'urgent'
    ? { sort, ended: Number(line.sortEnded), due: line.sortDue?.toISOString() ?? null, id: line.id }
    : { sort, createdAt: line.createdAt.toISOString(), id: line.id }
