import { Router } from 'express'
import { openPortal } from '../../commands/portal-sessions.ts'
import { isOnOrigin, portalLink } from '../../domain/portal.ts'
import { Refusal } from '../../domain/refusals.ts'
import { namedAccount } from '../accounts/routes.ts'
import type { Edge } from '../http/callers.ts'
import { serve } from '../http/route.ts'
import { createPortalSessionRoute } from './contract.ts'

/** What the resource has to know of the installation. */
export type PortalLinkSettings = { publicUrl: string; returnOrigins: readonly string[] }

/** The resource `/v1/portal-sessions` (R67). */
export function portalSessionRoutes(edge: Edge, { publicUrl, returnOrigins }: PortalLinkSettings): Router {
  const router = Router()
  serve(
    router,
    createPortalSessionRoute,
    edge,
  )(async ({ body, caller, context }) => {
    const { account, actor, mfaAt, returnTo, open } = body
    requireReturn(returnTo, returnOrigins)
    const { secret, expiresAt } = await openPortal(context, caller.actor, {
      accountId: await namedAccount(context.db, account, caller),
      subUserId: actor === 'holder' ? null : actor,
      mfaAt: mfaAt === undefined ? null : new Date(mfaAt),
      returnTo: returnTo ?? null,
    })
    return { status: 201, body: { url: secret === null ? null : portalLink(publicUrl, secret, open), expiresAt } }
  })
  return router
}

function requireReturn(returnTo: string | undefined, allowed: readonly string[]): void {
  if (returnTo !== undefined && !isOnOrigin(returnTo, allowed))
    throw new Refusal('return-address-refused', 'The return address must be on an origin of the platform.', { allowed })
}
