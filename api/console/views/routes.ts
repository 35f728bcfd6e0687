import type { Router } from 'express'
import * as z from 'zod'
import { recordExport } from '../../../commands/exports.ts'
import { forgetView, saveView } from '../../../commands/saved-views.ts'
import { outside } from '../../../domain/ids.ts'
import { listOnboardings } from '../../../store/onboarding-list.ts'
import { savedViewsOf } from '../../../store/saved-views.ts'
import type { Edge } from '../../http/callers.ts'
import { csv } from '../../http/csv.ts'
import { serve } from '../../http/route.ts'
import { rowOf } from '../rows.ts'
import type { OnboardingRow } from '../shapes.ts'
import { deleteViewRoute, exportRoute, listViews, saveViewRoute } from './contract.ts'

const search = z.record(z.string(), z.string()).catch({})

/** Saved views of the list, and the list as a file. */
export function viewRoutes(router: Router, edge: Edge): void {
  const { db } = edge.context
  const viewsOf = async (staffId: string) => ({
    status: 200 as const,
    body: {
      items: (await savedViewsOf(db, staffId)).map((view) => ({
        id: outside('savedView', view.id),
        name: view.name,
        search: search.parse(view.search),
      })),
    },
  })

  serve(router, listViews, edge)(({ caller }) => viewsOf(caller.staff.id))
  serve(
    router,
    saveViewRoute,
    edge,
  )(async ({ body, caller, context }) => {
    await saveView(context, caller.staff, body)
    return viewsOf(caller.staff.id)
  })
  serve(
    router,
    deleteViewRoute,
    edge,
  )(async ({ params, caller, context }) => {
    await forgetView(context, caller.staff, params.id)
    return viewsOf(caller.staff.id)
  })
  serve(
    router,
    exportRoute,
    edge,
  )(async ({ body, caller, context }) => {
    const lines = await listOnboardings(db, { ids: body.ids }, 'newest', body.ids.length)
    await recordExport(context, caller.actor, lines.length)
    return {
      status: 200,
      body: {
        csv: csv(
          HEAD,
          lines.map((line) => cellsOf(rowOf(line, caller.staff))),
        ),
      },
    }
  })
}

const HEAD = ['id', 'account', 'email', 'name', 'role', 'status', 'turn', 'deadline', 'created', 'changed']

const cellsOf = (row: OnboardingRow): string[] => [
  row.id,
  row.account.reference,
  row.email,
  row.name ?? '',
  row.role.name,
  row.status,
  row.turn,
  row.deadline ?? '',
  row.createdAt,
  row.changedAt,
]
