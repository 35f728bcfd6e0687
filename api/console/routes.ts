import { Router } from 'express'
import type { Edge } from '../http/callers.ts'
import type { LiveSource } from '../http/live.ts'
import { refuseOtherMethods } from '../http/route.ts'
import { accountRoutes } from './accounts/routes.ts'
import { actionRoutes } from './actions/routes.ts'
import { consoleContracts } from './contracts.ts'
import { onboardingRoutes } from './onboardings/routes.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { type ConsoleSettings, sessionRoutes } from './session/routes.ts'
import { viewRoutes } from './views/routes.ts'

/** The API of the console, for staff who are signed in (R57, R58, R61). */
export function consoleRoutes(edge: Edge, settings: ConsoleSettings, live: LiveSource): Router {
  const router = Router()
  sessionRoutes(router, edge, settings, live)
  onboardingRoutes(router, edge, settings)
  actionRoutes(router, edge)
  reviewRoutes(router, edge)
  accountRoutes(router, edge)
  viewRoutes(router, edge)
  refuseOtherMethods(router, consoleContracts)
  return router
}
