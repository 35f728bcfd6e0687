import type { Router } from 'express'
import { deleteTemplate, renameTemplateTo, saveTemplate } from '../../../commands/templates.ts'
import { outside } from '../../../domain/ids.ts'
import { isRight } from '../../../domain/rights.ts'
import { templatesOf } from '../../../store/templates.ts'
import type { Edge } from '../../http/callers.ts'
import { serve } from '../../http/route.ts'
import * as contract from './contract.ts'

/** Role templates: saved from any set of rights, applied in the wizard, renamed and deleted (R25). */
export function templateRoutes(router: Router, edge: Edge): void {
  serve(
    router,
    contract.listTemplates,
    edge,
  )(async ({ caller, context }) => {
    const rows = await templatesOf(context.db, caller.account.id)
    const items = rows.map(({ id, name, rights }) => ({
      id: outside('template', id),
      name,
      rights: rights.filter(isRight),
    }))
    return { status: 200, body: { items } }
  })

  serve(
    router,
    contract.saveTemplateRoute,
    edge,
  )(async ({ body, caller, context }) => {
    const { templateId } = await saveTemplate(context, caller.actor, body)
    return { status: 201, body: { id: outside('template', templateId) } }
  })

  serve(
    router,
    contract.renameTemplateRoute,
    edge,
  )(async ({ params, body, caller, context }) => {
    await renameTemplateTo(context, caller.actor, { templateId: params.id, name: body.name })
    return { status: 204 }
  })

  serve(
    router,
    contract.deleteTemplateRoute,
    edge,
  )(async ({ params, caller, context }) => {
    await deleteTemplate(context, caller.actor, { templateId: params.id })
    return { status: 204 }
  })
}
