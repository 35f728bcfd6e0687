import * as z from 'zod'
import { route } from '../../http/route.ts'
import { idOf } from '../shapes.ts'

const search = z.record(z.string().max(20), z.string().max(400))
const view = z.object({ id: z.string(), name: z.string(), search })

export const listViews = route({
  id: 'consoleSavedViews',
  method: 'get',
  path: '/console/api/saved-views',
  who: { staff: 'look' },
  summary: 'One’s own saved views of the list (R57)',
  responses: { 200: z.object({ items: z.array(view) }) },
})

export const saveViewRoute = route({
  id: 'consoleSaveView',
  method: 'post',
  path: '/console/api/saved-views',
  who: { staff: 'look' },
  summary: 'Saves filters and order under a name; the same name replaces',
  request: { body: z.strictObject({ name: z.string().trim().min(1).max(40), search }) },
  responses: { 200: z.object({ items: z.array(view) }) },
  refusals: ['too-many-views'],
})

export const deleteViewRoute = route({
  id: 'consoleDeleteView',
  method: 'delete',
  path: '/console/api/saved-views/{id}',
  who: { staff: 'look' },
  summary: 'Forgets one of one’s own views',
  request: { params: z.strictObject({ id: idOf('savedView') }) },
  responses: { 200: z.object({ items: z.array(view) }) },
})

export const exportRoute = route({
  id: 'consoleExport',
  method: 'post',
  path: '/console/api/exports',
  who: { staff: 'export' },
  summary: 'The selected onboardings as CSV; that they were exported is recorded (R61)',
  request: { body: z.strictObject({ ids: z.array(idOf('subUser')).min(1).max(200) }) },
  responses: { 200: z.object({ csv: z.string() }) },
})

export const viewContracts = [listViews, saveViewRoute, deleteViewRoute, exportRoute] as const
