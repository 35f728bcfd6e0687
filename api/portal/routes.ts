import { Router } from 'express'
import type { Edge } from '../http/callers.ts'
import type { LiveSource } from '../http/live.ts'
import { refuseOtherMethods } from '../http/route.ts'
import { actingRoutes } from './acting/routes.ts'
import { accessRightsRoutes } from './access-rights/routes.ts'
import { portalContracts } from './contracts.ts'
import { historyRoutes } from './history/routes.ts'
import { draftRoutes } from './drafts/routes.ts'
import { templateRoutes } from './templates/routes.ts'
import { type PortalSettings, sessionRoutes } from './session/routes.ts'
import { userRoutes } from './users/routes.ts'
import { withdrawalRoutes } from './withdrawals/routes.ts'

/** The API of the portal, for the account holder and whoever manages users for them (R67). */
export function portalRoutes(edge: Edge, settings: PortalSettings, live: LiveSource): Router {
  const router = Router()
  sessionRoutes(router, edge, settings, live)
  userRoutes(router, edge, settings)
  actingRoutes(router, edge)
  historyRoutes(router, edge)
  draftRoutes(router, edge)
  templateRoutes(router, edge)
  accessRightsRoutes(router, edge, settings)
  withdrawalRoutes(router, edge)
  refuseOtherMethods(router, portalContracts)
  return router
}
