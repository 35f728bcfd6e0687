import { Router } from 'express'
import { policies } from '../../domain/policies/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Edge } from '../http/callers.ts'
import { serve } from '../http/route.ts'
import { listPoliciesRoute, readPolicyRoute } from './contract.ts'
import { policyResource } from './resource.ts'

/** The resource `/v1/policies`. */
export function policyRoutes(edge: Edge): Router {
  const router = Router()

  serve(
    router,
    listPoliciesRoute,
    edge,
  )(() => ({ status: 200, body: { items: [...policies.values()].map(policyResource) } }))

  serve(
    router,
    readPolicyRoute,
    edge,
  )(({ params }) => {
    const policy = policies.get(params.id)
    if (!policy) throw new Refusal('not-found', 'There is no such policy.')
    return { status: 200, body: policyResource(policy) }
  })

  return router
}
