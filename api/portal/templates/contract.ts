import * as z from 'zod'
import { RIGHTS } from '../../../domain/rights.ts'
import { idField } from '../../http/fields.ts'
import { route } from '../../http/route.ts'

const who = { portal: 'manager' } as const
const name = z.string().trim().min(1).max(60)
const template = z.object({ id: z.string(), name: z.string(), rights: z.array(z.enum(RIGHTS)) })
const params = z.strictObject({ id: idField('template', 'tpl_01k5dz3x8qe6vvt5n0c0xw0m4a') })

export const listTemplates = route({
  id: 'portalTemplates',
  method: 'get',
  path: '/portal/api/templates',
  who,
  summary: 'The account’s role templates, by name (R25)',
  responses: { 200: z.object({ items: z.array(template) }) },
})

export const saveTemplateRoute = route({
  id: 'portalSaveTemplate',
  method: 'post',
  path: '/portal/api/templates',
  who,
  summary: 'Saves a set of rights under a name (R25)',
  request: { body: z.strictObject({ name, rights: z.array(z.enum(RIGHTS)).min(1).max(RIGHTS.length) }) },
  responses: { 201: z.object({ id: z.string() }) },
  refusals: ['template-name-taken', 'unknown-right'],
})

export const renameTemplateRoute = route({
  id: 'portalRenameTemplate',
  method: 'patch',
  path: '/portal/api/templates/{id}',
  who,
  summary: 'Gives a template another name',
  request: { params, body: z.strictObject({ name }) },
  responses: { 204: null },
  refusals: ['template-name-taken'],
})

export const deleteTemplateRoute = route({
  id: 'portalDeleteTemplate',
  method: 'delete',
  path: '/portal/api/templates/{id}',
  who,
  summary: 'Deletes a template; no user changes (R25)',
  request: { params },
  responses: { 204: null },
})

export const templateContracts = [listTemplates, saveTemplateRoute, renameTemplateRoute, deleteTemplateRoute] as const
